#include "stages/label_regions.h"

#include <cassert>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace tintflow {

Expected<Sample> LabelRegions::operator()(const Sample& sample) const {
  assert(sample.input.type() == CV_8UC3);
  cv::Mat gray;
  cv::cvtColor(sample.input, gray, cv::COLOR_RGB2GRAY);
  cv::Mat labels;
  cv::Mat figures;
  cv::Mat centers;
  const int count =
      cv::connectedComponentsWithStats(gray >= lightest_ink, labels, figures, centers, 4, CV_32S);

  std::vector<int> renumbered(count, 0);
  int regions = 0;
  for (int label = 1; label < count; ++label) {
    if (figures.at<int>(label, cv::CC_STAT_AREA) >= smallest) renumbered[label] = ++regions;
  }
  labels.forEach<int>([&](int& label, const int*) { label = renumbered[label]; });

  Sample labeled = sample;
  labeled.regions = labels;
  return labeled;
}

}  // namespace tintflow
