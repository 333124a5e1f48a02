#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// How far a drawing's lines and paper may change. Zero leaves that change out.
struct LineAugmentOptions {
  /// Pixels by which lines become thicker or thinner, drawn evenly from [-width, width].
  double width = 0;
  /// Share of its contrast that ink loses, drawn evenly from [0, tone].
  double tone = 0;
  /// Most places where lines are broken or wiped out, their number drawn evenly from [0, gaps].
  int gaps = 0;
  /// Levels, of 255, by which paper is darkened in a tint and unevenly, drawn evenly from
  /// [0, paper_noise]; a quarter of that is the deviation of its grain.
  double paper_noise = 0;
};

/// A drawing (dark lines on white, CV_8UC3 RGB) as another pen on another paper would have made it.
/// Takes no number from `random` for what is left out.
[[nodiscard]] cv::Mat augment_lines(const cv::Mat& drawing, const LineAugmentOptions& options,
                                    cv::RNG& random);

/// The drawing with lines thicker (or, below 0, thinner) by `change` pixels. Fractions blend the
/// two whole widths beside them; a line too thin to lose so much keeps half of its contrast.
[[nodiscard]] cv::Mat change_line_width(const cv::Mat& drawing, double change);

}  // namespace tintflow
