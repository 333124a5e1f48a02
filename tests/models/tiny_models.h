#pragma once

#include <filesystem>
#include <random>
#include <string>

#include <torch/torch.h>

#include "models/trainer.h"
#include "models/weights.h"

namespace tintflow {

/// A U-Net for 64 x 64 pictures, deep enough to have a dropout level where `dropout` asks for it.
inline GeneratorOptions tiny_generator(double dropout = 0) {
  GeneratorOptions options;
  options.ngf = 4;
  options.levels = 6;
  options.dropout = dropout;
  return options;
}

/// This CPU in every precision that it computes in.
inline std::vector<Device> cpu_precisions() {
  std::vector<Device> devices{{}, {.int8 = true}};
  if (cpu_computes_bf16()) devices.push_back({.bf16 = true});
  return devices;
}

inline DiscriminatorOptions tiny_discriminator() {
  DiscriminatorOptions options;
  options.ndf = 4;
  options.layers = 2;
  return options;
}

/// Random pictures in [-1, 1], the same for the same seed.
inline Buffer random_pictures(int count, int side, std::uint64_t seed) {
  // Not LibTorch's generator, which a trainer under test draws from.
  std::mt19937_64 generator(seed);
  std::uniform_real_distribution<float> values(-1, 1);
  auto pictures = std::make_shared<std::vector<float>>(std::size_t(count) * side * side * 3);
  for (float& value : *pictures) value = values(generator);
  return pictures;
}

/// Random drawings with random ground truth, each in four regions, a quarter of the square each.
inline Batch random_batch(int count, int side, std::uint64_t seed) {
  Batch batch;
  auto regions = std::make_shared<std::vector<std::int32_t>>();
  for (int place = 0; place < count * side * side; ++place) {
    const int row = place / side % side;
    const int column = place % side;
    regions->push_back(1 + place / side / side * 4 + 2 * row / side * 2 + 2 * column / side);
  }
  batch.regions = regions;
  batch.region_count = 4 * count;
  batch.samples.resize(count);
  batch.side = side;
  batch.input = random_pictures(count, side, 2 * seed);
  batch.target = random_pictures(count, side, 2 * seed + 1);
  return batch;
}

/// Gives statistics and scales values that differ from their initial ones, as training does.
inline void disturb(const torch::nn::Module& network, std::uint64_t seed) {
  torch::manual_seed(seed);
  const torch::NoGradGuard no_grad;
  for (const auto& [name, tensor] : state_of(network)) {
    torch::Tensor changed = tensor;
    if (name.ends_with("running_var") || name.ends_with("norm_weight")) {
      changed.uniform_(0.5, 2);
    } else if (name == "palette") {
      changed.uniform_(-1, 1);
    } else if (name == "palette_shares") {
      changed.uniform_(0.1, 0.9);
    } else if (tensor.dim() == 1) {
      changed.uniform_(-0.5, 0.5);
    } else {
      // Large enough for the input to make a difference at the output.
      changed.normal_(0, 0.1);
    }
  }
}

/// A network as a weights file in memory.
inline TensorFile file_of(const torch::nn::Module& network, const GeneratorOptions& options) {
  return {"tiny.safetensors", store(state_of(network), WeightStorage::exact), to_metadata(options)};
}

/// A folder that goes away with its owner.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = std::filesystem::temp_directory_path() / "tintflow-models-XXXXXX";
    path_ = mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace tintflow
