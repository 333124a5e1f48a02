#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// How the borders of colored regions become lines.
struct EdgeLinesOptions {
  /// Deviation of the Gaussian that smooths the picture before edges are looked for, pixels.
  double smoothing = 1.2;
  /// Color gradient that starts a line, in units of the Sobel filter on 8-bit L*a*b*; a line goes
  /// on down to 0.4 of it.
  double threshold = 90;
  /// Pixels.
  double width = 1.4;
  /// Level of the lines, 0 (black) to 255.
  double tone = 0;
};

/// Parameters drawn evenly; `scale` as for `random_xdog`.
[[nodiscard]] EdgeLinesOptions random_edge_lines(double scale, cv::RNG& random);

/// Draws the borders of a picture's colors (CV_8UC3 RGB) as lines of one width, and keeps what the
/// picture itself has of dark lines: CV_8UC1, dark on white.
///
/// Borders are where the gradient of that channel of L*a*b* that has the largest one is a maximum
/// across the edge (Canny, 1986), so that colors of equal lightness are parted as well.
[[nodiscard]] cv::Mat edge_lines(const cv::Mat& picture, const EdgeLinesOptions& options);

}  // namespace tintflow
