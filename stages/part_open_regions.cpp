#include "stages/part_open_regions.h"

#include <cassert>
#include <cstdint>
#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "stages/large_components.h"
#include "stages/spread_labels.h"

namespace tintflow {
namespace {

/// The pixels at the picture's border, corners twice, one after the other to `visit`.
template <class Visit>
void visit_border(cv::Size size, const Visit& visit) {
  for (int x = 0; x < size.width; ++x) {
    visit(cv::Point(x, 0));
    visit(cv::Point(x, size.height - 1));
  }
  for (int y = 0; y < size.height; ++y) {
    visit(cv::Point(0, y));
    visit(cv::Point(size.width - 1, y));
  }
}

/// Pixels of the regions that touch the border: CV_8UC1, 255 there.
cv::Mat open_pixels(const cv::Mat& regions, int last) {
  std::vector<bool> is_open(static_cast<std::size_t>(last) + 1);
  visit_border(regions.size(), [&](cv::Point at) { is_open[regions.at<int>(at)] = true; });
  is_open[0] = false;
  cv::Mat pixels(regions.size(), CV_8U);
  for (int y = 0; y < regions.rows; ++y) {
    const int* label = regions.ptr<int>(y);
    for (int x = 0; x < regions.cols; ++x) pixels.at<std::uint8_t>(y, x) = is_open[label[x]] * 255;
  }
  return pixels;
}

/// Numbers the places where the disk's center can be by what it reaches from there; returns how
/// many numbers there are.
int label_centers(const cv::Mat& pixels, const GapClosing& gaps, cv::Mat& labels) {
  const int side = 2 * gaps.radius + 1;
  cv::Mat centers;
  cv::erode(pixels, centers, cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side}), {-1, -1},
            1, cv::BORDER_CONSTANT, cv::Scalar::all(255));
  return label_large_components(centers, gaps.smallest, labels);
}

/// Gives the parts of a region that touch the border one number: paper beside a figure is paper on
/// both sides of it.
void join_at_border(const cv::Mat& regions, int last, cv::Mat& labels) {
  std::vector<int> of_region(static_cast<std::size_t>(last) + 1);
  std::vector<int> joined;
  visit_border(labels.size(), [&](cv::Point at) {
    const auto label = static_cast<std::size_t>(labels.at<int>(at));
    if (label == 0) return;
    int& first = of_region[regions.at<int>(at)];
    if (first == 0) first = static_cast<int>(label);
    if (label >= joined.size()) joined.resize(label + 1);
    joined[label] = first;
  });
  labels.forEach<int>([&](int& label, const int*) {
    const auto index = static_cast<std::size_t>(label);
    if (index < joined.size() && joined[index] != 0) label = joined[index];
  });
}

/// Numbers the regions in which no pixel has a part, as wholes.
void number_wholes(const cv::Mat& regions, int last, cv::Mat& parts) {
  std::vector<int> numbers;
  for (int y = 0; y < parts.rows; ++y) {
    const int* region = regions.ptr<int>(y);
    int* part = parts.ptr<int>(y);
    for (int x = 0; x < parts.cols; ++x) {
      if (region[x] == 0 || part[x] != 0) continue;
      const auto whole = static_cast<std::size_t>(region[x]);
      if (whole >= numbers.size()) numbers.resize(whole + 1);
      if (numbers[whole] == 0) numbers[whole] = ++last;
      part[x] = numbers[whole];
    }
  }
}

}  // namespace

cv::Mat part_open_regions(const cv::Mat& regions, const GapClosing& gaps) {
  assert(regions.type() == CV_32SC1);
  double last = 0;
  cv::minMaxLoc(regions, nullptr, &last);
  const auto region_count = static_cast<int>(last);
  cv::Mat parts;
  const int part_count = label_centers(open_pixels(regions, region_count), gaps, parts);
  join_at_border(regions, region_count, parts);
  spread_labels(parts, regions);
  number_wholes(regions, part_count, parts);
  return parts;
}

}  // namespace tintflow
