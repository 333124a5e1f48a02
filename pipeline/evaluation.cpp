#include "pipeline/evaluation.h"

#include <algorithm>
#include <utility>

#include "io/decode_image.h"
#include "io/read_file.h"
#include "stages/pixel_depth.h"
#include "stages/trivial_answers.h"

namespace tintflow {
namespace {

Expected<Artwork> read_pair(const std::filesystem::path& path, const Split& split) {
  return read_file(path)
      .and_then([](const Bytes& bytes) -> Expected<Picture> { return decode_image(bytes); })
      .and_then([&](const Picture& picture) {
        return split(Frame{{}, picture});
      });
}

/// Adds a pair's figures. Equal pictures, whose PSNR is infinite, count as 100 dB in the mean.
void add(const ImageMetrics& figures, ImageMetrics& sum) {
  sum.l1 += figures.l1;
  sum.psnr += std::min(figures.psnr, 100.0);
  sum.ssim += figures.ssim;
}

}  // namespace

cv::Scalar mean_figure_color(std::span<const std::filesystem::path> pairs, const Split& split,
                             std::size_t most) {
  const std::size_t stride =
      std::max<std::size_t>(1, pairs.size() / std::max<std::size_t>(1, most));
  cv::Scalar sum;
  double pixels = 0;
  for (std::size_t i = 0; i < pairs.size(); i += stride) {
    const Expected<Artwork> pair = read_pair(pairs[i], split);
    if (!pair) continue;
    const cv::Mat drawing = to_8_bit(pair->drawing.pixels);
    cv::Mat light;
    cv::inRange(drawing, cv::Scalar::all(224), cv::Scalar::all(255), light);
    const cv::Mat inside = figure_mask(drawing) & light;
    const double count = cv::countNonZero(inside);
    sum += cv::mean(pair->color, inside) * count;
    pixels += count;
  }
  return pixels > 0 ? sum / pixels : cv::Scalar::all(255);
}

EvaluationSink::EvaluationSink(std::vector<std::filesystem::path> pairs, const Split& split,
                               const cv::Scalar& fill_color)
    : pairs_(std::move(pairs)),
      split_(split),
      fill_color_(fill_color),
      answers_{{"model", {}}, {"white paper", {}}, {"the drawing", {}}, {"one color inside", {}}} {}

Expected<void> EvaluationSink::write(const Encoded& picture) {
  const Expected<Artwork> pair = read_pair(pairs_.at(picture.id.source), split_);
  if (!pair) return tl::make_unexpected(pair.error());
  const Expected<Picture> result = decode_image(*picture.bytes);
  if (!result) return tl::make_unexpected(result.error());
  const cv::Mat& truth = pair->color;
  const cv::Mat drawing = to_8_bit(pair->drawing.pixels);
  const cv::Mat colored = to_8_bit(result->pixels);
  if (colored.size() != truth.size()) {
    return tl::make_unexpected(std::string("the result and its ground truth differ in size"));
  }
  const cv::Mat white(truth.size(), CV_8UC3, cv::Scalar::all(255));
  const ImageMetrics scores[] = {compare_images(colored, truth), compare_images(white, truth),
                                 compare_images(drawing, truth),
                                 compare_images(fill_figure(drawing, fill_color_), truth)};

  const std::scoped_lock lock(mutex_);
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    add(scores[i], answers_[i].sum);
  }
  ++count_;
  return {};
}

std::vector<AnswerScore> EvaluationSink::scores() const {
  std::vector<AnswerScore> scores;
  const auto count = static_cast<double>(count_);
  for (const Answer& answer : answers_) {
    scores.push_back(
        {answer.name, {answer.sum.l1 / count, answer.sum.psnr / count, answer.sum.ssim / count}});
  }
  return scores;
}

}  // namespace tintflow
