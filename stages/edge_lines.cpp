#include "stages/edge_lines.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

#include "stages/lab.h"

namespace tintflow {
namespace {

/// Where the borders of colors are: 255 on lines of one pixel, 0 elsewhere.
cv::Mat color_borders(const cv::Mat& picture, const EdgeLinesOptions& options) {
  cv::Mat lab = to_lab_bytes(picture);
  cv::GaussianBlur(lab, lab, {}, options.smoothing, 0, cv::BORDER_REPLICATE);
  cv::Mat dx;
  cv::Mat dy;
  cv::Sobel(lab, dx, CV_16S, 1, 0, 3, 1, 0, cv::BORDER_REPLICATE);
  cv::Sobel(lab, dy, CV_16S, 0, 1, 3, 1, 0, cv::BORDER_REPLICATE);
  cv::Mat borders;
  cv::Canny(dx, dy, borders, 0.4 * options.threshold, options.threshold, true);
  return borders;
}

cv::Mat gray_of(const cv::Mat& picture) {
  cv::Mat gray;
  cv::cvtColor(picture, gray, cv::COLOR_RGB2GRAY);
  return gray;
}

/// The picture's dark lines as they are, apart from the rest.
struct OwnInk {
  /// 0 is no ink, 255 is black; CV_8UC1.
  cv::Mat ink;
  /// The picture, filled from both sides where ink was.
  cv::Mat without;
};

/// Ink is what a closing, which is wider than lines, makes much lighter, and is dark itself.
OwnInk part_ink(const cv::Mat& picture, double scale) {
  const int width = 2 * std::max(1, cvRound(5 * scale)) + 1;
  cv::Mat closed;
  cv::morphologyEx(picture, closed, cv::MORPH_CLOSE,
                   cv::getStructuringElement(cv::MORPH_ELLIPSE, {width, width}));
  const cv::Mat gray = gray_of(picture);
  cv::Mat contrast = gray_of(closed) - gray;
  contrast.convertTo(contrast, CV_8U, 5, -5 * 40);
  cv::Mat darkness;
  gray.convertTo(darkness, CV_8U, -3, 3 * 150);

  OwnInk parts{cv::min(contrast, darkness), picture.clone()};
  cv::Mat around_ink;
  cv::dilate(parts.ink > 0, around_ink, cv::Mat::ones(3, 3, CV_8U));
  closed.copyTo(parts.without, around_ink);
  return parts;
}

/// Lines of this width around the borders, antialiased: by the distance to them.
cv::Mat draw(const cv::Mat& borders, double width) {
  cv::Mat distance;
  cv::distanceTransform(255 - borders, distance, cv::DIST_L2, cv::DIST_MASK_5);
  cv::Mat coverage;
  distance.convertTo(coverage, CV_8U, -255, 255 * (width / 2 + 0.5));
  return coverage;
}

}  // namespace

EdgeLinesOptions random_edge_lines(double scale, cv::RNG& random) {
  return {.smoothing = scale * random.uniform(0.9, 1.8),
          .threshold = random.uniform(40.0, 100.0),
          .width = scale * random.uniform(0.8, 2.2),
          .tone = random.uniform(0.0, 90.0)};
}

cv::Mat edge_lines(const cv::Mat& picture, const EdgeLinesOptions& options) {
  const double scale = std::max(picture.cols, picture.rows) / 286.0;
  // With the ink in it, each of its lines would have a border on both sides.
  const OwnInk parts = part_ink(picture, scale);
  const cv::Mat borders = color_borders(parts.without, options);
  cv::Mat lines = cv::max(draw(borders, options.width), parts.ink);
  lines.convertTo(lines, CV_8U, -(255 - options.tone) / 255, 255);
  return lines;
}

}  // namespace tintflow
