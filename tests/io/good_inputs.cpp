#include "tests/io/good_inputs.h"

#include <array>

#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

/// Which quarter of a stored picture comes to lie left and right, above and below, for the
/// orientations 1 to 8.
constexpr std::array<std::array<std::size_t, 4>, 8> kQuarterAt{{{0, 1, 2, 3},
                                                                {1, 0, 3, 2},
                                                                {3, 2, 1, 0},
                                                                {2, 3, 0, 1},
                                                                {0, 2, 1, 3},
                                                                {2, 0, 3, 1},
                                                                {3, 1, 2, 0},
                                                                {1, 3, 0, 2}}};

cv::Mat of_four(const std::array<cv::Vec3b, 4>& colors, int orientation) {
  const cv::Size size = orientation >= 5 ? cv::Size(32, 48) : cv::Size(48, 32);
  const cv::Size half(size.width / 2, size.height / 2);
  cv::Mat picture(size, CV_8UC3);
  for (int i = 0; i < 4; ++i) {
    const cv::Vec3b& color =
        colors[kQuarterAt[static_cast<std::size_t>(orientation - 1)][static_cast<std::size_t>(i)]];
    const cv::Point corner(i % 2 * half.width, i / 2 * half.height);
    picture(cv::Rect(corner, half)).setTo(cv::Scalar(color[0], color[1], color[2]));
  }
  return picture;
}

}  // namespace

cv::Mat quarters(int orientation) {
  return of_four({{{200, 40, 40}, {40, 180, 60}, {50, 60, 200}, {250, 250, 250}}}, orientation);
}

cv::Mat gray_quarters(int orientation) {
  return of_four({{{40, 40, 40}, {90, 90, 90}, {160, 160, 160}, {250, 250, 250}}}, orientation);
}

cv::Mat one_channel(const cv::Mat& picture) {
  cv::Mat channel;
  cv::extractChannel(picture, channel, 0);
  return channel;
}

Bytes exif_of_orientation(int orientation) {
  return bytes('I', 'I', 42, 0, 8, 0, 0, 0, 1, 0) +
         bytes(0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0) + zeros(4);
}

std::vector<GoodInput> all_good_inputs() {
  std::vector<GoodInput> all;
  for (const auto make : {good_jpegs, good_pngs, good_webps, good_bmps, good_tiffs, good_gifs,
                          good_tgas, good_pnms, good_others}) {
    for (auto& input : make()) all.push_back(std::move(input));
  }
  return all;
}

}  // namespace tintflow
