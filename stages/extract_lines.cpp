#include "stages/extract_lines.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

#include "stages/edge_lines.h"
#include "stages/random_seed.h"
#include "stages/xdog.h"

namespace tintflow {
namespace {

/// Parts the random numbers of this stage from those of `Augment`.
constexpr std::uint64_t stream = 0x6c696e6573;

/// Whitens marks that are too small for a stroke, which texture and compression leave behind.
void remove_specks(cv::Mat& lines, double scale) {
  cv::Mat labels;
  cv::Mat figures;
  cv::Mat centers;
  const int count =
      cv::connectedComponentsWithStats(lines < 230, labels, figures, centers, 8, CV_32S);
  const double smallest = 12 * scale;
  std::vector<unsigned char> is_speck(static_cast<std::size_t>(count), 0);
  for (int i = 1; i < count; ++i) {
    is_speck[i] = figures.at<int>(i, cv::CC_STAT_AREA) < smallest ? 1 : 0;
  }
  for (int y = 0; y < lines.rows; ++y) {
    const auto* label = labels.ptr<int>(y);
    auto* line = lines.ptr<unsigned char>(y);
    for (int x = 0; x < lines.cols; ++x) {
      if (is_speck[label[x]] != 0) line[x] = 255;
    }
  }
}

}  // namespace

Expected<Sample> ExtractLines::operator()(const Sample& sample) const {
  cv::RNG random(random_seed({seed, epoch, sample.id.source, stream}));
  LineExtractor chosen = extractor;
  if (extractor == LineExtractor::mixed) {
    chosen = random.uniform(0, 2) == 0 ? LineExtractor::xdog : LineExtractor::edges;
  }
  const double scale = sample.input.cols / 286.0;
  // The paper around a picture that is not square is no part of it, and its border no line.
  const cv::Mat colored = sample.input(sample.letterbox.inside);
  cv::Mat lines = chosen == LineExtractor::xdog
                      ? xdog(colored, random_xdog(scale, random))
                      : edge_lines(colored, random_edge_lines(scale, random));
  remove_specks(lines, scale);

  Sample pair = sample;
  pair.target = sample.input;
  pair.input = cv::Mat(sample.input.size(), CV_8UC3, cv::Scalar::all(255));
  cv::Mat inside = pair.input(sample.letterbox.inside);
  cv::cvtColor(lines, inside, cv::COLOR_GRAY2RGB);
  return pair;
}

}  // namespace tintflow
