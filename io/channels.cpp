#include "io/channels.h"

#include <array>
#include <cassert>
#include <utility>

namespace tintflow {
namespace {

bool is_opaque(const cv::Mat& alpha) {
  const double opaque = alpha.depth() == CV_16U ? 65535 : 255;
  double smallest = 0;
  cv::minMaxIdx(alpha, &smallest);
  return smallest == opaque;
}

cv::Mat rounded_to_8_bit(const cv::Mat& deep) {
  if (deep.empty() || deep.depth() == CV_8U) return deep;
  cv::Mat result;
  deep.convertTo(result, CV_8U, 1 / 257.0);  // 65535 / 255
  return result;
}

}  // namespace

Picture picture_of_channels(const cv::Mat& interleaved) {
  const int channels = interleaved.channels();
  assert(channels >= 1 && channels <= 4);
  if (channels == 3) return {interleaved, {}};

  const int depth = interleaved.depth();
  cv::Mat rgb(interleaved.size(), CV_MAKETYPE(depth, 3));
  if (channels == 1) {
    cv::mixChannels({interleaved}, {rgb}, {0, 0, 0, 1, 0, 2});
    return {rgb, {}};
  }
  cv::Mat alpha(interleaved.size(), depth);
  std::array outputs{rgb, alpha};
  const bool gray = channels == 2;
  const std::array from_to{0, 0, gray ? 0 : 1, 1, gray ? 0 : 2, 2, gray ? 1 : 3, 3};
  cv::mixChannels(&interleaved, 1, outputs.data(), outputs.size(), from_to.data(), 4);
  if (is_opaque(alpha)) alpha.release();
  return {rgb, alpha};
}

cv::Mat interleaved_channels(const Picture& picture) {
  if (picture.alpha.empty()) return picture.pixels;
  const std::array planes{picture.pixels, picture.alpha};
  cv::Mat result;
  cv::merge(planes.data(), planes.size(), result);
  return result;
}

Picture to_8_bit(const Picture& picture) {
  return {rounded_to_8_bit(picture.pixels), rounded_to_8_bit(picture.alpha), picture.metadata};
}

}  // namespace tintflow
