#include "stages/closed_regions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

constexpr double lightest_ink = 0.85;
constexpr int smallest_region = 150;
constexpr double least_chroma = 8;
constexpr double darkest_paper = 85;

bool is_colored(const Lab& color) {
  return chroma(color) >= least_chroma || color[0] < darkest_paper;
}

/// Reorders the values.
double median(std::vector<float>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 != 0) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2.0;
}

}  // namespace

cv::Mat at_evaluation_size(const cv::Mat& picture) {
  const int longer = std::max(picture.cols, picture.rows);
  if (longer == evaluation_side) return picture;
  const auto scaled = [&](int length) {
    return std::max(1, static_cast<int>(std::lround(1.0 * length * evaluation_side / longer)));
  };
  cv::Mat resized;
  cv::resize(picture, resized, {scaled(picture.cols), scaled(picture.rows)}, 0, 0,
             longer > evaluation_side ? cv::INTER_AREA : cv::INTER_LINEAR);
  return resized;
}

cv::Mat between_lines(const cv::Mat& drawing) {
  cv::Mat gray;
  cv::cvtColor(drawing, gray, cv::COLOR_RGB2GRAY);
  return gray > lightest_ink * 255;
}

std::vector<ClosedRegion> closed_regions(const cv::Mat& drawing, const cv::Mat& truth) {
  cv::Mat labels;
  cv::Mat stats;
  cv::Mat centroids;
  const int count =
      cv::connectedComponentsWithStats(between_lines(drawing), labels, stats, centroids, 4, CV_32S);
  const auto is_inside = [&](int label) {
    const int* row = stats.ptr<int>(label);
    return row[cv::CC_STAT_AREA] >= smallest_region && row[cv::CC_STAT_LEFT] > 0 &&
           row[cv::CC_STAT_TOP] > 0 &&
           row[cv::CC_STAT_LEFT] + row[cv::CC_STAT_WIDTH] < drawing.cols &&
           row[cv::CC_STAT_TOP] + row[cv::CC_STAT_HEIGHT] < drawing.rows;
  };
  std::vector<ClosedRegion> parts(static_cast<std::size_t>(count));
  std::vector<bool> inside(parts.size());
  for (int label = 1; label < count; ++label) inside[label] = is_inside(label);
  for (int y = 0; y < labels.rows; ++y) {
    const int* label = labels.ptr<int>(y);
    for (int x = 0; x < labels.cols; ++x) {
      if (inside[label[x]]) parts[label[x]].pixels.emplace_back(x, y);
    }
  }
  std::vector<ClosedRegion> regions;
  for (ClosedRegion& part : parts) {
    if (part.pixels.empty()) continue;
    part.color = median_color(truth, part.pixels);
    if (is_colored(part.color)) regions.push_back(std::move(part));
  }
  return regions;
}

Lab median_color(const cv::Mat& picture, const std::vector<cv::Point>& pixels) {
  Lab color;
  std::vector<float> values(pixels.size());
  for (int channel = 0; channel < 3; ++channel) {
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      values[i] = picture.at<cv::Vec3f>(pixels[i])[channel];
    }
    color[channel] = median(values);
  }
  return color;
}

double color_spread(const cv::Mat& picture, const std::vector<cv::Point>& pixels) {
  const auto count = static_cast<double>(pixels.size());
  cv::Vec3d sum;
  for (const cv::Point& pixel : pixels) sum += cv::Vec3d(picture.at<cv::Vec3f>(pixel));
  const cv::Vec3d mean = sum / count;
  cv::Vec3d squares;
  for (const cv::Point& pixel : pixels) {
    const cv::Vec3d difference = cv::Vec3d(picture.at<cv::Vec3f>(pixel)) - mean;
    squares += difference.mul(difference);
  }
  double spread = 0;
  for (int channel = 0; channel < 3; ++channel) spread += std::sqrt(squares[channel] / count) / 3;
  return spread;
}

}  // namespace tintflow
