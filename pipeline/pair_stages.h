#pragma once

#include <cstdint>
#include <optional>

#include "io/decode_image.h"
#include "io/list_pairs.h"
#include "pipeline/sample_feed.h"
#include "stages/augment.h"
#include "stages/extract_lines.h"
#include "stages/split.h"

namespace tintflow {

/// How pairs become training samples.
struct PairStageOptions {
  PairLayout layout = PairLayout::color_sketch;
  /// Draws the lines of `PairLayout::color`.
  LineExtractor extractor = LineExtractor::mixed;
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

/// Which part of a pair's picture is the drawing: `whole` where it has a file of its own, and for
/// colored pictures alone.
[[nodiscard]] DrawingSide drawing_side(PairLayout layout);

/// The stages of an epoch, counted from 0.
[[nodiscard]] FeedStages pair_stages(const PairStageOptions& options, std::uint64_t epoch);

}  // namespace tintflow
