#include "pipeline/training_survey.h"

#include <atomic>
#include <optional>
#include <vector>

#include "pipeline/decode_pair.h"
#include "pipeline/graph_arena.h"
#include "stages/trivial_answers.h"

namespace tintflow {
namespace {

struct PairSurvey {
  DrawingDescriptor descriptor;
  cv::Scalar color_sum;
  double pixels;
};

std::optional<PairSurvey> survey(const std::filesystem::path& path, const Split& split) {
  const Expected<PairPictures> pair = decode_pair(path, split);
  if (!pair) return std::nullopt;
  cv::Mat light;
  cv::inRange(pair->drawing, cv::Scalar::all(224), cv::Scalar::all(255), light);
  const cv::Mat inside = figure_mask(pair->drawing) & light;
  const double pixels = cv::countNonZero(inside);
  return PairSurvey{describe_drawing(pair->drawing), cv::mean(pair->truth, inside) * pixels,
                    pixels};
}

}  // namespace

TrainingSurvey survey_training_pairs(std::span<const std::filesystem::path> pairs,
                                     const Split& split, int threads, const std::stop_token& stop) {
  std::vector<std::optional<PairSurvey>> surveys(pairs.size());
  std::atomic<std::size_t> next = 0;
  GraphArena arena(threads);
  tbb::flow::function_node<int> surveyor(arena.graph(), tbb::flow::unlimited, [&](int) {
    for (std::size_t i = next++; i < pairs.size() && !stop.stop_requested(); i = next++) {
      surveys[i] = survey(pairs[i], split);
    }
  });
  for (int i = 0; i < threads; ++i) surveyor.try_put(i);
  arena.wait();
  TrainingSurvey result;
  cv::Scalar sum;
  double pixels = 0;
  for (std::size_t i = 0; i < surveys.size(); ++i) {
    if (!surveys[i]) {
      if (!stop.stop_requested()) ++result.unreadable;
      continue;
    }
    result.drawings.add(i, surveys[i]->descriptor);
    sum += surveys[i]->color_sum;
    pixels += surveys[i]->pixels;
  }
  if (pixels > 0) result.mean_color = sum / pixels;
  return result;
}

}  // namespace tintflow
