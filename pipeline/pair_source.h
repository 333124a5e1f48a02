#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "io/file_source.h"

namespace tintflow {

/// The numbers 0 to `count` - 1, shuffled by seed and epoch alone.
[[nodiscard]] std::vector<std::size_t> shuffled_order(std::size_t count, std::uint64_t seed,
                                                      std::uint64_t epoch);

/// Reads pair files in a given order. `id.source` is a pair's place in `pairs`, which augmentation
/// is seeded with; `id.index` is its place in the stream.
class PairSource : public Source {
 public:
  PairSource(const std::vector<std::filesystem::path>& pairs, std::vector<std::size_t> order);

  std::optional<Result<Encoded>> next() override;
  [[nodiscard]] std::optional<std::uint64_t> total() const override { return order_.size(); }

 private:
  std::vector<std::size_t> order_;
  FileSource files_;
};

}  // namespace tintflow
