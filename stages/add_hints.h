#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include <opencv2/core.hpp>

#include "io/result.h"
#include "stages/sample.h"

namespace tintflow {

/// A color that somebody wants at a place.
struct ColorHint {
  /// The center's pixel in the square that the network sees.
  int x = 0;
  int y = 0;
  /// sRGB, 0..255.
  cv::Vec3b color;
  /// Side of the square dot, an odd number of pixels.
  int size = 5;
};

/// Hints as `Sample::hints` holds them: dots on a `side` x `side` CV_32FC4. Later hints cover
/// earlier ones; what lies outside of the square is cut off.
[[nodiscard]] cv::Mat draw_hints(std::span<const ColorHint> hints, int side);

/// Gives a sample random hints with its true colors, as a person might: dots of 3 to 7 pixels
/// inside closed regions, away from their ink, each region as likely as any other. Half of the
/// samples get none, the others 0 to `most`. Takes an 8-bit sample with a target, before
/// `Normalize`. What it adds depends on seed, epoch and the sample's source only.
struct AddHints {
  static constexpr const char* name = "hints";
  int most = 20;
  /// This many in every sample instead, for evaluation.
  std::optional<int> count = std::nullopt;
  std::uint64_t seed = 0;
  std::uint64_t epoch = 0;

  Expected<Sample> operator()(const Sample& sample) const;
};

}  // namespace tintflow
