#pragma once

#include <filesystem>
#include <vector>

#include "cli/train_options.h"

namespace tintflow {

/// `train --preview N`: writes preview.png into the run folder: a row a pair, with drawing and
/// truth as the networks would see them in one epoch after the other. Returns the exit status.
[[nodiscard]] int preview_training_pairs(const TrainOptions& options,
                                         const std::vector<std::filesystem::path>& pairs);

}  // namespace tintflow
