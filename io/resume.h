#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "io/file_stamp.h"
#include "io/job_journal.h"
#include "io/output_plan.h"
#include "io/result.h"

namespace tintflow {

/// What a run finds in the place of an output.
enum class OutputState {
  missing,
  /// Made of this very input with the same options and model.
  finished,
  input_changed,
  options_changed,
  /// Somebody has changed it since it was written.
  output_changed,
  /// No record tells that this program made it.
  foreign,
};

/// `output` and `input` are the stamps as they are now; none for a file that does not exist.
/// `records` are those of the output.
[[nodiscard]] OutputState state_of_output(const std::optional<FileStamp>& output,
                                          std::span<const JournalRecord> records,
                                          const std::optional<FileStamp>& input,
                                          std::string_view digest);

/// The journals of a plan's roots, in their order; an error tells why nothing can be written there.
using Journals = std::vector<Expected<std::unique_ptr<JobJournal>>>;

/// Opens them all, and removes temporary files that earlier runs have left. Throws as
/// `JobJournal::open` does.
[[nodiscard]] Journals open_journals(const OutputPlan& plan);

/// An output that stays as it is although running again would make another one.
struct KeptOutput {
  std::uint32_t item = 0;
  OutputState state = OutputState::output_changed;
};

/// What is left to do of a plan.
struct RemainingWork {
  /// Items whose output is to be made.
  std::vector<std::uint32_t> items;
  /// Items whose output is finished.
  std::uint64_t finished = 0;
  std::vector<KeptOutput> kept;
  std::vector<std::uint32_t> foreign;
};

/// Compares a plan with the disk. `digest` as in `JournalRecord`. Takes the records out of the
/// journals.
[[nodiscard]] RemainingWork remaining_work(const OutputPlan& plan, const Journals& journals,
                                           std::string_view digest);

/// All of a plan, whatever exists.
[[nodiscard]] RemainingWork all_work(const OutputPlan& plan);

}  // namespace tintflow
