#include "stages/large_components.h"

#include <cassert>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace tintflow {

int label_large_components(const cv::Mat& mask, int smallest, cv::Mat& labels) {
  assert(mask.type() == CV_8UC1);
  cv::Mat figures;
  cv::Mat centers;
  const int count = cv::connectedComponentsWithStats(mask, labels, figures, centers, 4, CV_32S);
  std::vector<int> renumbered(static_cast<std::size_t>(count), 0);
  int large = 0;
  for (int label = 1; label < count; ++label) {
    if (figures.at<int>(label, cv::CC_STAT_AREA) >= smallest) renumbered[label] = ++large;
  }
  labels.forEach<int>([&](int& label, const int*) { label = renumbered[label]; });
  return large;
}

}  // namespace tintflow
