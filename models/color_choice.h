#pragma once

#include "models/options.h"

namespace tintflow {

/// How a generator with a palette chooses, where training leaves that open. A file's metadata holds
/// it; without, colors are mixed by their chances.
struct ColorChoice {
  /// Logits are divided by it: 1 mixes colors by their chances, near 0 takes the likeliest alone
  /// (the annealed mean of Zhang, Isola and Efros, "Colorful Image Colorization", 2016).
  double temperature = 1;
  /// Power of a color's share in the training pairs that its chance is divided by, so that rare
  /// colors, which are vivid, are chosen sooner (Menon et al., "Long-tail learning via logit
  /// adjustment", 2021): 0 takes chances as they are, 1 as if all colors were equally frequent.
  double vivid = 0;
  /// How far the logits of a region's pixels move to their mean: 0 lets each pixel choose,
  /// 1 gives a region one color. In between, its pixels differ where they have a strong reason.
  double agreement = 0;

  /// Chances of colors that look alike count together, so that the likeliest kind of color is
  /// chosen and mixed within itself (`like_color_counts`): how far alike reaches, in CIEDE2000. 0
  /// lets each color count for itself.
  double bandwidth = 0;

  friend bool operator==(const ColorChoice&, const ColorChoice&) = default;
};

/// Throws `std::invalid_argument` with the option and its limits.
void validate(const ColorChoice& choice);

[[nodiscard]] Metadata to_metadata(const ColorChoice& choice);

/// Reads what `to_metadata` wrote; throws `std::invalid_argument` where it is unreadable or out of
/// its limits.
[[nodiscard]] ColorChoice color_choice_from(const Metadata& metadata);

}  // namespace tintflow
