#include "models/region_loss.h"

namespace tintflow {
namespace {

/// Everything is flat, because LibTorch adds whole rows by index much slower than numbers: the
/// places of each pixel's channels in a flat areas x C tensor, and the channels themselves.
struct FlatPixels {
  torch::Tensor places;
  torch::Tensor values;
};

FlatPixels flatten(const torch::Tensor& pictures, const torch::Tensor& labels) {
  const std::int64_t channels = pictures.size(1);
  return {(labels.unsqueeze(1) * channels + torch::arange(channels, labels.options())).view(-1),
          pictures.permute({0, 2, 3, 1}).reshape(-1)};
}

RegionMeans means_of(const FlatPixels& pixels, const torch::Tensor& labels, std::int64_t count,
                     std::int64_t channels) {
  const torch::Tensor areas = torch::bincount(labels, {}, count + 1).to(torch::kFloat32);
  const torch::Tensor sums = torch::zeros((count + 1) * channels, pixels.values.options())
                                 .index_add(0, pixels.places, pixels.values);
  return {areas, sums.view({count + 1, channels}) / areas.clamp_min(1).unsqueeze(1)};
}

}  // namespace

RegionMeans region_means(const torch::Tensor& pictures, const torch::Tensor& regions,
                         std::int64_t count) {
  const torch::Tensor labels = regions.reshape(-1);
  return means_of(flatten(pictures, labels), labels, count, pictures.size(1));
}

RegionLosses region_losses(const torch::Tensor& difference, const torch::Tensor& regions,
                           std::int64_t count) {
  const std::int64_t channels = difference.size(1);
  const torch::Tensor labels = regions.reshape(-1);
  const FlatPixels pixels = flatten(difference, labels);
  const auto [areas, means] = means_of(pixels, labels, count, channels);

  torch::Tensor weights = areas.sqrt();
  weights[0] = 0;
  weights = weights / weights.sum().clamp_min(1);
  const torch::Tensor deviations = pixels.values - means.view(-1).index_select(0, pixels.places);
  const torch::Tensor pixel_weights =
      (weights / areas.clamp_min(1)).index_select(0, labels).unsqueeze(1).expand({-1, channels});
  return {(means.abs().mean(1) * weights).sum(),
          (deviations.view({-1, channels}).abs() * pixel_weights).sum() / channels};
}

}  // namespace tintflow
