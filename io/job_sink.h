#pragma once

#include <string>

#include "io/job_source.h"
#include "io/output_plan.h"
#include "io/resume.h"
#include "io/sink.h"

namespace tintflow {

/// Writes the pictures of a plan, each atomically, and records each in its root's journal.
class JobSink : public Sink {
 public:
  /// `digest` as in `JournalRecord`. All else must outlive it.
  JobSink(const OutputPlan& plan, const Journals& journals, const InputStamps& stamps,
          std::string digest);

  /// Thread-safe. See `write_file_atomically` for what it throws.
  Expected<void> write(const Encoded& picture) override;

 private:
  const OutputPlan& plan_;
  const Journals& journals_;
  const InputStamps& stamps_;
  const std::string digest_;
};

}  // namespace tintflow
