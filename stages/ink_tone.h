#pragma once

#include <opencv2/core.hpp>

#include "io/result.h"
#include "stages/sample.h"

namespace tintflow {

/// True for light lines on a dark ground, as on a blackboard. As in the binarization of documents,
/// the border is taken for the ground and Otsu's threshold for what parts ground and ink; ink must
/// also be thin and less than the ground, so that night scenes inked solid are not taken for it.
/// `pixels` is RGB, CV_8UC3 or CV_16UC3.
[[nodiscard]] bool has_light_ink(const cv::Mat& pixels);

/// Inverts drawings that are light on dark, so that all later stages see dark ink on light paper.
struct InkTone {
  static constexpr const char* name = "ink";

  enum class Tone {
    /// By `has_light_ink`, with a notice where it is true.
    automatic,
    dark,
    light,
  };
  Tone tone = Tone::automatic;

  Expected<Artwork> operator()(const Artwork& artwork) const;
};

}  // namespace tintflow
