#include "models/diff_augment.h"

#include <algorithm>

namespace tintflow {
namespace {

/// Shares of the side, as in the paper's code.
constexpr double largest_shift = 0.125;
constexpr double cut_side = 0.5;

std::int64_t draw(std::int64_t lowest, std::int64_t highest) {
  return torch::randint(lowest, highest + 1, {1}).item<std::int64_t>();
}

/// Moves one picture (C x S x S); what comes in from outside is 0, middle gray.
torch::Tensor shifted(const torch::Tensor& picture, std::int64_t down, std::int64_t right) {
  const std::int64_t side = picture.size(1);
  const torch::Tensor part =
      picture.slice(1, std::max<std::int64_t>(0, -down), side - std::max<std::int64_t>(0, down))
          .slice(2, std::max<std::int64_t>(0, -right), side - std::max<std::int64_t>(0, right));
  return torch::constant_pad_nd(
      part, {std::max<std::int64_t>(0, right), std::max<std::int64_t>(0, -right),
             std::max<std::int64_t>(0, down), std::max<std::int64_t>(0, -down)});
}

}  // namespace

DiffAugment::DiffAugment(std::int64_t count, std::int64_t side, const torch::Device& device) {
  const auto factor = [&] { return torch::rand({count, 1, 1, 1}); };
  brightness_ = (factor() - 0.5).to(device);
  saturation_ = (factor() * 2).to(device);
  contrast_ = (factor() + 0.5).to(device);
  const auto reach = static_cast<std::int64_t>(largest_shift * static_cast<double>(side));
  const auto cut = static_cast<std::int64_t>(cut_side * static_cast<double>(side));
  torch::Tensor kept = torch::ones({count, 1, side, side});
  for (std::int64_t index = 0; index < count; ++index) {
    const std::int64_t down = draw(-reach, reach);
    shifts_.emplace_back(down, draw(-reach, reach));
    // The square's center lies anywhere in the picture.
    const std::int64_t top = draw(0, side) - cut / 2;
    const std::int64_t left = draw(0, side) - cut / 2;
    kept[index][0]
        .slice(0, std::max<std::int64_t>(0, top), std::min(side, top + cut))
        .slice(1, std::max<std::int64_t>(0, left), std::min(side, left + cut))
        .zero_();
  }
  kept_ = kept.to(device);
}

torch::Tensor DiffAugment::operator()(const torch::Tensor& pictures) const {
  torch::Tensor changed = pictures.to(torch::kFloat32) + brightness_;
  const torch::Tensor gray = changed.mean(1, /*keepdim=*/true);
  changed = (changed - gray) * saturation_ + gray;
  const torch::Tensor level = changed.mean({1, 2, 3}, /*keepdim=*/true);
  changed = (changed - level) * contrast_ + level;
  std::vector<torch::Tensor> moved;
  for (std::int64_t index = 0; index < changed.size(0); ++index) {
    const auto [down, right] = shifts_[static_cast<std::size_t>(index)];
    moved.push_back(shifted(changed[index], down, right));
  }
  return (torch::stack(moved) * kept_)
      .to(pictures.scalar_type())
      .contiguous(torch::MemoryFormat::ChannelsLast);
}

}  // namespace tintflow
