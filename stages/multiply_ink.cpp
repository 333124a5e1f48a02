#include "stages/multiply_ink.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

/// Rows of a picture, scaled to a width. Keeps the last two that were asked for.
class WideRows {
 public:
  WideRows(const cv::Mat& picture, int width) : picture_(picture), width_(width) {}

  const std::uint8_t* row(int y) {
    if (picture_.cols == width_) return picture_.ptr(y);
    Row& kept = rows_[y % 2];
    if (kept.y != y) {
      cv::resize(picture_.row(y), kept.pixels, {width_, 1}, 0, 0, cv::INTER_LINEAR);
      kept.y = y;
    }
    return kept.pixels.ptr();
  }

 private:
  struct Row {
    int y = -1;
    cv::Mat pixels;
  };
  const cv::Mat& picture_;
  int width_;
  std::array<Row, 2> rows_;
};

/// Two neighboring rows, and the weight of the lower one in 256ths.
struct Between {
  int upper;
  int lower;
  unsigned lower_weight;
};

/// Where the center of row `y` of `height` falls among `rows` rows of the same picture.
Between between_rows(int y, int height, int rows) {
  const double position =
      std::clamp((y + 0.5) * rows / height - 0.5, 0.0, static_cast<double>(rows - 1));
  const int upper = static_cast<int>(position);
  return {upper, std::min(upper + 1, rows - 1),
          static_cast<unsigned>(std::lround((position - upper) * 256))};
}

inline std::uint8_t product(unsigned color, std::uint8_t ink) {
  const unsigned scaled = color * ink + 128;
  return static_cast<std::uint8_t>((scaled + (scaled >> 8)) >> 8);  // scaled / 255, rounded
}

inline std::uint16_t product(unsigned color, std::uint16_t ink) {
  return static_cast<std::uint16_t>((color * ink + 127) / 255);
}

template <class Channel>
cv::Mat multiply(const cv::Mat& color, const cv::Mat& drawing) {
  cv::Mat result(drawing.size(), drawing.type());
  WideRows wide(color, drawing.cols);
  const int channels = 3 * drawing.cols;
  for (int y = 0; y < drawing.rows; ++y) {
    const auto [upper, lower, weight] = between_rows(y, drawing.rows, color.rows);
    const std::uint8_t* a = wide.row(upper);
    const std::uint8_t* b = wide.row(lower);
    const auto* ink = drawing.ptr<Channel>(y);
    auto* out = result.ptr<Channel>(y);
    for (int i = 0; i < channels; ++i) {
      out[i] = product((a[i] * (256 - weight) + b[i] * weight + 128) >> 8, ink[i]);
    }
  }
  return result;
}

}  // namespace

cv::Mat multiply_ink(const cv::Mat& color, const cv::Mat& drawing) {
  return drawing.depth() == CV_16U ? multiply<std::uint16_t>(color, drawing)
                                   : multiply<std::uint8_t>(color, drawing);
}

}  // namespace tintflow
