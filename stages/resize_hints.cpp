#include "stages/resize_hints.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

#include <opencv2/imgproc.hpp>

#include "io/color_profile.h"
#include "stages/dark_ground.h"
#include "stages/pixel_depth.h"

namespace tintflow {
namespace {

/// Colors, CV_8UC3, and where there are any, CV_8UC1 of 0 and 255.
struct Dots {
  cv::Mat color;
  cv::Mat mask;
};

/// Opaque pixels, none fewer than `least` large on either side.
Dots opaque_pixels(const Picture& hints, cv::Size least) {
  Dots dots{to_8_bit(hints.pixels), to_8_bit(hints.alpha) > 127};
  const cv::Size size(std::max(dots.mask.cols, least.width),
                      std::max(dots.mask.rows, least.height));
  if (size == dots.mask.size()) return dots;
  cv::resize(dots.color, dots.color, size, 0, 0, cv::INTER_NEAREST);
  cv::resize(dots.mask, dots.mask, size, 0, 0, cv::INTER_NEAREST);
  return dots;
}

/// Each pixel is the mean of the dots in the area that it covers, however little of it they fill.
Dots shrink_dots(const Dots& dots, cv::Size size) {
  cv::Mat sums(size, CV_32FC4, cv::Scalar::all(0));
  for (int y = 0; y < dots.mask.rows; ++y) {
    const auto* mask = dots.mask.ptr<std::uint8_t>(y);
    const auto* color = dots.color.ptr<cv::Vec3b>(y);
    auto* row =
        sums.ptr<cv::Vec4f>(static_cast<int>(std::int64_t{y} * size.height / dots.mask.rows));
    for (int x = 0; x < dots.mask.cols; ++x) {
      if (mask[x] == 0) continue;
      row[std::int64_t{x} * size.width / dots.mask.cols] +=
          cv::Vec4f(color[x][0], color[x][1], color[x][2], 1);
    }
  }
  Dots small{cv::Mat(size, CV_8UC3, cv::Scalar::all(0)), cv::Mat(size, CV_8U, cv::Scalar(0))};
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const auto& sum = sums.at<cv::Vec4f>(y, x);
      if (sum[3] == 0) continue;
      small.mask.at<std::uint8_t>(y, x) = 255;
      for (int c = 0; c < 3; ++c) {
        small.color.at<cv::Vec3b>(y, x)[c] = cv::saturate_cast<std::uint8_t>(sum[c] / sum[3]);
      }
    }
  }
  return small;
}

void widen_thin_dots(Dots& dots) {
  const cv::Mat kernel = cv::getStructuringElement(cv::MORPH_RECT, {3, 3});
  cv::Mat wide;
  cv::morphologyEx(dots.mask, wide, cv::MORPH_OPEN, kernel);
  const cv::Mat thin = dots.mask & ~wide;
  const cv::Mat given = dots.mask.clone();
  const cv::Rect square(cv::Point(), dots.mask.size());
  for (int y = 0; y < thin.rows; ++y) {
    for (int x = 0; x < thin.cols; ++x) {
      if (thin.at<std::uint8_t>(y, x) == 0) continue;
      const cv::Rect around = cv::Rect(x - 1, y - 1, 3, 3) & square;
      const cv::Mat free = ~given(around);
      dots.color(around).setTo(cv::Scalar(dots.color.at<cv::Vec3b>(y, x)), free);
      dots.mask(around).setTo(255, free);
    }
  }
}

}  // namespace

cv::Mat resize_hints(const Picture& hints, const Letterbox& box, int side, bool has_light_ink) {
  assert(!hints.alpha.empty());
  Dots dots = shrink_dots(opaque_pixels(hints, box.inside.size()), box.inside.size());
  widen_thin_dots(dots);
  cv::Mat color = to_srgb(dots.color, hints.metadata.icc_profile);
  if (has_light_ink) color = colors_on_dark_ground(color);

  cv::Mat square(side, side, CV_32FC4, cv::Scalar::all(0));
  for (int y = 0; y < color.rows; ++y) {
    for (int x = 0; x < color.cols; ++x) {
      if (dots.mask.at<std::uint8_t>(y, x) == 0) continue;
      const auto& pixel = color.at<cv::Vec3b>(y, x);
      square.at<cv::Vec4f>(box.inside.y + y, box.inside.x + x) =
          cv::Vec4f(pixel[0] / 127.5F - 1, pixel[1] / 127.5F - 1, pixel[2] / 127.5F - 1, 1);
    }
  }
  return square;
}

}  // namespace tintflow
