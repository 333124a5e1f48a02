#include "cli/feature_collector.h"

#include <algorithm>
#include <utility>

#include "stages/closed_regions.h"

namespace tintflow {
namespace {

/// Pictures of an answer that KID compares, spread evenly over the list.
constexpr std::size_t kernel_pictures = 2000;

}  // namespace

FeatureCollector::FeatureCollector(FeatureExtractor extractor, std::size_t pairs)
    : extractor_(std::move(extractor)),
      stride_(std::max<std::size_t>(1, (pairs + kernel_pictures - 1) / kernel_pictures)) {}

void FeatureCollector::take(const MeasuredPair& measured) {
  const bool has_first_model = measured.answers.front().place == 0;
  std::vector<cv::Mat> pictures;
  if (has_first_model) pictures.push_back(at_evaluation_size(measured.pictures.truth));
  for (const Answer& answer : measured.answers) {
    if (!answer.picture.empty()) pictures.push_back(at_evaluation_size(answer.picture));
  }
  const cv::Mat rows = extractor_(pictures);
  const bool keep = measured.pair % stride_ == 0;

  const std::scoped_lock lock(mutex_);
  int row = 0;
  if (has_first_model) truth_.add(rows.row(row++), keep);
  for (const Answer& answer : measured.answers) {
    if (answer.picture.empty()) continue;
    if (answer.place >= answers_.size()) answers_.resize(answer.place + 1);
    answers_[answer.place].add(rows.row(row++), keep);
  }
}

std::vector<SetDistances> FeatureCollector::distances(std::size_t answers) const {
  std::vector<FeatureStatistics> all = answers_;
  all.resize(answers);
  const std::vector<double> frechet = frechet_distances(truth_, all);
  std::vector<SetDistances> distances;
  for (std::size_t i = 0; i < answers; ++i) {
    distances.push_back({frechet[i], kernel_distance(truth_, all[i])});
  }
  return distances;
}

}  // namespace tintflow
