#include "stages/multiply_ink.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <opencv2/imgproc.hpp>

#include "io/vectorized.h"

namespace tintflow {
namespace {

/// Rows of color that are widened at once: enough that OpenCV's set-up does not count, few enough
/// that they stay in the cache.
constexpr int kBandHeight = 32;

/// Two neighboring rows, and the weight of the lower one in 256ths.
struct Between {
  int upper;
  int lower;
  std::uint16_t lower_weight;
};

/// Where the center of row `y` of `height` falls among `rows` rows of the same picture.
Between between_rows(int y, int height, int rows) {
  const double position =
      std::clamp((y + 0.5) * rows / height - 0.5, 0.0, static_cast<double>(rows - 1));
  const int upper = static_cast<int>(position);
  return {upper, std::min(upper + 1, rows - 1),
          static_cast<std::uint16_t>(std::lround((position - upper) * 256))};
}

// 16-bit arithmetic, so that as many pixels as possible fit a vector register.
inline std::uint16_t mix(std::uint8_t a, std::uint8_t b, std::uint16_t weight_of_b) {
  const auto sum = static_cast<std::uint16_t>(a * (256 - weight_of_b) + b * weight_of_b + 128);
  return sum >> 8;
}

inline std::uint8_t product(std::uint16_t color, std::uint8_t ink) {
  const auto scaled = static_cast<std::uint16_t>(color * ink + 128);
  const auto rounded =
      static_cast<std::uint16_t>(scaled + (scaled >> 8));  // scaled / 255, times 256
  return static_cast<std::uint8_t>(rounded >> 8);
}

inline std::uint16_t product(std::uint16_t color, std::uint16_t ink) {
  return static_cast<std::uint16_t>((std::uint32_t{color} * ink + 127) / 255);
}

/// One row of the result: ink over the color between two rows.
TINTFLOW_VECTORIZED
void multiply_row(const std::uint8_t* upper, const std::uint8_t* lower, std::uint16_t lower_weight,
                  const std::uint8_t* ink, std::uint8_t* out, int samples) {
  for (int i = 0; i < samples; ++i) {
    out[i] = product(mix(upper[i], lower[i], lower_weight), ink[i]);
  }
}

TINTFLOW_VECTORIZED
void multiply_row(const std::uint8_t* upper, const std::uint8_t* lower, std::uint16_t lower_weight,
                  const std::uint16_t* ink, std::uint16_t* out, int samples) {
  for (int i = 0; i < samples; ++i) {
    out[i] = product(mix(upper[i], lower[i], lower_weight), ink[i]);
  }
}

template <class Channel>
cv::Mat multiply(const cv::Mat& color, const cv::Mat& drawing) {
  cv::Mat result(drawing.size(), drawing.type());
  cv::Mat wide;
  cv::Range band(0, 0);  // the rows of `color` that `wide` holds
  const int channels = 3 * drawing.cols;
  for (int y = 0; y < drawing.rows; ++y) {
    const auto [upper, lower, weight] = between_rows(y, drawing.rows, color.rows);
    if (lower >= band.end) {
      band = {upper, std::min(upper + kBandHeight, color.rows)};
      cv::resize(color.rowRange(band), wide, {drawing.cols, band.size()}, 0, 0, cv::INTER_LINEAR);
    }
    multiply_row(wide.ptr(upper - band.start), wide.ptr(lower - band.start), weight,
                 drawing.ptr<Channel>(y), result.ptr<Channel>(y), channels);
  }
  return result;
}

}  // namespace

cv::Mat multiply_ink(const cv::Mat& color, const cv::Mat& drawing) {
  return drawing.depth() == CV_16U ? multiply<std::uint16_t>(color, drawing)
                                   : multiply<std::uint8_t>(color, drawing);
}

}  // namespace tintflow
