#include "stages/restore.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "io/color_profile.h"
#include "stages/apply_hints.h"
#include "stages/dark_ground.h"
#include "stages/flat_fill.h"
#include "stages/multiply_ink.h"
#include "stages/paint_layers.h"
#include "stages/pixel_depth.h"
#include "stages/upsample_color.h"

namespace tintflow {
namespace {

cv::Mat scaled(const cv::Mat& picture, cv::Size size) {
  if (picture.empty() || picture.size() == size) return picture;
  const bool shrinks = size.width < picture.cols && size.height < picture.rows;
  cv::Mat resized;
  cv::resize(picture, resized, size, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
  return resized;
}

/// The size at which color is carried over: half of the drawing's, because color that is off by one
/// pixel hides under the line. More costs time and no figure shows it. The limit keeps this smaller
/// than the result of a drawing of 100 megapixels.
cv::Size working_size(cv::Size target) {
  constexpr int smallest = 256, largest = 4096;
  const int longer = std::max(target.width, target.height);
  const int side = std::min(longer, std::clamp(longer / 2, smallest, largest));
  const auto scaled_length = [&](int length) {
    return std::max(1, static_cast<int>(std::lround(1.0 * length * side / longer)));
  };
  return {scaled_length(target.width), scaled_length(target.height)};
}

/// Regions are looked for at the drawing's own size up to this, so that colors stay below lines.
cv::Size flat_fill_size(cv::Size target) {
  constexpr double largest = 2048;
  const double scale = std::min(1.0, largest / std::max(target.width, target.height));
  return {std::max(1, cvRound(target.width * scale)), std::max(1, cvRound(target.height * scale))};
}

/// The darkest channel of each pixel, 8 bits: ink of any color is dark in it.
cv::Mat darkest_channel(const cv::Mat& picture) {
  cv::Mat planes[3];
  cv::split(to_8_bit(picture), planes);
  return cv::min(cv::min(planes[0], planes[1]), planes[2]);
}

cv::Size output_size(const Restore& restore, const Letterbox& box) {
  switch (restore.output) {
    case Restore::Size::source:
      return box.source;
    case Restore::Size::model:
      return box.inside.size();
    case Restore::Size::fixed:
      return restore.size;
  }
  return box.source;
}

}  // namespace

Expected<Frame> Restore::operator()(const Colored& colored) const {
  const Sample& sample = colored.sample;
  const cv::Rect inside = sample.letterbox.inside;
  const cv::Size target = output_size(*this, sample.letterbox);

  Frame frame{sample.id, {}};
  frame.picture.metadata = sample.drawing.metadata;
  frame.picture.alpha = scaled(sample.drawing.alpha, target);
  const cv::Mat hinted =
      sample.hints.empty() ? colored.color : apply_hints(colored.color, sample.input, sample.hints);
  const cv::Mat painted = from_srgb(hinted(inside), sample.drawing.metadata.icc_profile);
  if (lines == Lines::model) {
    frame.picture.pixels = scaled(painted, target);
    if (!frame.picture.alpha.empty()) {
      frame.picture.alpha = to_8_bit(frame.picture.alpha);
    }
    return frame;
  }
  const cv::Mat drawing = scaled(sample.drawing.pixels, target);
  const cv::Size working = flat ? flat_fill_size(target) : working_size(target);
  const cv::Mat guide = darkest_channel(scaled(drawing, working));
  const cv::Mat color = flat ? flat_fill(painted, sample.input(inside), guide)
                             : UpsampleColor{}(painted, sample.input(inside), guide);
  const bool is_light = sample.has_light_ink;
  const cv::Mat ground = is_light ? colors_on_dark_ground(color) : color;
  frame.picture.pixels = is_light ? screen_ink(ground, drawing) : multiply_ink(ground, drawing);
  if (with_layers) {
    const Picture ink{drawing, frame.picture.alpha, frame.picture.metadata};
    frame.layers = paint_layers(ground, ink, is_light);
  }
  return frame;
}

}  // namespace tintflow
