#include "cli/example_keeper.h"

#include <algorithm>
#include <cmath>

#include "stages/shrink.h"

namespace tintflow {
namespace {

cv::Mat thumbnail(const cv::Mat& picture) {
  const int longer = std::max(picture.cols, picture.rows);
  if (longer <= ExampleKeeper::picture_side) return picture.clone();
  const double scale = 1.0 * ExampleKeeper::picture_side / longer;
  const auto scaled = [&](int length) {
    return std::max(1, static_cast<int>(std::lround(length * scale)));
  };
  return shrink(picture, {scaled(picture.cols), scaled(picture.rows)});
}

}  // namespace

void ExampleKeeper::take(const MeasuredPair& measured) {
  const Answer& answer = measured.answers.front();
  const bool is_first_model = answer.place == 0;
  const cv::Mat colored = thumbnail(answer.picture);
  const std::scoped_lock lock(mutex_);
  if (!is_first_model) {
    for (Kept* kept : {&least_, &greatest_}) {
      for (auto& [key, example] : *kept) {
        if (key.second == measured.pair) example.pictures.push_back(colored);
      }
    }
    return;
  }
  const Tally& error = at(answer.figures, Figure::region_error);
  const Key key{error.mean(), measured.pair};
  if (error.weight == 0 || !is_wanted(key)) return;
  const EvaluationExample example{
      pairs_[measured.pair],
      key.first,
      {thumbnail(measured.pictures.drawing), thumbnail(measured.pictures.truth), colored}};
  least_.emplace(key, example);
  greatest_.emplace(key, example);
  if (least_.size() > count_) least_.erase(std::prev(least_.end()));
  if (greatest_.size() > count_) greatest_.erase(greatest_.begin());
}

bool ExampleKeeper::is_wanted(const Key& key) const {
  if (count_ == 0) return false;
  return least_.size() < count_ || key < std::prev(least_.end())->first ||
         greatest_.begin()->first < key;
}

std::vector<EvaluationExample> ExampleKeeper::worst() const {
  std::vector<EvaluationExample> examples;
  for (auto kept = greatest_.rbegin(); kept != greatest_.rend(); ++kept) {
    examples.push_back(kept->second);
  }
  return examples;
}

std::vector<EvaluationExample> ExampleKeeper::best() const {
  std::vector<EvaluationExample> examples;
  for (const auto& [key, example] : least_) {
    if (!greatest_.contains(key)) examples.push_back(example);
  }
  return examples;
}

}  // namespace tintflow
