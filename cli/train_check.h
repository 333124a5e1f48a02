#pragma once

#include <stop_token>

#include "cli/train_options.h"
#include "io/list_pairs.h"

namespace tintflow {

/// `train --check`: looks for bad pairs among all, names them, counts them by what is wrong, and
/// writes check.png into the run folder: the first bad ones, or a few of the good ones where none
/// is bad. Returns the exit status.
[[nodiscard]] int check_training_pairs(const TrainOptions& options, const PairFiles& files,
                                       const std::stop_token& stop);

}  // namespace tintflow
