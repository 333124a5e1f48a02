#include "stages/ink_tone.h"

#include <algorithm>
#include <array>

#include <opencv2/imgproc.hpp>

#include "stages/pixel_depth.h"

namespace tintflow {
namespace {

/// Shares of full intensity.
constexpr double darkest_paper = 0.4;
constexpr double least_contrast = 0.25;

/// At most 512 x 512 pixels of a picture, none of them mixed: mixing would wipe out thin lines.
cv::Mat sample_of(const cv::Mat& pixels) {
  constexpr int side = 512;
  const int longest = std::max(pixels.rows, pixels.cols);
  if (longest <= side) return pixels;
  const double scale = 1.0 * side / longest;
  const cv::Size size(std::max(1, cvRound(pixels.cols * scale)),
                      std::max(1, cvRound(pixels.rows * scale)));
  cv::Mat sample;
  cv::resize(pixels, sample, size, 0, 0, cv::INTER_NEAREST);
  return sample;
}

cv::Mat to_gray(const cv::Mat& pixels) {
  cv::Mat gray;
  cv::cvtColor(to_8_bit(pixels), gray, cv::COLOR_RGB2GRAY);
  return gray;
}

int count_dark(const cv::Mat& pixels, cv::Range rows, cv::Range columns) {
  if (rows.empty() || columns.empty()) return 0;
  return cv::countNonZero(to_gray(pixels(rows, columns)) < 255 * darkest_paper);
}

/// Looks at a 16th of the size on each side, so that a light frame does not count for the ground.
bool has_dark_border(const cv::Mat& pixels) {
  // The parts of a length before, between and after the margins.
  const auto parts = [](int length) {
    const int margin = length / 16 + 1;
    const int end = std::max(length - margin, margin);
    return std::array{cv::Range(0, std::min(margin, length)), cv::Range(margin, end),
                      cv::Range(end, std::max(length, end))};
  };
  const auto [top, middle, bottom] = parts(pixels.rows);
  const auto [left, center, right] = parts(pixels.cols);
  const int dark = count_dark(pixels, top, cv::Range(0, pixels.cols)) +
                   count_dark(pixels, bottom, cv::Range(0, pixels.cols)) +
                   count_dark(pixels, middle, left) + count_dark(pixels, middle, right);
  const int border_area = static_cast<int>(pixels.total()) - middle.size() * center.size();
  return 4 * dark >= 3 * border_area;
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
  const cv::Mat sample = sample_of(pixels);
  if (!has_dark_border(sample)) return false;
  const cv::Mat gray = to_gray(sample);
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
