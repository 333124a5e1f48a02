#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "cli/evaluate_options.h"
#include "io/result.h"
#include "pipeline/evaluation.h"
#include "pipeline/evaluation_summary.h"

namespace tintflow {

/// How far all pictures of an answer lie from all true ones.
struct SetDistances {
  double frechet = 0;
  double kernel = 0;
};

/// The figures of one pair.
struct EvaluatedPair {
  std::filesystem::path file;
  /// Empty where pairs are not grouped.
  std::string group;
  PairScores scores;
};

/// A pair that is shown.
struct EvaluationExample {
  std::filesystem::path file;
  double region_error = 0;
  /// Drawing, truth, and what each model made of it: CV_8UC3 sRGB.
  std::vector<cv::Mat> pictures;
};

/// The figures of one group; its name is empty for all pairs.
struct GroupFigures {
  std::string name;
  EvaluationSummary summary;
};

/// All that an evaluation found.
struct EvaluationReport {
  /// What was measured, for people.
  std::string title;
  /// Names of the answers that models gave, which come first.
  std::vector<std::string> models;
  /// Whether the second answer is a model that the first is compared with.
  bool has_comparison = false;
  /// Of all pairs, and after them of each group.
  std::vector<GroupFigures> groups;
  std::vector<EvaluatedPair> pairs;
  /// In the order of the answers; empty without Inception's weights.
  std::vector<SetDistances> distances;
  /// The worst first, and the best first.
  std::vector<EvaluationExample> worst;
  std::vector<EvaluationExample> best;
};

/// What was measured of `pairs`, without examples and distances.
[[nodiscard]] EvaluationReport make_report(const EvaluateOptions& options,
                                           const std::vector<std::filesystem::path>& pairs,
                                           const Evaluation& evaluation);

/// Figures as a table for people.
[[nodiscard]] std::string evaluation_table(const EvaluationReport& report);

/// Figures as JSON lines on standard output.
void print_evaluation_lines(const EvaluationReport& report);

/// A line for each pair and answer, as RFC 4180 has it; a field is empty where a pair says nothing.
[[nodiscard]] std::string evaluation_csv(const EvaluationReport& report);

/// One page that needs no other file, its pictures within it.
[[nodiscard]] Expected<std::string> evaluation_html(const EvaluationReport& report);

}  // namespace tintflow
