#include "stages/crop.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include <opencv2/imgproc.hpp>

#include "stages/pixel_depth.h"

namespace tintflow {
namespace {

/// Smallest rectangle with all pixels darker than 7/8 of white, plus a margin; all without ink.
cv::Rect area_around_ink(const cv::Mat& pixels) {
  const cv::Rect whole(cv::Point(), pixels.size());
  cv::Mat grey;
  cv::cvtColor(to_8_bit(pixels), grey, cv::COLOR_RGB2GRAY);
  const cv::Mat ink = grey < 224;
  const cv::Rect tight = cv::boundingRect(ink);
  if (tight.empty()) return whole;
  const int margin = std::max(pixels.cols, pixels.rows) / 32;
  const cv::Point corner(margin, margin);
  return whole & cv::Rect(tight.tl() - corner, tight.br() + corner);
}

std::string to_text(const cv::Rect& area) {
  return std::to_string(area.width) + "x" + std::to_string(area.height) + "+" +
         std::to_string(area.x) + "+" + std::to_string(area.y);
}

/// The same part of a picture that is `to` large as `area` is of one that is `from` large.
cv::Rect scaled_area(const cv::Rect& area, cv::Size from, cv::Size to) {
  const auto scaled = [](int length, int whole, int other) {
    return static_cast<int>(std::int64_t{length} * other / whole);
  };
  const cv::Point corner(scaled(area.x, from.width, to.width),
                         scaled(area.y, from.height, to.height));
  return {corner.x, corner.y, std::max(1, scaled(area.width, from.width, to.width)),
          std::max(1, scaled(area.height, from.height, to.height))};
}

}  // namespace

Expected<Artwork> Crop::operator()(const Artwork& artwork) const {
  if (mode == Mode::none) return artwork;
  const cv::Mat& pixels = artwork.drawing.pixels;
  const cv::Rect cut = mode == Mode::ink ? area_around_ink(pixels) : area;
  if (cut.empty() || (cut & cv::Rect(cv::Point(), pixels.size())) != cut) {
    return tl::unexpected("the crop " + to_text(cut) + " does not lie inside this picture of " +
                          std::to_string(pixels.cols) + " x " + std::to_string(pixels.rows));
  }
  Artwork cropped = artwork;
  cropped.drawing.pixels = pixels(cut);
  if (!artwork.drawing.alpha.empty()) cropped.drawing.alpha = artwork.drawing.alpha(cut);
  if (!artwork.color.empty()) cropped.color = artwork.color(cut);
  if (const Picture& hints = artwork.hints; !hints.pixels.empty()) {
    const cv::Rect part = scaled_area(cut, pixels.size(), hints.pixels.size());
    cropped.hints.pixels = hints.pixels(part);
    cropped.hints.alpha = hints.alpha(part);
  }
  return cropped;
}

}  // namespace tintflow
