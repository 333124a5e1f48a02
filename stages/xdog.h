#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// Parameters of the extended difference of Gaussians (Winnemöller, Kyprianidis and Olsen, "XDoG:
/// an extended difference-of-Gaussians compendium including advanced image stylization", 2012).
struct XdogOptions {
  /// Deviation of the narrower Gaussian, pixels: half of the lines' width.
  double sigma = 0.8;
  /// Deviation of the wider Gaussian over that of the narrower one.
  double k = 1.6;
  /// Weight of the wider one, below 1. What p is in the paper's second formula is tau / (1 - tau)
  /// here: without that division an even area answers nearly alike whether it is dark or light, and
  /// so stays white.
  double tau = 0.985;
  /// Differences from there on are paper, full intensity being 1; negative keeps faint texture out.
  double epsilon = -0.01;
  /// Steepness of the fall from paper to ink below epsilon.
  double phi = 60;
};

/// Parameters drawn evenly from what gives clean lines, thin or thick, soft or hard. `scale`: the
/// picture's side in units of 286 pixels.
[[nodiscard]] XdogOptions random_xdog(double scale, cv::RNG& random);

/// Draws the lines of a colored picture (CV_8UC3 RGB): CV_8UC1, dark on white. The channel with the
/// darkest line counts, not luminance as in the paper: it parts yellow and white as well.
[[nodiscard]] cv::Mat xdog(const cv::Mat& picture, const XdogOptions& options);

}  // namespace tintflow
