#include "stages/ink_tone.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

#include "stages/pixel_depth.h"

namespace tintflow {
namespace {

/// Shares of full intensity.
constexpr double darkest_paper = 0.4;
constexpr double least_contrast = 0.25;

/// A gray copy of at most 512 x 512 pixels, none of them mixed: mixing would wipe out thin lines.
cv::Mat gray_sample(const cv::Mat& pixels) {
  constexpr double side = 512;
  const double scale = std::min(1.0, side / std::max(pixels.rows, pixels.cols));
  const cv::Size size(std::max(1, cvRound(pixels.cols * scale)),
                      std::max(1, cvRound(pixels.rows * scale)));
  cv::Mat sample;
  cv::resize(pixels, sample, size, 0, 0, cv::INTER_NEAREST);
  cv::Mat gray;
  cv::cvtColor(to_8_bit(sample), gray, cv::COLOR_RGB2GRAY);
  return gray;
}

/// Looks at a 16th of the size on each side, so that a light frame does not count for the ground.
bool has_dark_border(const cv::Mat& gray) {
  const cv::Mat dark = gray < 255 * darkest_paper;
  const int margin_x = gray.cols / 16 + 1;
  const int margin_y = gray.rows / 16 + 1;
  const cv::Rect inside(margin_x, margin_y, std::max(0, gray.cols - 2 * margin_x),
                        std::max(0, gray.rows - 2 * margin_y));
  const int border_area = static_cast<int>(gray.total()) - inside.area();
  return 4 * (cv::countNonZero(dark) - cv::countNonZero(dark(inside))) >= 3 * border_area;
}

/// True when little of the mask is left where everything up to a 32nd of the side is worn away.
bool is_thin(const cv::Mat& mask) {
  const int widest = std::max(3, std::max(mask.rows, mask.cols) / 32);
  cv::Mat thick;
  cv::morphologyEx(mask, thick, cv::MORPH_OPEN,
                   cv::getStructuringElement(cv::MORPH_RECT, {widest, widest}));
  return 4 * cv::countNonZero(thick) < cv::countNonZero(mask);
}

}  // namespace

bool has_light_ink(const cv::Mat& pixels) {
  const cv::Mat gray = gray_sample(pixels);
  if (!has_dark_border(gray)) return false;
  cv::Mat light;
  cv::threshold(gray, light, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
  const int ink = cv::countNonZero(light);
  if (ink == 0 || 5 * ink > 2 * static_cast<int>(gray.total())) return false;
  const double contrast = cv::mean(gray, light)[0] - cv::mean(gray, ~light)[0];
  return contrast > 255 * least_contrast && is_thin(light);
}

Expected<Artwork> InkTone::operator()(const Artwork& artwork) const {
  if (tone == Tone::dark) return artwork;
  if (tone == Tone::automatic && !has_light_ink(artwork.drawing.pixels)) return artwork;
  Artwork inverted = artwork;
  inverted.has_light_ink = true;
  inverted.drawing.pixels = cv::Mat();
  cv::bitwise_not(artwork.drawing.pixels, inverted.drawing.pixels);
  if (tone == Tone::automatic) {
    inverted.drawing.metadata.notices.emplace_back(
        "taken for light lines on a dark ground; --ink dark would not");
  }
  return inverted;
}

}  // namespace tintflow
