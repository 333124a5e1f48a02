#include "models/palette_painter.h"

#include <opencv2/core.hpp>

#include "models/color_likeness.h"
#include "models/paint_palette.h"
#include "models/region_loss.h"
#include "models/tensors.h"
#include "stages/label_regions.h"
#include "stages/part_open_regions.h"

namespace tintflow {
namespace {

struct Regions {
  cv::Mat labels;
  std::int32_t count = 0;
};

/// Of the drawing alone: where no line closes it, paper around it would be of one region with it.
Regions regions_of(const Batch& batch, int position) {
  cv::Rect inside = batch.samples[static_cast<std::size_t>(position)].letterbox.inside;
  if (inside.empty()) inside = {0, 0, batch.side, batch.side};
  Sample sample;
  sample.input = picture_at(batch.input, batch.side, position)(inside);
  Regions regions{cv::Mat::zeros(batch.side, batch.side, CV_32S)};
  const cv::Mat between_lines = LabelRegions{}(sample)->regions;
  part_open_regions(between_lines, usual_gaps(batch.side)).copyTo(regions.labels(inside));
  double largest = 0;
  cv::minMaxLoc(regions.labels, nullptr, &largest);
  regions.count = static_cast<std::int32_t>(largest);
  return regions;
}

Regions no_regions(int side) { return {cv::Mat::zeros(side, side, CV_32S)}; }

std::vector<float> plain(const torch::Tensor& values) {
  const torch::Tensor rows = values.to(torch::kCPU, torch::kFloat32).contiguous();
  return {rows.const_data_ptr<float>(), rows.const_data_ptr<float>() + rows.numel()};
}

/// N x K x S x S to N x S x S x K.
torch::Tensor chances_of(const torch::Tensor& logits) {
  return torch::softmax(logits.permute({0, 2, 3, 1}).to(torch::kFloat32), 3);
}

}  // namespace

PalettePainter::PalettePainter(const torch::Tensor& palette, const ColorChoice& choice,
                               torch::Device device)
    : palette_(palette.to(device, torch::kFloat32)),
      plain_palette_(plain(palette)),
      agreement_(static_cast<float>(choice.agreement)) {
  if (choice.bandwidth == 0) return;
  plain_likeness_ = color_likeness(plain_palette_, choice.bandwidth);
  const std::int64_t colors = palette.size(0);
  likeness_ = torch::tensor(plain_likeness_).view({colors, colors}).to(device);
}

void PalettePainter::paint(const Batch& batch, const torch::Tensor& logits, float* output) const {
  if (logits.is_cpu()) return paint_on_cpu(batch, logits, output);
  std::vector<torch::Tensor> labels;
  std::int32_t count = 0;
  for (int position = 0; position < batch.count(); ++position) {
    const Regions regions = agreement_ > 0 ? regions_of(batch, position) : no_regions(batch.side);
    const torch::Tensor own =
        torch::from_blob(regions.labels.data, {batch.side, batch.side}, torch::kInt32);
    labels.push_back(torch::where(own > 0, own + count, own));
    count += regions.count;
  }
  const torch::Tensor regions = torch::stack(labels).to(logits.device());
  torch::Tensor chances = chances_of(agree_in_regions(logits, regions, count, agreement_));
  if (likeness_.defined()) {
    const torch::Tensor shared = chances_of(agree_in_regions(logits, regions, count, 1));
    chances = chances * like_color_counts(shared, likeness_);
    chances = chances / chances.sum(3, /*keepdim=*/true);
  }
  copy_pictures(torch::matmul(chances, palette_).permute({0, 3, 1, 2}), output);
}

void PalettePainter::paint_on_cpu(const Batch& batch, const torch::Tensor& logits,
                                  float* output) const {
  const torch::Tensor rows = logits.permute({0, 2, 3, 1}).to(torch::kFloat32).contiguous();
  const auto pixels = static_cast<std::size_t>(batch.side) * static_cast<std::size_t>(batch.side);
  const std::size_t values = pixels * plain_palette_.size() / picture_channels;
  const PaintRule rule{
      .palette = plain_palette_, .likeness = plain_likeness_, .agreement = agreement_};
  for (int position = 0; position < batch.count(); ++position) {
    const auto place = static_cast<std::size_t>(position);
    PixelLogits picture{.values = {rows.const_data_ptr<float>() + place * values, values}};
    Regions regions;
    if (agreement_ > 0) {
      regions = regions_of(batch, position);
      picture.regions = {regions.labels.ptr<std::int32_t>(), pixels};
      picture.region_count = regions.count;
    }
    paint_palette(picture, rule, output + place * pixels * picture_channels);
  }
}

torch::Tensor agree_in_regions(const torch::Tensor& logits, const torch::Tensor& regions,
                               std::int64_t count, double agreement) {
  const torch::Tensor exact = logits.to(torch::kFloat32);
  const torch::Tensor means = region_means(exact, regions, count).colors;
  const torch::Tensor shared = means.index_select(0, regions.reshape(-1))
                                   .view({regions.size(0), regions.size(1), regions.size(2), -1})
                                   .permute({0, 3, 1, 2});
  return torch::where((regions > 0).unsqueeze(1), torch::lerp(exact, shared, agreement), exact);
}

}  // namespace tintflow
