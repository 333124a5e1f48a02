#include "stages/synthetic_drawing.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

constexpr int kCurves = 12;
constexpr int kStrokes = 30;
constexpr int kCorners = 64;

/// A blob: a circle whose radius swings with the angle.
std::vector<cv::Point> closed_curve(cv::Size size, cv::RNG& random) {
  const cv::Point2d center(random.uniform(0.0, 1.0) * size.width,
                           random.uniform(0.0, 1.0) * size.height);
  const double radius = random.uniform(0.05, 0.3) * std::min(size.width, size.height);
  const double swing = random.uniform(0.0, 0.4);
  const int lobes = random.uniform(2, 6);
  std::vector<cv::Point> corners;
  for (int i = 0; i < kCorners; ++i) {
    const double angle = 2 * CV_PI * i / kCorners;
    const double distance = radius * (1 + swing * std::sin(lobes * angle));
    corners.emplace_back(static_cast<int>(std::lround(center.x + distance * std::cos(angle))),
                         static_cast<int>(std::lround(center.y + distance * std::sin(angle))));
  }
  return corners;
}

cv::Point point_in(cv::Size size, cv::RNG& random) {
  const int x = random.uniform(0, size.width);
  return {x, random.uniform(0, size.height)};
}

}  // namespace

cv::Mat synthetic_drawing(cv::Size size, std::uint64_t seed) {
  cv::RNG random(seed + 1);
  const cv::Scalar ink = cv::Scalar::all(0);
  const int thickness = std::max(1, std::min(size.width, size.height) / 200);
  cv::Mat drawing(size, CV_8UC3, cv::Scalar::all(255));
  for (int i = 0; i < kCurves; ++i) {
    cv::polylines(drawing, closed_curve(size, random), /*isClosed=*/true, ink, thickness,
                  cv::LINE_AA);
  }
  for (int i = 0; i < kStrokes; ++i) {
    const cv::Point start = point_in(size, random);
    const cv::Point reach(random.uniform(-size.width / 10, size.width / 10 + 1),
                          random.uniform(-size.height / 10, size.height / 10 + 1));
    cv::line(drawing, start, start + reach, ink, thickness, cv::LINE_AA);
  }
  return drawing;
}

}  // namespace tintflow
