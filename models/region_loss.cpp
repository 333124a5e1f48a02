#include "models/region_loss.h"

namespace tintflow {

RegionLosses region_losses(const torch::Tensor& difference, const torch::Tensor& regions,
                           std::int64_t count) {
  const std::int64_t channels = difference.size(1);
  const torch::Tensor labels = regions.reshape(-1);
  // Everything is flat, because LibTorch adds whole rows by index much slower than numbers.
  const torch::Tensor places =
      (labels.unsqueeze(1) * channels + torch::arange(channels, labels.options())).view(-1);
  const torch::Tensor pixels = difference.permute({0, 2, 3, 1}).reshape(-1);

  const torch::Tensor areas = torch::bincount(labels, {}, count + 1).to(torch::kFloat32);
  torch::Tensor weights = areas.sqrt();
  weights[0] = 0;
  weights = weights / weights.sum().clamp_min(1);
  const torch::Tensor some_area = areas.clamp_min(1);

  const torch::Tensor sums =
      torch::zeros((count + 1) * channels, pixels.options()).index_add(0, places, pixels);
  const torch::Tensor means = sums.view({count + 1, channels}) / some_area.unsqueeze(1);
  const torch::Tensor deviations = pixels - means.view(-1).index_select(0, places);
  const torch::Tensor pixel_weights =
      (weights / some_area).index_select(0, labels).unsqueeze(1).expand({-1, channels});
  return {(means.abs().mean(1) * weights).sum(),
          (deviations.view({-1, channels}).abs() * pixel_weights).sum() / channels};
}

}  // namespace tintflow
