#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "io/source.h"
#include "stages/sample_cache.h"

namespace tintflow {

/// The numbers 0 to `count` - 1, shuffled by seed and epoch alone.
[[nodiscard]] std::vector<std::size_t> shuffled_order(std::size_t count, std::uint64_t seed,
                                                      std::uint64_t epoch);

/// A pair's bytes: of its picture, or of its two files where it is a drawing in a folder `sketch`
/// (see `colored_picture_of`). The failure is of the stage "read".
[[nodiscard]] Result<Encoded> read_pair(FrameId id, const std::filesystem::path& pair);

/// Reads pair files in a given order. `id.source` is a pair's place in `pairs`, which augmentation
/// is seeded with; `id.index` is its place in the stream.
class PairSource : public Source {
 public:
  /// `pairs` must outlive the source. A pair whose sample is in the cache (null: there is none) is
  /// not read: its item has no bytes.
  PairSource(const std::vector<std::filesystem::path>& pairs, std::vector<std::size_t> order,
             std::shared_ptr<const SampleCache> cache = nullptr);

  /// A file that cannot be read is a `Failure` of the stage "read".
  std::optional<Result<Encoded>> next() override;
  [[nodiscard]] std::optional<std::uint64_t> total() const override { return order_.size(); }

 private:
  const std::vector<std::filesystem::path>& pairs_;
  std::vector<std::size_t> order_;
  std::shared_ptr<const SampleCache> cache_;
  std::size_t position_ = 0;
};

}  // namespace tintflow
