#include "stages/label_regions.h"

#include <cassert>

#include <opencv2/imgproc.hpp>

#include "stages/large_components.h"

namespace tintflow {

Expected<Sample> LabelRegions::operator()(const Sample& sample) const {
  assert(sample.input.type() == CV_8UC3);
  cv::Mat gray;
  cv::cvtColor(sample.input, gray, cv::COLOR_RGB2GRAY);
  Sample labeled = sample;
  labeled.regions = cv::Mat();
  label_large_components(gray >= lightest_ink, smallest, labeled.regions);
  return labeled;
}

}  // namespace tintflow
