#pragma once

#include <cstdint>
#include <optional>

#include "io/decode_image.h"
#include "pipeline/sample_feed.h"
#include "stages/augment.h"
#include "stages/split.h"

namespace tintflow {

/// How side-by-side pairs become training samples.
struct PairStageOptions {
  /// The half of a pair that is the drawing.
  DrawingSide drawing_side = DrawingSide::right;
  /// Side of the samples, pixels.
  int side = 256;
  /// Side that a picture is resized to before augmentation crops it to `side`.
  int load_side = 286;
  /// None resizes to `side` at once, and nothing is random.
  std::optional<AugmentOptions> augment = std::nullopt;
  /// Number the drawings' closed regions.
  bool label_regions = false;
  /// Add random hints of the true colors.
  bool hints = false;
  std::uint64_t seed = 0;
  DecodeLimits limits = {};
  /// False leaves the pixels 0 to 255, so that batches hold bytes.
  bool normalize = true;
};

/// The stages of an epoch, counted from 0.
[[nodiscard]] FeedStages pair_stages(const PairStageOptions& options, std::uint64_t epoch);

}  // namespace tintflow
