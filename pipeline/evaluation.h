#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "io/sink.h"
#include "stages/image_metrics.h"
#include "stages/split.h"

namespace tintflow {

/// How near one way to answer comes to the ground truth, mean over the pairs.
struct AnswerScore {
  std::string name;
  ImageMetrics mean;
};

/// Mean color of the figures' insides, ink left out, of up to `most` pairs spread evenly over the
/// list; RGB 0..255. Pairs that cannot be read are passed over.
[[nodiscard]] cv::Scalar mean_figure_color(std::span<const std::filesystem::path> pairs,
                                           const Split& split, std::size_t most);

/// Takes colored drawings of side-by-side pairs and compares them with the pairs' other halves, and
/// beside them the answers that need no model: white paper, the drawing itself, and the figure
/// filled with one color. Thread-safe.
class EvaluationSink : public Sink {
 public:
  /// `pairs[id.source]` is the file of an item; `split` says which half is the drawing.
  EvaluationSink(std::vector<std::filesystem::path> pairs, const Split& split,
                 const cv::Scalar& fill_color);

  /// Fails where the pair's other half cannot be read or has another size than the result.
  Expected<void> write(const Encoded& picture) override;

  /// The model first. Call it when the run is over.
  [[nodiscard]] std::vector<AnswerScore> scores() const;
  [[nodiscard]] std::uint64_t pairs() const { return count_; }

 private:
  struct Answer {
    std::string name;
    ImageMetrics sum;
  };

  const std::vector<std::filesystem::path> pairs_;
  const Split split_;
  const cv::Scalar fill_color_;
  std::mutex mutex_;
  std::uint64_t count_ = 0;
  std::vector<Answer> answers_;
};

}  // namespace tintflow
