#pragma once

#include <memory>
#include <optional>

#include "io/source.h"

namespace tintflow {

/// Yields one picture that is in memory, as source 0 and index 0.
class OnePictureSource : public Source {
 public:
  /// `hints` as in `Encoded`.
  explicit OnePictureSource(Bytes picture, std::shared_ptr<const Bytes> hints = nullptr);

  std::optional<Result<Encoded>> next() override;
  [[nodiscard]] std::optional<std::uint64_t> total() const override { return 1; }

 private:
  std::optional<Encoded> picture_;
};

}  // namespace tintflow
