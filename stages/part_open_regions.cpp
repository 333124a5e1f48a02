#include "stages/part_open_regions.h"

#include <cassert>
#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "stages/spread_labels.h"

namespace tintflow {
namespace {

/// Pixels of the regions that touch the border: CV_8UC1, 255 there.
cv::Mat open_pixels(const cv::Mat& regions) {
  double last = 0;
  cv::minMaxLoc(regions, nullptr, &last);
  std::vector<bool> is_open(static_cast<std::size_t>(last) + 1);
  for (const cv::Mat& edge : {regions.row(0), regions.row(regions.rows - 1), regions.col(0),
                              regions.col(regions.cols - 1)}) {
    for (auto label = edge.begin<int>(); label != edge.end<int>(); ++label) is_open[*label] = true;
  }
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
  cv::Mat figures;
  cv::Mat centroids;
  const int count =
      cv::connectedComponentsWithStats(centers, labels, figures, centroids, 4, CV_32S);
  std::vector<int> renumbered(static_cast<std::size_t>(count), 0);
  int parts = 0;
  for (int label = 1; label < count; ++label) {
    if (figures.at<int>(label, cv::CC_STAT_AREA) >= gaps.smallest) renumbered[label] = ++parts;
  }
  labels.forEach<int>([&](int& label, const int*) { label = renumbered[label]; });
  return parts;
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
  cv::Mat parts;
  const int count = label_centers(open_pixels(regions), gaps, parts);
  spread_labels(parts, regions);
  number_wholes(regions, count, parts);
  return parts;
}

}  // namespace tintflow
