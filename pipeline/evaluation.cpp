#include "pipeline/evaluation.h"

#include <algorithm>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "io/color_profile.h"
#include "stages/ground_truth.h"
#include "stages/pixel_depth.h"
#include "stages/trivial_answers.h"

namespace tintflow {
namespace {

constexpr int window_of_ssim = 11;

cv::Mat fitted(const cv::Mat& picture, cv::Size size) {
  if (picture.size() == size) return picture;
  cv::Mat resized;
  const bool shrinks = size.width < picture.cols && size.height < picture.rows;
  cv::resize(picture, resized, size, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
  return resized;
}

Expected<void> check_sizes(const PairPictures& pair, const cv::Mat& result) {
  if (pair.truth.size() != result.size()) {
    return tl::make_unexpected(std::string("the result and its ground truth differ in size"));
  }
  if (std::min(result.cols, result.rows) < window_of_ssim) {
    return tl::make_unexpected("too small to compare: " + std::to_string(result.cols) + " x " +
                               std::to_string(result.rows) + " pixels, SSIM needs 11 x 11");
  }
  return {};
}

}  // namespace

Evaluation::Evaluation(std::vector<std::filesystem::path> pairs,
                       std::vector<std::filesystem::path> training, const Split& split,
                       TrainingSurvey survey, std::vector<std::string> models, Observer observer)
    : pairs_(std::move(pairs)),
      training_(std::move(training)),
      split_(split),
      survey_(std::move(survey)),
      models_(models.size()),
      observer_(std::move(observer)),
      names_(std::move(models)),
      records_(pairs_.size()) {
  for (const char* name : {"white paper", "the drawing", "one color inside", "nearest drawing"}) {
    names_.emplace_back(name);
  }
  for (Record& record : records_) record.answers.resize(names_.size());
}

Stage<Frame, Encoded> Evaluation::measuring(int model) {
  return {"measure", [this, model](const Frame& result) { return measure(result, model); }};
}

Expected<Encoded> Evaluation::measure(const Frame& result, int model) {
  const std::size_t index = result.id.source;
  const Expected<PairPictures> pair = decode_pair(pairs_.at(index), split_);
  if (!pair) return tl::make_unexpected(pair.error());
  const cv::Mat colored =
      to_srgb(to_8_bit(result.picture.pixels), result.picture.metadata.icc_profile);
  if (const auto checked = check_sizes(*pair, colored); !checked) {
    return tl::make_unexpected(checked.error());
  }
  const GroundTruth truth(pair->drawing, pair->truth);
  std::vector<Answer> answers;
  if (model == 0) answers = trivial_answers(*pair, index);
  answers.insert(answers.begin(), Answer{static_cast<std::size_t>(model), colored, {}});
  for (Answer& answer : answers) {
    if (!answer.picture.empty()) answer.figures = truth.measure(answer.picture);
  }
  if (observer_) observer_({index, *pair, answers});

  const std::scoped_lock lock(mutex_);
  Record& record = records_[index];
  record.regions = truth.regions();
  record.true_spread = truth.region_spread();
  for (const Answer& answer : answers) record.answers[answer.place] = answer.figures;
  return Encoded{result.id, std::make_shared<const Bytes>(), colored.size(), 8,
                 result.picture.metadata.notices};
}

std::vector<Answer> Evaluation::trivial_answers(const PairPictures& pair, std::size_t index) const {
  const cv::Mat pictures[] = {cv::Mat(pair.truth.size(), CV_8UC3, cv::Scalar::all(255)),
                              pair.drawing, fill_figure(pair.drawing, survey_.mean_color),
                              nearest_drawing(pair, index)};
  std::vector<Answer> answers;
  for (std::size_t i = 0; i < std::size(pictures); ++i) {
    answers.push_back({models_ + i, pictures[i], {}});
  }
  return answers;
}

/// Empty where there is none, or where its file can no longer be read.
cv::Mat Evaluation::nearest_drawing(const PairPictures& pair, std::size_t index) const {
  const bool in_training = index < training_.size() && training_[index] == pairs_[index];
  const auto nearest = survey_.drawings.nearest(describe_drawing(pair.drawing),
                                                in_training ? std::optional(index) : std::nullopt);
  if (!nearest) return {};
  const Expected<PairPictures> found = decode_pair(training_[*nearest], split_);
  return found ? fitted(found->truth, pair.truth.size()) : cv::Mat();
}

std::vector<PairScores> Evaluation::scores() const {
  std::vector<PairScores> scores;
  for (std::size_t i = 0; i < records_.size(); ++i) {
    const Record& record = records_[i];
    if (!std::ranges::all_of(record.answers, [](const auto& answer) { return answer.has_value(); }))
      continue;
    PairScores pair{i, record.regions, record.true_spread, {}};
    for (const auto& answer : record.answers) pair.answers.push_back(*answer);
    scores.push_back(std::move(pair));
  }
  return scores;
}

}  // namespace tintflow
