#pragma once

#include <opencv2/core.hpp>

#include "stages/drawing_change.h"

namespace tintflow {

/// How colors changed from one frame to the next. Means of a channel's absolute difference, in
/// levels of 255, over so many pixels.
struct FrameFlicker {
  /// Where the drawing stands still (`compare_drawings`).
  double still_change = 0;
  int still_pixels = 0;
  /// Elsewhere, where the motion can be trusted: from the color before as it moved.
  double warped_error = 0;
  int moving_pixels = 0;
  /// All, with those that neither holds for.
  int pixels = 0;
  /// Another shot begins: nothing is measured.
  bool is_cut = false;
};

/// A frame at `evaluation_side`.
struct MeasuredFrame {
  DrawingRegions regions;
  /// CV_8UC3, as large as the drawing.
  cv::Mat color;
};

/// Scales both pictures, CV_8UC3 and CV_16UC3 of any size.
[[nodiscard]] MeasuredFrame measured_frame(const cv::Mat& drawing, const cv::Mat& color);

/// Two frames of one size.
[[nodiscard]] FrameFlicker measure_flicker(const MeasuredFrame& before, const MeasuredFrame& now);

/// Of a film.
class FilmFlicker {
 public:
  void add(const FrameFlicker& frame);

  [[nodiscard]] int cuts() const { return cuts_; }
  /// 0 where there is no such pixel.
  [[nodiscard]] double still_change() const;
  [[nodiscard]] double warped_error() const;
  /// Of the pixels of all frames but those behind cuts.
  [[nodiscard]] double still_share() const;

 private:
  int cuts_ = 0;
  double still_sum_ = 0;
  double moving_sum_ = 0;
  double still_pixels_ = 0;
  double moving_pixels_ = 0;
  double pixels_ = 0;
};

}  // namespace tintflow
