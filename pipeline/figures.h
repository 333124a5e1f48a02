#pragma once

#include <string>
#include <vector>

#include "stages/image_metrics.h"
#include "stages/trainer.h"

namespace tintflow {

/// A number that a training run shows.
struct Figure {
  /// As log, JSON lines and TensorBoard have it.
  std::string name;
  /// For people, short.
  std::string label;
  double value = 0;
};

/// What a step is told by. A term that is added here is in the log, in TensorBoard, in the report
/// and on the terminal.
[[nodiscard]] std::vector<Figure> figures(const StepLosses& losses);

[[nodiscard]] std::vector<Figure> figures(const ImageMetrics& metrics);

}  // namespace tintflow
