#include "models/class_loss.h"

namespace tintflow {
namespace {

/// N x C x S x S as a row for each pixel; a view where channels are last.
torch::Tensor rows_of(const torch::Tensor& pictures) {
  return pictures.permute({0, 2, 3, 1}).reshape({-1, pictures.size(1)});
}

}  // namespace

torch::Tensor class_loss(const torch::Tensor& logits, const torch::Tensor& palette,
                         const torch::Tensor& truth, const torch::Tensor& regions,
                         std::int64_t count, std::int64_t points) {
  const torch::Tensor labels = regions.reshape(-1);
  const torch::Tensor areas = torch::bincount(labels, {}, count + 1);
  const torch::Tensor chances =
      areas.clamp_min(1).to(torch::kFloat32).rsqrt().index_select(0, labels).cpu();
  const torch::Tensor drawn =
      torch::multinomial(chances, points * logits.size(0), /*replacement=*/true)
          .to(logits.device());
  const torch::Tensor colors = rows_of(truth).index_select(0, drawn);
  return torch::cross_entropy_loss(rows_of(logits).index_select(0, drawn).to(torch::kFloat32),
                                   torch::cdist(colors, palette).argmin(1));
}

}  // namespace tintflow
