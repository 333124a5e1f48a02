#pragma once

#include <cstdint>

#include <opencv2/core.hpp>

#include "io/result.h"
#include "stages/augment_lines.h"
#include "stages/sample.h"

namespace tintflow {

/// Ranges of random change; a value is drawn evenly from [-range, range] unless said otherwise.
struct AugmentOptions {
  /// Chance of a left-right flip.
  double flip = 0.5;
  /// Degrees.
  double rotation = 0;
  /// Degrees between the sheared and the upright axis.
  double shear = 0;
  /// Scale factor drawn from [1 - zoom, 1 + zoom].
  double zoom = 0;
  /// Share of the side, each axis on its own.
  double shift = 0;
  /// Standard deviation of Gaussian noise on the drawing, in 0..255 units, drawn from [0, noise].
  double noise = 0;
  /// Lines and paper of the drawing; nothing changes by default.
  LineAugmentOptions lines = {};
};

/// The augmentation of the sketch-colorization paper, which leaves lines and paper alone: all of
/// it, mildly.
[[nodiscard]] AugmentOptions paper_augmentation();

/// Random crop out of a sample that was resized larger than the network (286 to 256 in pix2pix),
/// and random geometry, lines, paper and noise. Drawing and ground truth get the same geometry; the
/// others are the drawing's alone. What a sample becomes depends on seed, epoch and its source
/// only.
struct Augment {
  static constexpr const char* name = "augment";
  AugmentOptions options = {};
  /// Side after the crop, pixels.
  int side = 256;
  std::uint64_t seed = 0;
  std::uint64_t epoch = 0;

  Expected<Sample> operator()(const Sample& sample) const;
};

}  // namespace tintflow
