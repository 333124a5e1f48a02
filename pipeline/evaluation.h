#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "io/frame.h"
#include "pipeline/decode_pair.h"
#include "pipeline/training_survey.h"
#include "stages/figures.h"
#include "stages/stage.h"

namespace tintflow {

/// What a picture could look like, and how near it comes to the truth.
struct Answer {
  /// Its place in `Evaluation::answer_names`.
  std::size_t place = 0;
  /// CV_8UC3 sRGB of the truth's size.
  cv::Mat picture;
  Figures figures;
};

/// The figures of all answers to one drawing.
struct PairScores {
  /// The pair's place in the list.
  std::size_t pair = 0;
  std::size_t regions = 0;
  /// `region_spread` of the truth itself.
  Tally true_spread;
  /// In the order of `Evaluation::answer_names`.
  std::vector<Figures> answers;
};

/// What is told of a pair when some of its answers were measured.
struct MeasuredPair {
  std::size_t pair;
  const PairPictures& pictures;
  std::span<const Answer> answers;
};

/// Compares what models make of the drawings of pairs with the pairs' other halves, and beside them
/// answers that need no model: white paper, the drawing itself, its figure filled with one color,
/// and the colors of the training pair whose drawing looks most like it. Thread-safe; keeps figures
/// of each pair, but no pictures.
class Evaluation {
 public:
  /// Called from several threads at once.
  using Observer = std::function<void(const MeasuredPair&)>;

  /// `models` names what is measured, such as two models to compare. `split` says which half is the
  /// drawing, `survey` is that of the training pairs; a pair that is at one place in both lists is
  /// not its own nearest.
  Evaluation(std::vector<std::filesystem::path> pairs, std::vector<std::filesystem::path> training,
             const Split& split, TrainingSurvey survey, std::vector<std::string> models,
             Observer observer = {});

  /// Takes the place of encoding in the colorize graph of a model, from 0: measures its picture of
  /// `pairs[id.source]`, with model 0 also the answers without a model, and gives no bytes. Fails
  /// where the pair's other half cannot be read, is too small or has another size than the result.
  /// Must not outlive the evaluation.
  [[nodiscard]] Stage<Frame, Encoded> measuring(int model);

  [[nodiscard]] std::size_t models() const { return models_; }
  /// The models first.
  [[nodiscard]] const std::vector<std::string>& answer_names() const { return names_; }

  /// The pairs that every model has colored, in the list's order. Call it when the runs are over.
  [[nodiscard]] std::vector<PairScores> scores() const;

 private:
  struct Record {
    std::size_t regions = 0;
    Tally true_spread;
    std::vector<std::optional<Figures>> answers;
  };

  Expected<Encoded> measure(const Frame& result, int model);
  [[nodiscard]] std::vector<Answer> trivial_answers(const PairPictures& pair,
                                                    std::size_t index) const;
  [[nodiscard]] cv::Mat nearest_drawing(const PairPictures& pair, std::size_t index) const;

  const std::vector<std::filesystem::path> pairs_;
  const std::vector<std::filesystem::path> training_;
  const Split split_;
  const TrainingSurvey survey_;
  const std::size_t models_;
  const Observer observer_;
  std::vector<std::string> names_;
  std::mutex mutex_;
  std::vector<Record> records_;
};

}  // namespace tintflow
