#include "stages/dark_ground.h"

#include <algorithm>
#include <cstdint>

#include "stages/multiply_ink.h"

namespace tintflow {

cv::Mat colors_on_dark_ground(const cv::Mat& color) {
  cv::Mat dark(color.size(), CV_8UC3);
  for (int y = 0; y < color.rows; ++y) {
    const auto* in = color.ptr<std::uint8_t>(y);
    auto* out = dark.ptr<std::uint8_t>(y);
    for (int x = 0; x < color.cols; ++x, in += 3, out += 3) {
      const auto [lowest, highest] = std::minmax({in[0], in[1], in[2]});
      const int shift = 255 - lowest - highest;
      for (int c = 0; c < 3; ++c) out[c] = static_cast<std::uint8_t>(in[c] + shift);
    }
  }
  return dark;
}

cv::Mat screen_ink(const cv::Mat& color, const cv::Mat& inverted) {
  cv::Mat picture = multiply_ink(~color, inverted);
  cv::bitwise_not(picture, picture);
  return picture;
}

}  // namespace tintflow
