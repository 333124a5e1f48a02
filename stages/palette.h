#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace tintflow {

/// Colors that a generator chooses among.
struct Palette {
  /// RGB in [-1, 1].
  std::vector<cv::Vec3f> colors;
  /// Share of each in the training pairs, as often as it was the right choice; all above 0.
  std::vector<float> shares;

  friend bool operator==(const Palette&, const Palette&) = default;
};

}  // namespace tintflow
