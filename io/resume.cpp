#include "io/resume.h"

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <string>
#include <unordered_set>
#include <utility>

#include "io/temporary_file.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

/// The folders that outputs lie in.
std::unordered_set<std::string> output_folders(const OutputPlan& plan) {
  std::unordered_set<std::string> folders;
  std::string last;
  for (std::size_t item = 0; item < plan.size(); ++item) {
    std::string folder = plan.output(item).parent_path().string();
    if (folder == last && !folders.empty()) continue;
    folders.insert(folder);
    last = std::move(folder);
  }
  return folders;
}

/// The stamp that a run would store for an item now; nothing where its drawing is gone.
std::optional<FileStamp> input_stamp(const OutputPlan& plan, std::size_t item) {
  const auto drawing = stamp_behind_links(plan.input(item));
  const auto file = plan.hints(item);
  const auto hints = file ? stamp_behind_links(*file) : std::nullopt;
  return drawing && hints ? joined(*drawing, *hints) : drawing;
}

}  // namespace

OutputState state_of_output(const std::optional<FileStamp>& output,
                            std::span<const JournalRecord> records,
                            const std::optional<FileStamp>& input, std::string_view digest) {
  if (!output) return OutputState::missing;
  if (records.empty()) return OutputState::foreign;
  // The newest need not be the file's: a run may have ended between the two.
  const auto made = std::ranges::find(records, *output, &JournalRecord::output_stamp);
  if (made == records.end()) return OutputState::output_changed;
  if (made->input_stamp != input) return OutputState::input_changed;
  return made->digest == digest ? OutputState::finished : OutputState::options_changed;
}

Journals open_journals(const OutputPlan& plan) {
  Journals journals;
  for (const OutputRoot& root : plan.roots()) {
    journals.push_back(JobJournal::open(
        root.folder, root.is_tree ? JobJournal::Lock::exclusive : JobJournal::Lock::shared));
  }
  for (const std::string& folder : output_folders(plan)) remove_left_temporaries(folder);
  for (const OutputRoot& root : plan.roots()) remove_left_temporaries(root.folder);
  return journals;
}

RemainingWork remaining_work(const OutputPlan& plan, const Journals& journals,
                             std::string_view digest) {
  std::vector<JournalRecords> records;
  records.reserve(journals.size());
  for (const auto& journal : journals) {
    records.push_back(journal ? (*journal)->take_records() : JournalRecords({}));
  }
  RemainingWork work;
  for (std::uint32_t item = 0; item < plan.size(); ++item) {
    const auto output = stamp_of_name(plan.output(item));
    const OutputState state =
        output ? state_of_output(output, records[plan.root_of(item)].of(plan.name_below_root(item)),
                                 input_stamp(plan, item), digest)
               : OutputState::missing;
    switch (state) {
      case OutputState::missing:
        work.items.push_back(item);
        break;
      case OutputState::finished:
        ++work.finished;
        break;
      case OutputState::foreign:
        work.foreign.push_back(item);
        break;
      default:
        work.kept.push_back({item, state});
    }
  }
  return work;
}

RemainingWork all_work(const OutputPlan& plan) {
  RemainingWork work;
  work.items.resize(plan.size());
  std::iota(work.items.begin(), work.items.end(), 0U);
  return work;
}

}  // namespace tintflow
