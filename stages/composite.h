#pragma once

#include <opencv2/core.hpp>

#include "io/result.h"
#include "stages/sample.h"

namespace tintflow {

/// What becomes of an input's transparency.
enum class AlphaMode { keep, flatten };

/// The pixels as they look on paper of this color, RGB 0..255; those of an opaque picture shared.
[[nodiscard]] cv::Mat lay_on_paper(const Picture& picture, const cv::Scalar& paper);

/// Lays a transparent drawing on paper, so that network and viewer see the same picture.
///
/// With `AlphaMode::keep` the output stays as transparent as the input, unless the drawing is a
/// layer of lines alone: colors between lines would be invisible there, so it becomes opaque.
struct Composite {
  static constexpr const char* name = "composite";
  /// Paper color, RGB 0..255.
  cv::Scalar background = cv::Scalar(255, 255, 255);
  AlphaMode alpha = AlphaMode::keep;

  Expected<Artwork> operator()(const Artwork& artwork) const;
};

}  // namespace tintflow
