#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <stop_token>

#include <opencv2/core.hpp>

#include "stages/drawing_index.h"
#include "stages/split.h"

namespace tintflow {

/// What answers that need no model know of the training pairs.
struct TrainingSurvey {
  /// Mean color of the figures' insides, ink left out; RGB 0..255.
  cv::Scalar mean_color = cv::Scalar::all(255);
  /// All drawings, by their place in the list.
  DrawingIndex drawings;
  /// Pairs that could not be read and were passed over.
  std::size_t unreadable = 0;
};

/// Reads the pairs on `threads` cores. A stop request ends it early, with what was read until then.
[[nodiscard]] TrainingSurvey survey_training_pairs(std::span<const std::filesystem::path> pairs,
                                                   const Split& split, int threads,
                                                   const std::stop_token& stop);

}  // namespace tintflow
