#include "stages/drawing_index.h"

#include <algorithm>
#include <limits>

#include <opencv2/imgproc.hpp>

#include "stages/resize.h"

namespace tintflow {
namespace {

constexpr int side = 32;

std::uint32_t squared_distance(const DrawingDescriptor& one, const DrawingDescriptor& other) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    const int difference = one[i] - other[i];
    sum += static_cast<std::uint32_t>(difference * difference);
  }
  return sum;
}

}  // namespace

DrawingDescriptor describe_drawing(const cv::Mat& drawing) {
  cv::Mat gray;
  cv::cvtColor(drawing, gray, cv::COLOR_RGB2GRAY);
  cv::Mat ink = cv::Mat::zeros(side, side, CV_8UC1);
  cv::Mat spot = ink(letterbox(drawing.size(), side).inside);
  cv::resize(~gray, spot, spot.size(), 0, 0, cv::INTER_AREA);
  cv::GaussianBlur(ink, ink, {0, 0}, 1);
  DrawingDescriptor descriptor;
  std::copy(ink.begin<std::uint8_t>(), ink.end<std::uint8_t>(), descriptor.begin());
  return descriptor;
}

void DrawingIndex::add(std::size_t id, const DrawingDescriptor& descriptor) {
  ids_.push_back(id);
  descriptors_.push_back(descriptor);
}

std::optional<std::size_t> DrawingIndex::nearest(const DrawingDescriptor& descriptor,
                                                 std::optional<std::size_t> except) const {
  std::optional<std::size_t> found;
  std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    if (ids_[i] == except) continue;
    const std::uint32_t distance = squared_distance(descriptor, descriptors_[i]);
    if (found && distance >= least) continue;
    found = ids_[i];
    least = distance;
  }
  return found;
}

}  // namespace tintflow
