#include "stages/resize.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "io/color_profile.h"
#include "stages/pixel_depth.h"
#include "stages/resize_hints.h"
#include "stages/shrink.h"

namespace tintflow {
namespace {

/// The network knows sRGB alone, so the few pixels that it sees are converted to it.
cv::Mat fit(const cv::Mat& picture, const PictureMetadata& metadata, const Letterbox& box, int side,
            const cv::Scalar& paper) {
  cv::Mat square(side, side, CV_8UC3);
  if (box.inside.size() != square.size()) square.setTo(paper);
  cv::Mat inside = square(box.inside);
  const cv::Size size = box.inside.size();
  cv::Mat resized;
  // Area averaging keeps thin lines when shrinking; the others drop pixels between their taps.
  if (size.width <= picture.cols && size.height <= picture.rows) {
    resized = shrink(picture, size);
  } else {
    const bool shrinks = size.width < picture.cols || size.height < picture.rows;
    cv::resize(picture, resized, size, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
  }
  to_srgb(to_8_bit(resized), metadata.icc_profile).copyTo(inside);
  return square;
}

}  // namespace

Letterbox letterbox(cv::Size source, int side) {
  const double scale = static_cast<double>(side) / std::max(source.width, source.height);
  const auto scaled = [&](int length) {
    return std::clamp(static_cast<int>(std::lround(length * scale)), 1, side);
  };
  const cv::Size size(scaled(source.width), scaled(source.height));
  return {source, {(side - size.width) / 2, (side - size.height) / 2, size.width, size.height}};
}

Expected<Sample> Resize::operator()(const Artwork& artwork) const {
  Sample sample;
  sample.id = artwork.id;
  sample.has_light_ink = artwork.has_light_ink;
  sample.letterbox = letterbox(artwork.drawing.pixels.size(), side);
  const PictureMetadata& metadata = artwork.drawing.metadata;
  const cv::Mat drawing = scale_lines(artwork.drawing.pixels, side, line_scale);
  sample.input = fit(drawing, metadata, sample.letterbox, side, paper);
  if (!artwork.color.empty()) {
    sample.target = fit(artwork.color, metadata, sample.letterbox, side, paper);
  }
  if (!artwork.hints.pixels.empty()) {
    sample.hints = resize_hints(artwork.hints, sample.letterbox, side, artwork.has_light_ink);
  }
  if (keep_drawing) sample.drawing = artwork.drawing;
  return sample;
}

}  // namespace tintflow
