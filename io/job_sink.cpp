#include "io/job_sink.h"

#include <cassert>
#include <utility>

#include "io/atomic_file.h"

namespace tintflow {

JobSink::JobSink(const OutputPlan& plan, const Journals& journals, const InputStamps& stamps,
                 std::string digest)
    : plan_(plan), journals_(journals), stamps_(stamps), digest_(std::move(digest)) {}

Expected<void> JobSink::write(const Encoded& picture) {
  const std::uint64_t item = picture.id.source;
  const auto& journal = journals_[plan_.root_of(item)];
  assert(journal.has_value());
  return write_file_atomically(plan_.output(item), *picture.bytes, [&](const FileStamp& output) {
    return (*journal)->append({.output = plan_.name_below_root(item),
                               .output_stamp = output,
                               .input = plan_.absolute_input(item).string(),
                               .input_stamp = stamps_[item],
                               .digest = digest_});
  });
}

}  // namespace tintflow
