#pragma once

#include <cstddef>
#include <mutex>
#include <vector>

#include "cli/evaluation_report.h"
#include "models/feature_extractor.h"
#include "models/feature_statistics.h"
#include "pipeline/evaluation.h"

namespace tintflow {

/// Gathers the features of truths and answers while they are measured, for FID and KID.
/// Thread-safe.
class FeatureCollector {
 public:
  /// `pairs`: how many there are.
  FeatureCollector(FeatureExtractor extractor, std::size_t pairs);

  void take(const MeasuredPair& measured);

  /// Of the first `answers` answers from the truth. Call it when the runs are over.
  [[nodiscard]] std::vector<SetDistances> distances(std::size_t answers) const;

 private:
  const FeatureExtractor extractor_;
  const std::size_t stride_;
  std::mutex mutex_;
  FeatureStatistics truth_;
  std::vector<FeatureStatistics> answers_;
};

}  // namespace tintflow
