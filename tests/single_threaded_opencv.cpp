#include <opencv2/core/utility.hpp>

// As in the programs: OpenCV's threads are TBB's, which the thread sanitizer cannot follow into
// OpenCV, and which would keep other tests from ending TBB's workers.
[[maybe_unused]] static const bool opencv_is_single_threaded = (cv::setNumThreads(0), true);
