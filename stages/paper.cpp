#include "stages/paper.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "stages/pixel_depth.h"

namespace tintflow {
namespace {

/// Longer side at which the paper is looked at.
constexpr int working_side = 512;

cv::Size size_within(cv::Size size, int side) {
  const double scale = std::min(1.0, static_cast<double>(side) / std::max(size.width, size.height));
  return {std::max(1, cvRound(size.width * scale)), std::max(1, cvRound(size.height * scale))};
}

cv::Mat to_floats(const cv::Mat& pixels) {
  cv::Mat floats;
  pixels.convertTo(floats, CV_32F, 1 / full_scale(pixels));
  return floats;
}

cv::Mat gray_of(const cv::Mat& rgb) {
  cv::Mat gray;
  cv::cvtColor(rgb, gray, cv::COLOR_RGB2GRAY);
  return gray;
}

/// The value that `part` of the values lie below; 0 where there are none.
double quantile(std::vector<float>& values, double part) {
  if (values.empty()) return 0;
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(part * (values.size() - 1.0));
  std::nth_element(values.begin(), nth, values.end());
  return *nth;
}

std::vector<float> values_where(const cv::Mat& plane, const cv::Mat& mask) {
  std::vector<float> values;
  for (int y = 0; y < plane.rows; ++y) {
    for (int x = 0; x < plane.cols; ++x) {
      if (mask.at<std::uint8_t>(y, x) != 0) values.push_back(plane.at<float>(y, x));
    }
  }
  return values;
}

/// Fills what has no weight from its surroundings, near ones first (pull-push interpolation;
/// Gortler and others, "The Lumigraph", 1996). `weight` is CV_32FC1, 0..1.
cv::Mat fill_gaps(const cv::Mat& color, const cv::Mat& weight) {
  cv::Mat weights;
  cv::merge(std::vector<cv::Mat>(3, weight), weights);
  const cv::Mat weighted = color.mul(weights);
  if (std::min(color.rows, color.cols) < 4) {
    const cv::Scalar mean = cv::sum(weighted) / std::max(1e-6, cv::sum(weight)[0]);
    return {color.size(), CV_32FC3, mean};
  }
  cv::Mat half_color;
  cv::Mat half_weight;
  cv::pyrDown(weighted, half_color);
  cv::pyrDown(weight, half_weight);
  cv::Mat divisor;
  cv::merge(std::vector<cv::Mat>(3, cv::max(half_weight, 1e-6F)), divisor);
  half_color /= divisor;
  half_weight = cv::min(half_weight * 4, 1.0);

  cv::Mat coarse;
  cv::resize(fill_gaps(half_color, half_weight), coarse, color.size(), 0, 0, cv::INTER_LINEAR);
  return weighted + coarse - coarse.mul(weights);
}

/// Mask of what is joined to the brightest area by soft gradients of every channel.
cv::Mat joined_softly(const cv::Mat& rgb) {
  // Change from pixel to pixel, relative: soft shadows change more slowly, edges of washes faster.
  constexpr double softest_edge = 0.012;
  cv::Mat smooth;
  cv::GaussianBlur(rgb, smooth, {}, 2);
  cv::Point brightest;
  cv::minMaxLoc(gray_of(smooth), nullptr, nullptr, nullptr, &brightest);
  cv::Mat logarithm;
  cv::log(cv::max(smooth, 1e-3), logarithm);
  cv::Mat reached = cv::Mat::zeros(smooth.rows + 2, smooth.cols + 2, CV_8UC1);
  const cv::Scalar step = cv::Scalar::all(softest_edge);
  cv::floodFill(logarithm, reached, brightest, {}, nullptr, step, step,
                4 | cv::FLOODFILL_MASK_ONLY | (255 << 8));
  return reached(cv::Rect(1, 1, smooth.cols, smooth.rows));
}

/// Mask of the pixels whose every channel is more than `part` of that of `paper`.
cv::Mat is_near(const cv::Mat& rgb, const cv::Mat& paper, double part) {
  cv::Mat channels[3];
  cv::split(rgb - part * paper, channels);
  return cv::min(channels[0], cv::min(channels[1], channels[2])) > 0;
}

cv::Mat as_weight(const cv::Mat& mask) {
  cv::Mat weight;
  mask.convertTo(weight, CV_32F, 1 / 255.0);
  return weight;
}

/// Relative standard deviation of single pixels, by those below the median: above it they saturate.
double pixel_noise(const cv::Mat& pixels, const cv::Mat& paper, const cv::Mat& bare) {
  cv::Mat single;
  cv::resize(pixels, single, paper.size(), 0, 0, cv::INTER_NEAREST);
  cv::Mat ratio;
  cv::divide(gray_of(to_floats(single)), gray_of(paper), ratio);
  std::vector<float> ratios = values_where(ratio, bare);
  constexpr double one_deviation_below = 0.159;
  return quantile(ratios, 0.5) - quantile(ratios, one_deviation_below);
}

}  // namespace

PaperEstimate estimate_paper(const cv::Mat& pixels) {
  cv::Mat small;
  cv::resize(pixels, small, size_within(pixels.size(), working_side), 0, 0, cv::INTER_AREA);
  small = to_floats(small);
  const int side = std::max(small.rows, small.cols);

  // Bridges lines of up to a 32nd of the side.
  cv::Mat without_lines;
  const int bridge = std::max(3, side / 32 | 1);
  cv::morphologyEx(small, without_lines, cv::MORPH_CLOSE,
                   cv::getStructuringElement(cv::MORPH_RECT, {bridge, bridge}));

  // Paper that thick lines enclose is not joined, but as bright as the paper around it.
  const cv::Mat joined = joined_softly(without_lines);
  const cv::Mat around = fill_gaps(without_lines, as_weight(joined));
  const cv::Mat bare =
      (joined | is_near(without_lines, around, 0.9)) & is_near(small, around, 0.92);

  PaperEstimate paper;
  paper.share = cv::mean(bare)[0] / 255;
  cv::GaussianBlur(fill_gaps(small, as_weight(bare)), paper.color, {}, side / 64.0);
  paper.noise = pixel_noise(pixels, paper.color, bare);
  return paper;
}

bool has_white_paper(const cv::Mat& pixels) {
  constexpr int side = 64;
  constexpr double white = 250.0 / 255;
  cv::Mat sample;
  cv::resize(pixels, sample, size_within(pixels.size(), side), 0, 0, cv::INTER_NEAREST);
  cv::Mat is_white;
  cv::inRange(sample, cv::Scalar::all(white * full_scale(sample)),
              cv::Scalar::all(full_scale(sample)), is_white);
  return 4 * cv::countNonZero(is_white) >= static_cast<int>(sample.total());
}

bool is_gray_or_uneven(const PaperEstimate& paper) {
  constexpr double camera_noise = 0.004;
  if (paper.share < 0.25 || paper.noise < camera_noise) return false;
  std::vector<float> brightness =
      values_where(gray_of(paper.color), cv::Mat(paper.color.size(), CV_8UC1, cv::Scalar(1)));
  const double dark = quantile(brightness, 0.05);
  const double middle = quantile(brightness, 0.5);
  const double light = quantile(brightness, 0.95);
  if (dark < 0.9 * light) return true;
  const cv::Scalar mean = cv::mean(paper.color);
  const auto [lowest, highest] = std::minmax({mean[0], mean[1], mean[2]});
  return middle < 0.95 && lowest > 0.85 * highest;
}

}  // namespace tintflow
