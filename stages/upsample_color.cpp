#include "stages/upsample_color.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

/// The filter's feedback between neighbors, by what lies between them in the guide.
class Feedback {
 public:
  Feedback(double sigma, double spatial_sigma, double range_sigma) {
    for (int level = 0; level < 256; ++level) {
      ink_[level] = static_cast<std::uint8_t>(std::max(0, kPaper - level) * 255 / kPaper);
    }
    for (std::size_t step = 0; step < of_step_.size(); ++step) {
      const double distance = 1 + spatial_sigma / range_sigma * static_cast<double>(step) / 255;
      of_step_[step] = static_cast<float>(std::exp(-std::sqrt(2.0) / sigma * distance));
    }
  }

  /// Change and ink both part two pixels: change alone would let color run along in a line that two
  /// gray pixels share.
  [[nodiscard]] float between(std::uint8_t a, std::uint8_t b) const {
    return of_step_[std::abs(a - b) + (ink_[a] + ink_[b]) / 2];
  }

 private:
  /// Gray paper from this level up is no ink.
  static constexpr int kPaper = 192;
  std::array<std::uint8_t, 256> ink_;
  std::array<float, 511> of_step_;
};

/// How far a pixel tells the color of its region, by how dark the drawing is there. Small rather
/// than zero where all is ink, so that a solid black area keeps a color of its own.
float certainty_of(std::uint8_t level) {
  static const std::array<float, 256> table = [] {
    std::array<float, 256> result;
    for (int i = 0; i < 256; ++i) {
      result[i] = std::max(1e-6F, std::pow(static_cast<float>(i) / 255, 12.0F));
    }
    return result;
  }();
  return table[level];
}

/// Color times certainty in the first three channels, certainty in the fourth, of the guide's size.
cv::Mat weighted(const cv::Mat& color, const cv::Mat& drawing, const cv::Mat& guide) {
  cv::Mat small(color.size(), CV_32FC4);
  for (int y = 0; y < color.rows; ++y) {
    const auto* from = color.ptr<cv::Vec3b>(y);
    const auto* ink = drawing.ptr<cv::Vec3b>(y);
    auto* to = small.ptr<cv::Vec4f>(y);
    for (int x = 0; x < color.cols; ++x) {
      const float certainty = certainty_of(std::min({ink[x][0], ink[x][1], ink[x][2]}));
      const cv::Vec3f part = certainty * cv::Vec3f(from[x]);
      to[x] = {part[0], part[1], part[2], certainty};
    }
  }
  cv::Mat result;
  cv::resize(small, result, guide.size(), 0, 0, cv::INTER_LINEAR);
  for (int y = 0; y < result.rows; ++y) {
    const auto* level = guide.ptr<std::uint8_t>(y);
    auto* to = result.ptr<cv::Vec4f>(y);
    for (int x = 0; x < result.cols; ++x) to[x] *= certainty_of(level[x]);
  }
  return result;
}

/// `value + feedback * rest`, and the same with minus, on the four channels of a pixel.
inline cv::v_float32x4 plus(const cv::v_float32x4& value, float feedback,
                            const cv::v_float32x4& rest) {
  return value + cv::v_setall_f32(feedback) * rest;
}
inline cv::v_float32x4 minus(const cv::v_float32x4& value, float feedback,
                             const cv::v_float32x4& rest) {
  return value - cv::v_setall_f32(feedback) * rest;
}

/// Each pixel becomes the sum of its row, weighted by the feedback along the way to it.
void sum_rows(cv::Mat& image, const cv::Mat& guide, const Feedback& feedback) {
  cv::Mat original;
  for (int y = 0; y < image.rows; ++y) {
    image.row(y).copyTo(original);
    const auto* level = guide.ptr<std::uint8_t>(y);
    const auto* own = original.ptr<float>();
    auto* sum = image.ptr<float>(y);
    cv::v_float32x4 from_left = cv::v_load(own);
    for (int x = 1; x < image.cols; ++x) {
      const float f = feedback.between(level[x - 1], level[x]);
      from_left = plus(cv::v_load(own + 4 * x), f, from_left);
      cv::v_store(sum + 4 * x, from_left);
    }
    cv::v_float32x4 from_right = cv::v_load(own + 4 * (image.cols - 1));
    for (int x = image.cols - 2; x >= 0; --x) {
      const float f = feedback.between(level[x], level[x + 1]);
      cv::v_store(sum + 4 * x, plus(cv::v_load(sum + 4 * x), f, from_right));
      from_right = plus(cv::v_load(own + 4 * x), f, from_right);
    }
  }
}

/// The same along columns, row by row. On the way up, what a pixel was comes from the sums above
/// it.
void sum_columns(cv::Mat& image, const cv::Mat& guide, const Feedback& feedback) {
  for (int y = 1; y < image.rows; ++y) {
    const auto* level_above = guide.ptr<std::uint8_t>(y - 1);
    const auto* level = guide.ptr<std::uint8_t>(y);
    const auto* above = image.ptr<float>(y - 1);
    auto* sum = image.ptr<float>(y);
    for (int x = 0; x < 4 * image.cols; x += 4) {
      const float f = feedback.between(level_above[x / 4], level[x / 4]);
      cv::v_store(sum + x, plus(cv::v_load(sum + x), f, cv::v_load(above + x)));
    }
  }
  cv::Mat from_below = cv::Mat::zeros(1, image.cols, CV_32FC4);
  auto* below = from_below.ptr<float>();
  for (int y = image.rows - 1; y >= 0; --y) {
    const auto* level = guide.ptr<std::uint8_t>(y);
    const auto* level_above = y > 0 ? guide.ptr<std::uint8_t>(y - 1) : nullptr;
    const auto* above = y > 0 ? image.ptr<float>(y - 1) : nullptr;
    auto* sum = image.ptr<float>(y);
    for (int x = 0; x < 4 * image.cols; x += 4) {
      const cv::v_float32x4 from_above_and_own = cv::v_load(sum + x);
      const cv::v_float32x4 carried = cv::v_load(below + x);
      cv::v_store(sum + x, from_above_and_own + carried);
      if (y == 0) continue;
      const float f = feedback.between(level_above[x / 4], level[x / 4]);
      const cv::v_float32x4 own = minus(from_above_and_own, f, cv::v_load(above + x));
      cv::v_store(below + x, cv::v_setall_f32(f) * (own + carried));
    }
  }
}

}  // namespace

cv::Mat UpsampleColor::operator()(const cv::Mat& color, const cv::Mat& drawing,
                                  const cv::Mat& guide) const {
  cv::Mat image = weighted(color, drawing, guide);

  const double reach = spatial_sigma * guide.cols / color.cols;
  for (int i = 0; i < iterations; ++i) {
    const double sigma = reach * std::sqrt(3.0) * std::pow(2.0, iterations - i - 1) /
                         std::sqrt(std::pow(4.0, iterations) - 1);
    const Feedback feedback(sigma, reach, range_sigma);
    sum_rows(image, guide, feedback);
    sum_columns(image, guide, feedback);
  }

  cv::Mat result(guide.size(), CV_8UC3);
  for (int y = 0; y < result.rows; ++y) {
    const auto* from = image.ptr<cv::Vec4f>(y);
    auto* to = result.ptr<cv::Vec3b>(y);
    for (int x = 0; x < result.cols; ++x) {
      const float certainty = 1 / from[x][3];
      for (int c = 0; c < 3; ++c)
        to[x][c] = cv::saturate_cast<std::uint8_t>(from[x][c] * certainty);
    }
  }
  return result;
}

}  // namespace tintflow
