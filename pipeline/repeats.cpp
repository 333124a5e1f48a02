#include "pipeline/repeats.h"

#include <algorithm>
#include <cassert>

#include "pipeline/item_id.h"

namespace tintflow {
namespace {

template <class T>
void remember(std::deque<T>& recent, T item) {
  if (recent.size() == kRecentDrawings) recent.pop_back();
  recent.push_front(std::move(item));
}

}  // namespace

std::optional<std::uint64_t> RepeatFinder::original_of(const Result<Sample>& item) {
  const std::uint64_t index = id_of(item).index;
  if (!item) {
    remember(recent_, {index, {}});
    return std::nullopt;
  }
  const auto found = std::ranges::find_if(recent_, [&](const Drawing& drawing) {
    return !drawing.input.empty() && is_same_drawing(drawing.input, item->input, likeness_);
  });
  if (found != recent_.end()) return found->index;
  remember(recent_, {index, item->input});
  return std::nullopt;
}

void RecentColors::keep(const Result<Colored>& item) {
  const std::uint64_t index = id_of(item).index;
  if (item) {
    remember(recent_, {index, item->color});
  } else {
    remember(recent_, {index, tl::unexpected(item.error())});
  }
}

Result<Colored> RecentColors::color(const Repeat& repeat) const {
  const auto found = std::ranges::find(recent_, repeat.of, &Kept::index);
  assert(found != recent_.end());
  if (found->color) return Colored{repeat.sample, *found->color};
  return tl::unexpected(
      Failure{repeat.sample.id, found->color.error().stage, found->color.error().reason});
}

}  // namespace tintflow
