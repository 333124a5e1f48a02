#include "pipeline/choose_palette.h"

#include <algorithm>
#include <cmath>

#include "io/errors.h"
#include "pipeline/pair_source.h"
#include "stages/lab.h"

namespace tintflow {
namespace {

constexpr std::size_t most_pairs = 1024;
/// Colors that are clustered; regions have as many of them as they weigh.
constexpr int most_colors = 20'000;

struct WeightedColor {
  cv::Vec3b color;
  double weight = 0;
};

/// The true color of each region's middle pixel, counted row by row. A mean could be a color that
/// no pixel has.
void append_region_colors(const Batch& batch, std::vector<WeightedColor>& colors) {
  const std::vector<std::int32_t>& labels = *batch.regions;
  const auto count = static_cast<std::size_t>(batch.region_count);
  std::vector<int> areas(count + 1);
  for (const std::int32_t label : labels) ++areas[static_cast<std::size_t>(label)];
  std::vector<int> seen(count + 1);
  for (std::size_t pixel = 0; pixel < labels.size(); ++pixel) {
    const auto label = static_cast<std::size_t>(labels[pixel]);
    if (label == 0 || seen[label]++ != areas[label] / 2) continue;
    const float* color = &(*batch.target)[3 * pixel];
    const cv::Vec3f bytes = (cv::Vec3f(color) + cv::Vec3f::all(1)) * 127.5F;
    colors.push_back({cv::Vec3b(bytes), std::sqrt(static_cast<double>(areas[label]))});
  }
}

/// Evenly spaced on the line on which each color takes as much as it weighs.
cv::Mat3b resample(const std::vector<WeightedColor>& colors) {
  double total = 0;
  for (const WeightedColor& color : colors) total += color.weight;
  cv::Mat3b result(most_colors, 1);
  std::size_t index = 0;
  double end = colors.front().weight;
  for (int i = 0; i < most_colors; ++i) {
    const double place = (i + 0.5) * total / most_colors;
    while (end < place && index + 1 < colors.size()) end += colors[++index].weight;
    result(i) = colors[index].color;
  }
  return result;
}

/// Of each channel of the members of a cluster: paper stays white, whatever is next to it.
cv::Vec3f median_color(const std::vector<cv::Vec3b>& members) {
  cv::Vec3f median;
  for (int channel = 0; channel < 3; ++channel) {
    std::vector<std::uint8_t> values;
    values.reserve(members.size());
    for (const cv::Vec3b& member : members) values.push_back(member[channel]);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    median[channel] = static_cast<float>(*middle) / 127.5F - 1;
  }
  return median;
}

}  // namespace

std::optional<Palette> choose_palette(const TrainingData& data, int size, std::uint64_t seed,
                                      const FeedOptions& feed_options,
                                      const std::stop_token& stop) {
  std::vector<std::size_t> order = shuffled_order(data.training.size(), seed, 0);
  order.resize(std::min(order.size(), most_pairs));
  PairSource source(data.training, std::move(order), feed_options.cache);
  SampleFeed feed(source, data.training_stages(0), feed_options);
  std::vector<WeightedColor> colors;
  while (const auto batch = feed.next()) {
    if (stop.stop_requested()) return std::nullopt;
    append_region_colors(*batch, colors);
  }
  if (colors.empty()) {
    throw FatalError("no palette: none of the training pairs has a region that lines enclose");
  }

  const cv::Mat3b sample = resample(colors);
  cv::Mat points;
  to_lab(sample).reshape(1).convertTo(points, CV_32F);
  cv::theRNG() = cv::RNG(seed);
  std::vector<int> cluster_of;
  cv::kmeans(points, size, cluster_of, {cv::TermCriteria::COUNT + cv::TermCriteria::EPS, 100, 0.01},
             3, cv::KMEANS_PP_CENTERS);
  std::vector<std::vector<cv::Vec3b>> clusters(static_cast<std::size_t>(size));
  for (int i = 0; i < sample.rows; ++i) {
    clusters[static_cast<std::size_t>(cluster_of[static_cast<std::size_t>(i)])].push_back(
        sample(i));
  }
  Palette palette;
  for (const auto& members : clusters) {
    palette.colors.push_back(median_color(members));
    palette.shares.push_back(static_cast<float>(members.size()) / most_colors);
  }
  return palette;
}

}  // namespace tintflow
