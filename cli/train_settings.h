#pragma once

#include <boost/program_options.hpp>

#include "cli/train_options.h"
#include "models/device.h"
#include "pipeline/options_file.h"
#include "pipeline/training_run.h"

namespace tintflow {

/// What `options.json` says of a run: `values` as parsed, with what `auto` and the preset came to.
[[nodiscard]] RunSettings run_settings(const TrainOptions& options,
                                       const boost::program_options::variables_map& values,
                                       const Preset& networks, const Device& device,
                                       const TrainingData& data, const FeedOptions& feed);

/// Writes `options.json`, and tells on the log where a resumed run has other options than before.
/// Throws `FatalError` where it cannot be written.
void record_settings(const RunFolder& folder, const RunSettings& settings, bool resume);

}  // namespace tintflow
