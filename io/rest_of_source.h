#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "io/source.h"

namespace tintflow {

/// The items of another source behind its first, with indices from 0 again.
class RestOfSource : public Source {
 public:
  /// `first`: index of the item to begin with; those before it have been taken. `source` outlives
  /// it.
  RestOfSource(Source& source, std::uint64_t first) : source_(source), first_(first) {}

  std::optional<Result<Encoded>> next() override {
    auto item = source_.next();
    if (!item) return item;
    FrameId& id = *item ? (*item)->id : item->error().id;
    id.index -= first_;
    return item;
  }

  [[nodiscard]] std::optional<std::uint64_t> total() const override {
    const auto all = source_.total();
    if (!all || *all < first_) return std::nullopt;
    return *all - first_;
  }

 private:
  Source& source_;
  const std::uint64_t first_;
};

}  // namespace tintflow
