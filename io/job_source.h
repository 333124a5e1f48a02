#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "io/file_stamp.h"
#include "io/output_plan.h"
#include "io/resume.h"
#include "io/source.h"

namespace tintflow {

/// Stamps of a plan's inputs as they were read, by item. The source of a run stores them, and its
/// sink finds them: an item reaches the one after the other.
using InputStamps = std::vector<FileStamp>;

/// Reads pictures of a plan; `id.source` is an item of the plan.
class JobSource : public Source {
 public:
  /// Yields `items` in their order. The plan, the journals and `stamps`, with one for each item of
  /// the plan, must outlive it.
  JobSource(const OutputPlan& plan, const Journals& journals, std::vector<std::uint32_t> items,
            InputStamps& stamps);

  /// As `FileSource::next`. An item whose folder cannot be written to fails without being read.
  std::optional<Result<Encoded>> next() override;
  [[nodiscard]] std::optional<std::uint64_t> total() const override { return items_.size(); }

 private:
  const OutputPlan& plan_;
  const Journals& journals_;
  const std::vector<std::uint32_t> items_;
  InputStamps& stamps_;
  std::size_t position_ = 0;
};

}  // namespace tintflow
