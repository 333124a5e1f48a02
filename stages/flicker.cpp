#include "stages/flicker.h"

#include <opencv2/imgproc.hpp>

#include "stages/closed_regions.h"
#include "stages/motion.h"
#include "stages/pixel_depth.h"

namespace tintflow {
namespace {

/// Mean absolute difference of a channel where `where` is not 0.
double mean_difference(const cv::Mat& one, const cv::Mat& other, const cv::Mat& where) {
  const int count = cv::countNonZero(where);
  return count == 0 ? 0 : cv::norm(one, other, cv::NORM_L1, where) / (3.0 * count);
}

double mean_of(double sum, double count) { return count == 0 ? 0 : sum / count; }

}  // namespace

MeasuredFrame measured_frame(const cv::Mat& drawing, const cv::Mat& color) {
  MeasuredFrame frame{.regions = find_regions(at_evaluation_size(to_8_bit(drawing))), .color = {}};
  cv::resize(to_8_bit(color), frame.color, frame.regions.drawing.size(), 0, 0, cv::INTER_AREA);
  return frame;
}

FrameFlicker measure_flicker(const MeasuredFrame& before, const MeasuredFrame& now) {
  const Motion motion = find_motion(before.regions.drawing, now.regions.drawing);
  if (is_scene_cut(before.regions.drawing, now.regions.drawing, motion)) return {.is_cut = true};
  const cv::Mat still = compare_drawings(before.regions, now.regions).still;
  const cv::Mat moving = motion.trusted & ~still;
  FrameFlicker flicker;
  flicker.still_change = mean_difference(before.color, now.color, still);
  flicker.still_pixels = cv::countNonZero(still);
  flicker.warped_error = mean_difference(follow(before.color, motion), now.color, moving);
  flicker.moving_pixels = cv::countNonZero(moving);
  flicker.pixels = static_cast<int>(still.total());
  return flicker;
}

void FilmFlicker::add(const FrameFlicker& frame) {
  if (frame.is_cut) ++cuts_;
  still_sum_ += frame.still_change * frame.still_pixels;
  moving_sum_ += frame.warped_error * frame.moving_pixels;
  still_pixels_ += frame.still_pixels;
  moving_pixels_ += frame.moving_pixels;
  pixels_ += frame.pixels;
}

double FilmFlicker::still_change() const { return mean_of(still_sum_, still_pixels_); }
double FilmFlicker::warped_error() const { return mean_of(moving_sum_, moving_pixels_); }
double FilmFlicker::still_share() const { return mean_of(still_pixels_, pixels_); }

}  // namespace tintflow
