#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// How the lines of a drawing are brought to a width that the network knows.
struct LineScale {
  enum class Mode {
    none,
    /// Lines that would be thinner or thicker than the training pairs' become as wide as those.
    automatic,
    /// Lines become `factor` times as wide.
    factor,
  };
  Mode mode = Mode::none;
  double factor = 1;
};

/// Typical width of the lines, pixels, each line counting by its length; 0 without lines. `drawing`
/// is dark on light, CV_8UC3 RGB.
[[nodiscard]] double line_width(const cv::Mat& drawing);

/// The drawing with its lines brought to another width, for a network that sees `side` pixels.
/// Returns the drawing itself where nothing changes, else a copy that is at most some times larger
/// than the network's square. `drawing` is RGB, CV_8UC3 or CV_16UC3, dark on light.
[[nodiscard]] cv::Mat scale_lines(const cv::Mat& drawing, int side, const LineScale& scale);

}  // namespace tintflow
