#include "models/palette_painter.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "models/color_likeness.h"
#include "models/mix_palette.h"
#include "models/tensors.h"
#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

constexpr int side = 32;
constexpr int colors = 5;

/// White drawings, each with a black cross of which only the first has the vertical stroke.
Batch crosses() {
  Batch batch = random_batch(2, side, 1);
  std::fill(batch.input->begin(), batch.input->end(), 1.0F);
  for (int picture = 0; picture < 2; ++picture) {
    for (int place = 0; place < side; ++place) {
      float* pixels = batch.input->data() + std::size_t(picture) * side * side * 3;
      std::fill_n(pixels + (side / 2 * side + place) * 3, 3, -1.0F);
      if (picture == 0) std::fill_n(pixels + (place * side + side / 2) * 3, 3, -1.0F);
    }
  }
  return batch;
}

/// The regions of the crosses, numbered through the batch: four, then two.
torch::Tensor regions() {
  torch::Tensor labels = torch::zeros({2, side, side}, torch::kInt32);
  const int middle = side / 2;
  labels[0].slice(0, 0, middle).slice(1, 0, middle).fill_(1);
  labels[0].slice(0, 0, middle).slice(1, middle + 1).fill_(2);
  labels[0].slice(0, middle + 1).slice(1, 0, middle).fill_(3);
  labels[0].slice(0, middle + 1).slice(1, middle + 1).fill_(4);
  labels[1].slice(0, 0, middle).fill_(5);
  labels[1].slice(0, middle + 1).fill_(6);
  return labels;
}

struct Case {
  Batch batch = crosses();
  torch::Tensor palette;
  torch::Tensor logits;

  Case() {
    torch::manual_seed(3);
    palette = torch::rand({colors, 3}) * 2 - 1;
    logits = 4 * torch::randn({2, colors, side, side});
  }

  [[nodiscard]] torch::Tensor painted(double agreement, torch::ScalarType type,
                                      double bandwidth = 0) const {
    const PalettePainter painter(palette, {.agreement = agreement, .bandwidth = bandwidth},
                                 torch::kCPU);
    std::vector<float> output(batch.input->size());
    painter.paint(batch, logits.to(type).contiguous(torch::MemoryFormat::ChannelsLast),
                  output.data());
    return wrap_pictures(output.data(), 2, side).clone();
  }
};

double largest_difference(const torch::Tensor& one, const torch::Tensor& other) {
  return (one - other).abs().max().item<double>();
}

TEST(PalettePainter, MixesThePalette) {
  const Case data;
  const torch::Tensor expected = mix_palette(data.logits, data.palette);
  EXPECT_LT(largest_difference(data.painted(0, torch::kFloat32), expected), 1e-5);
  EXPECT_LT(largest_difference(data.painted(0, torch::kBFloat16), expected), 0.1);
}

TEST(PalettePainter, RegionsOfEachDrawingAgree) {
  const Case data;
  for (const double agreement : {0.3, 1.0}) {
    const torch::Tensor agreed = agree_in_regions(data.logits, regions(), 6, agreement);
    EXPECT_LT(largest_difference(data.painted(agreement, torch::kFloat32),
                                 mix_palette(agreed, data.palette)),
              1e-4);
  }
  const torch::Tensor flat = data.painted(1, torch::kFloat32);
  EXPECT_LT(flat[1].slice(1, 0, side / 2).flatten(1).std(1).max().item<double>(), 1e-5);
  EXPECT_GT(flat[1].flatten(1).std(1).min().item<double>(), 1e-3) << "more than one color";
}

TEST(PalettePainter, PaperAroundTheDrawingDoesNotJoinIn) {
  Case data;
  // Black lines leave the drawing open below; its letterbox ends there.
  data.batch.samples[0].letterbox.inside = {0, 0, side, side - 8};
  data.batch.samples[1].letterbox.inside = {0, 0, side, side - 8};
  torch::Tensor labels = regions();
  labels.slice(1, side - 8).fill_(0);
  const torch::Tensor agreed = agree_in_regions(data.logits, labels, 6, 1);
  EXPECT_LT(largest_difference(data.painted(1, torch::kFloat32), mix_palette(agreed, data.palette)),
            1e-4);
}

TEST(PalettePainter, AGapInAnOutlineLeavesAShapeAColorOfItsOwn) {
  constexpr int large = 128;
  Batch batch = random_batch(1, large, 1);
  cv::Mat drawing(large, large, CV_32FC3, cv::Scalar::all(1));
  cv::rectangle(drawing, cv::Rect(40, 40, 48, 48), cv::Scalar::all(-1), 2);
  drawing(cv::Rect(60, 36, 3, 8)).setTo(cv::Scalar::all(1));
  std::copy_n(drawing.ptr<float>(), batch.input->size(), batch.input->begin());
  torch::manual_seed(3);
  const torch::Tensor palette = torch::rand({colors, 3}) * 2 - 1;
  const torch::Tensor logits = torch::randn({1, colors, large, large});
  std::vector<float> output(batch.input->size());
  PalettePainter(palette, {.agreement = 1}, torch::kCPU).paint(batch, logits, output.data());
  const torch::Tensor picture = wrap_pictures(output.data(), 1, large)[0];
  const torch::Tensor inside = picture.slice(1, 46, 82).slice(2, 46, 82).flatten(1);
  const torch::Tensor paper = picture.slice(1, 0, 30).flatten(1);
  EXPECT_LT(inside.std(1).max().item<double>(), 1e-5);
  EXPECT_LT(paper.std(1).max().item<double>(), 1e-5);
  EXPECT_GT((inside.mean(1) - paper.mean(1)).abs().max().item<double>(), 1e-4);
}

TEST(PalettePainter, KindsOfColorAreChosenAsLibTorchDoes) {
  const Case data;
  constexpr double agreement = 0.6;
  constexpr double bandwidth = 30;
  const torch::Tensor rgb = data.palette.contiguous();
  const torch::Tensor likeness =
      torch::tensor(color_likeness({rgb.const_data_ptr<float>(), 3 * colors}, bandwidth))
          .view({colors, colors});
  const auto chances = [&](double agreed) {
    return torch::softmax(agree_in_regions(data.logits, regions(), 6, agreed).permute({0, 2, 3, 1}),
                          3);
  };
  torch::Tensor weights = chances(agreement) * like_color_counts(chances(1), likeness);
  weights = weights / weights.sum(3, true);
  const torch::Tensor expected = torch::matmul(weights, data.palette).permute({0, 3, 1, 2});
  EXPECT_LT(largest_difference(data.painted(agreement, torch::kFloat32, bandwidth), expected),
            1e-3);
  EXPECT_GT(largest_difference(data.painted(agreement, torch::kFloat32), expected), 0.1);
}

TEST(AgreeInRegions, MovesLogitsToTheMeanOfTheirRegion) {
  const torch::Tensor logits = torch::tensor({1.0F, 3.0F, 8.0F, 5.0F}).view({1, 1, 1, 4});
  const torch::Tensor labels = torch::tensor({1, 1, 2, 0}, torch::kInt32).view({1, 1, 4});
  const auto agreed = [&](double agreement) {
    return agree_in_regions(logits, labels, 2, agreement).view(-1);
  };
  EXPECT_TRUE(torch::allclose(agreed(1), torch::tensor({2.0F, 2.0F, 8.0F, 5.0F})));
  EXPECT_TRUE(torch::allclose(agreed(0.5), torch::tensor({1.5F, 2.5F, 8.0F, 5.0F})));
  EXPECT_TRUE(torch::equal(agreed(0), logits.view(-1)));
}

}  // namespace
}  // namespace tintflow
