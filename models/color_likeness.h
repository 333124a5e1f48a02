#pragma once

#include <span>
#include <vector>

#include <torch/torch.h>

namespace tintflow {

/// How much each two colors of a palette count for one another: a Gaussian of their CIEDE2000
/// difference, `bandwidth` being where it has fallen to 1/e, and never below 1e-4. White is like no
/// other color, so that paper takes no tint from pale ones. `palette`: RGB in [-1, 1] for each of K
/// colors; K x K values.
[[nodiscard]] std::vector<float> color_likeness(std::span<const float> palette, double bandwidth);

/// How much each color counts where colors have these chances: those of the likeliest kind do. A
/// color's density is the sum of all chances by their likeness to it (a kernel estimate whose modes
/// mean shift looks for: Comaniciu and Meer, "Mean Shift", 2002). A color counts by its likeness to
/// the densest ones: the sixteenth power of their share of the greatest density says how much each
/// of these matters, so that equally likely kinds are mixed. `chances`: M x K, `likeness`: K x K;
/// M x K, of which only the ratios in a row matter.
[[nodiscard]] torch::Tensor like_color_counts(const torch::Tensor& chances,
                                              const torch::Tensor& likeness);

}  // namespace tintflow
