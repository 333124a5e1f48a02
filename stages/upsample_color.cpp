#include "stages/upsample_color.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>

#include "io/vectorized.h"

namespace tintflow {
namespace {

/// How far apart two neighbors are, in 255ths of the step from paper to full black. Change and ink
/// both part them: change alone would let color run along in a line that two gray pixels share.
constexpr int kMostSteps = 2 * 255;

TINTFLOW_VECTORIZED
void measure_steps(const std::uint8_t* a, const std::uint8_t* b, std::uint16_t* steps, int count) {
  constexpr int paper = 192;  // gray paper from this level up is no ink
  for (int i = 0; i < count; ++i) {
    const int ink_a = std::max(0, paper - a[i]) * 255 / paper;
    const int ink_b = std::max(0, paper - b[i]) * 255 / paper;
    steps[i] = static_cast<std::uint16_t>(std::abs(a[i] - b[i]) + (ink_a + ink_b) / 2);
  }
}

/// The steps from each pixel of `guide` to the one that lies `offset` before it; what has none
/// before it is left unset. CV_16UC1.
cv::Mat steps_between(const cv::Mat& guide, cv::Point offset) {
  cv::Mat steps(guide.size(), CV_16UC1);
  for (int y = offset.y; y < guide.rows; ++y) {
    measure_steps(guide.ptr(y - offset.y), guide.ptr(y) + offset.x,
                  steps.ptr<std::uint16_t>(y) + offset.x, guide.cols - offset.x);
  }
  return steps;
}

/// The filter's feedback from a neighbor, by the steps to it.
using Feedback = std::array<float, kMostSteps + 1>;

Feedback make_feedback(double sigma, double spatial_sigma, double range_sigma) {
  Feedback feedback;
  for (std::size_t steps = 0; steps < feedback.size(); ++steps) {
    const double distance = 1 + spatial_sigma / range_sigma * static_cast<double>(steps) / 255;
    feedback[steps] = static_cast<float>(std::exp(-std::sqrt(2.0) / sigma * distance));
  }
  return feedback;
}

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
  cv::Mat result = small;
  if (guide.size() != small.size()) {
    cv::resize(small, result, guide.size(), 0, 0, cv::INTER_LINEAR);
  }
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

/// Each pixel becomes the sum of its row, weighted by the feedback along the way to it. On the way
/// back, what a pixel was comes from the sums. `Rows` of them go side by side, because within one
/// each pixel waits for the one before.
template <int Rows>
void sum_rows(cv::Mat& image, int y, const cv::Mat& steps_to_left, const Feedback& feedback) {
  float* sum[Rows];
  const std::uint16_t* steps[Rows];
  cv::v_float32x4 carried[Rows];
  for (int row = 0; row < Rows; ++row) {
    sum[row] = image.ptr<float>(y + row);
    steps[row] = steps_to_left.ptr<std::uint16_t>(y + row);
    carried[row] = cv::v_load(sum[row]);
  }
  for (int x = 1; x < image.cols; ++x) {
    for (int row = 0; row < Rows; ++row) {
      carried[row] = plus(cv::v_load(sum[row] + 4 * x), feedback[steps[row][x]], carried[row]);
      cv::v_store(sum[row] + 4 * x, carried[row]);
    }
  }
  for (int row = 0; row < Rows; ++row) carried[row] = cv::v_setzero_f32();
  for (int x = image.cols - 1; x > 0; --x) {
    for (int row = 0; row < Rows; ++row) {
      const float f = feedback[steps[row][x]];
      const cv::v_float32x4 from_left_and_own = cv::v_load(sum[row] + 4 * x);
      const cv::v_float32x4 own = minus(from_left_and_own, f, cv::v_load(sum[row] + 4 * x - 4));
      cv::v_store(sum[row] + 4 * x, from_left_and_own + carried[row]);
      carried[row] = cv::v_setall_f32(f) * (own + carried[row]);
    }
  }
  for (int row = 0; row < Rows; ++row) {
    cv::v_store(sum[row], cv::v_load(sum[row]) + carried[row]);
  }
}

void sum_rows(cv::Mat& image, const cv::Mat& steps_to_left, const Feedback& feedback) {
  constexpr int side_by_side = 4;
  int y = 0;
  for (; y + side_by_side <= image.rows; y += side_by_side) {
    sum_rows<side_by_side>(image, y, steps_to_left, feedback);
  }
  for (; y < image.rows; ++y) sum_rows<1>(image, y, steps_to_left, feedback);
}

/// The same along columns, row by row.
void sum_columns(cv::Mat& image, const cv::Mat& steps_to_above, const Feedback& feedback) {
  for (int y = 1; y < image.rows; ++y) {
    const auto* steps = steps_to_above.ptr<std::uint16_t>(y);
    const auto* above = image.ptr<float>(y - 1);
    auto* sum = image.ptr<float>(y);
    for (int x = 0; x < image.cols; ++x) {
      cv::v_store(sum + 4 * x,
                  plus(cv::v_load(sum + 4 * x), feedback[steps[x]], cv::v_load(above + 4 * x)));
    }
  }
  cv::Mat from_below = cv::Mat::zeros(1, image.cols, CV_32FC4);
  auto* carried = from_below.ptr<float>();
  for (int y = image.rows - 1; y > 0; --y) {
    const auto* steps = steps_to_above.ptr<std::uint16_t>(y);
    const auto* above = image.ptr<float>(y - 1);
    auto* sum = image.ptr<float>(y);
    for (int x = 0; x < image.cols; ++x) {
      const float f = feedback[steps[x]];
      const cv::v_float32x4 from_above_and_own = cv::v_load(sum + 4 * x);
      const cv::v_float32x4 from_below_here = cv::v_load(carried + 4 * x);
      const cv::v_float32x4 own = minus(from_above_and_own, f, cv::v_load(above + 4 * x));
      cv::v_store(sum + 4 * x, from_above_and_own + from_below_here);
      cv::v_store(carried + 4 * x, cv::v_setall_f32(f) * (own + from_below_here));
    }
  }
  image.row(0) += from_below;
}

/// The color that the weighted sums of each pixel mean.
cv::Mat divided_by_weight(const cv::Mat& image) {
  cv::Mat with_weight(image.size(), CV_8UC4);
  for (int y = 0; y < image.rows; ++y) {
    const auto* from = image.ptr<float>(y);
    auto* to = with_weight.ptr<std::uint32_t>(y);
    for (int x = 0; x < image.cols; ++x) {
      const cv::v_float32x4 pixel = cv::v_load(from + 4 * x);
      const cv::v_int32x4 color = cv::v_round(pixel * cv::v_setall_f32(1 / from[4 * x + 3]));
      const cv::v_int16x8 narrow = cv::v_pack(color, color);
      to[x] = cv::v_reinterpret_as_u32(cv::v_pack_u(narrow, narrow)).get0();
    }
  }
  cv::Mat result;
  cv::cvtColor(with_weight, result, cv::COLOR_RGBA2RGB);
  return result;
}

}  // namespace

cv::Mat UpsampleColor::operator()(const cv::Mat& color, const cv::Mat& drawing,
                                  const cv::Mat& guide) const {
  cv::Mat image = weighted(color, drawing, guide);
  const cv::Mat steps_to_left = steps_between(guide, {1, 0});
  const cv::Mat steps_to_above = steps_between(guide, {0, 1});

  const double reach = spatial_sigma * guide.cols / color.cols;
  for (int i = 0; i < iterations; ++i) {
    const double sigma = reach * std::sqrt(3.0) * std::pow(2.0, iterations - i - 1) /
                         std::sqrt(std::pow(4.0, iterations) - 1);
    const Feedback feedback = make_feedback(sigma, reach, range_sigma);
    sum_rows(image, steps_to_left, feedback);
    sum_columns(image, steps_to_above, feedback);
  }
  return divided_by_weight(image);
}

}  // namespace tintflow
