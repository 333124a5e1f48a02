#include "io/job_source.h"

#include <cassert>
#include <memory>
#include <utility>

#include "io/file_source.h"
#include "io/read_file.h"

namespace tintflow {

JobSource::JobSource(const OutputPlan& plan, const Journals& journals,
                     std::vector<std::uint32_t> items, InputStamps& stamps)
    : plan_(plan), journals_(journals), items_(std::move(items)), stamps_(stamps) {
  assert(stamps_.size() == plan_.size());
}

std::optional<Result<Encoded>> JobSource::next() {
  if (position_ == items_.size()) return std::nullopt;
  const std::uint32_t item = items_[position_];
  const FrameId id{item, position_++};
  const auto& journal = journals_[plan_.root_of(item)];
  if (!journal) return tl::unexpected(Failure{id, "write", journal.error()});
  auto content = read_file_content(plan_.input(item));
  if (!content) return tl::unexpected(Failure{id, "read", std::move(content.error())});
  stamps_[item] = content->stamp;
  Encoded encoded = encoded_picture(id, std::move(content->bytes));
  if (const auto file = plan_.hints(item)) {
    auto hints = read_file_content(*file);
    if (!hints) return tl::unexpected(Failure{id, "read", file->string() + ": " + hints.error()});
    stamps_[item] = joined(stamps_[item], hints->stamp);
    encoded.hints = std::make_shared<const Bytes>(std::move(hints->bytes));
  }
  return encoded;
}

}  // namespace tintflow
