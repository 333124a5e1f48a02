#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <vector>

#include "pipeline/pair_loader.h"

namespace tintflow {

/// A `PairLoader` for Python threads: callers may come from any of them, waiting lets the others
/// run, and signals are handled meanwhile.
class NativeLoader {
 public:
  NativeLoader(std::vector<std::filesystem::path> files, PairLoaderOptions options);
  ~NativeLoader();
  NativeLoader(const NativeLoader&) = delete;
  NativeLoader& operator=(const NativeLoader&) = delete;

  void begin(std::uint64_t epoch, std::size_t pair);
  /// As `PairLoader::next`. Throws what a signal handler raised, such as KeyboardInterrupt.
  std::optional<Result<Batch>> next();
  /// Ends the epoch, and all threads that no other loader needs.
  void stop();

  LoaderPosition position();
  [[nodiscard]] std::size_t batches_per_epoch() const { return loader_.batches_per_epoch(); }
  [[nodiscard]] const std::vector<std::filesystem::path>& files() const { return loader_.pairs(); }

 private:
  /// Taken without the interpreter's lock only, so that the two are never waited for crosswise.
  std::mutex mutex_;
  PairLoader loader_;
};

}  // namespace tintflow
