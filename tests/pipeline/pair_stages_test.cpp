#include "pipeline/pair_stages.h"

#include <gtest/gtest.h>

#include "io/encode_image.h"
#include "io/file_source.h"
#include "tests/pipeline/fakes.h"

namespace tintflow {
namespace {

Bytes png(const cv::Scalar& color) {
  return *encode_image({cv::Mat(20, 20, CV_8UC3, color), {}}, {});
}

/// Red color on the left, a gray drawing on the right.
Encoded encoded_pair() {
  cv::Mat pixels(20, 40, CV_8UC3, cv::Scalar(200, 0, 0));
  pixels.colRange(20, 40).setTo(cv::Scalar::all(100));
  return encoded_picture({3, 0}, *encode_image({pixels, {}}, {}));
}

Expected<Sample> run(const FeedStages& stages, const Encoded& pair = encoded_pair()) {
  return stages.decode.run(pair)
      .and_then(stages.split.run)
      .and_then(stages.composite.run)
      .and_then(stages.crop.run)
      .and_then(stages.resize.run)
      .and_then([&](const Sample& sample) -> Expected<Sample> {
        return stages.extract_lines ? stages.extract_lines->run(sample) : sample;
      })
      .and_then([&](const Sample& sample) -> Expected<Sample> {
        return stages.augment ? stages.augment->run(sample) : sample;
      })
      .and_then(stages.normalize.run);
}

TEST(PairStages, NumberRegionsWhereAskedTo) {
  EXPECT_TRUE(pair_stages({.side = 10}, 0).annotate.empty());
  const FeedStages stages = pair_stages({.side = 10, .label_regions = true}, 0);
  ASSERT_EQ(stages.annotate.size(), 1U);
  EXPECT_EQ(stages.annotate.front().name, "regions");
}

TEST(PairStages, MakeADrawingAndItsColor) {
  const auto sample = run(pair_stages({.side = 10}, 0));
  ASSERT_TRUE(sample);
  EXPECT_EQ(sample->input.size(), cv::Size(10, 10));
  EXPECT_EQ(sample->target.size(), cv::Size(10, 10));
  EXPECT_FLOAT_EQ(sample->input.at<cv::Vec3f>(5, 5)[0], 100 / 127.5F - 1);
  EXPECT_FLOAT_EQ(sample->target.at<cv::Vec3f>(5, 5)[0], 200 / 127.5F - 1);
  EXPECT_FLOAT_EQ(sample->target.at<cv::Vec3f>(5, 5)[1], -1);
  EXPECT_TRUE(sample->drawing.pixels.empty());
}

TEST(PairStages, TakeTheOtherHalfForTheDrawing) {
  const auto sample = run(pair_stages({.layout = PairLayout::sketch_color, .side = 10}, 0));
  ASSERT_TRUE(sample);
  EXPECT_FLOAT_EQ(sample->input.at<cv::Vec3f>(5, 5)[0], 200 / 127.5F - 1);
}

TEST(PairStages, LeaveBytesWhereAsked) {
  const auto sample = run(pair_stages({.side = 10, .normalize = false}, 0));
  ASSERT_TRUE(sample);
  ASSERT_EQ(sample->input.type(), CV_8UC3);
  EXPECT_EQ(sample->input.at<cv::Vec3b>(5, 5), cv::Vec3b(100, 100, 100));
  EXPECT_EQ(sample->target.at<cv::Vec3b>(5, 5), cv::Vec3b(200, 0, 0));
}

TEST(PairStages, TakeTwoFiles) {
  Encoded pair = encoded_picture({3, 0}, png(cv::Scalar::all(100)));
  pair.color = std::make_shared<const Bytes>(png({200, 0, 0}));
  const auto sample = run(pair_stages({.layout = PairLayout::folders, .side = 10}, 0), pair);
  ASSERT_TRUE(sample) << sample.error();
  EXPECT_FLOAT_EQ(sample->input.at<cv::Vec3f>(5, 5)[0], 100 / 127.5F - 1);
  EXPECT_FLOAT_EQ(sample->target.at<cv::Vec3f>(5, 5)[0], 200 / 127.5F - 1);
}

TEST(PairStages, RefuseOneFileWhereThereShouldBeTwo) {
  const Encoded alone = encoded_picture({3, 0}, png(cv::Scalar::all(100)));
  EXPECT_FALSE(run(pair_stages({.layout = PairLayout::folders, .side = 10}, 0), alone));
}

TEST(PairStages, ExtractTheLinesOfColorAlone) {
  const auto sample = run(pair_stages({.layout = PairLayout::color, .side = 10}, 0));
  ASSERT_TRUE(sample) << sample.error();
  EXPECT_FLOAT_EQ(sample->target.at<cv::Vec3f>(5, 1)[0], 200 / 127.5F - 1);
  EXPECT_FLOAT_EQ(sample->target.at<cv::Vec3f>(5, 8)[0], 100 / 127.5F - 1);
  EXPECT_FLOAT_EQ(sample->input.at<cv::Vec3f>(5, 0)[0], 1) << "white paper";
}

TEST(PairStages, ExtractOtherLinesInAnotherEpoch) {
  const PairStageOptions options{.layout = PairLayout::color, .side = 20};
  const auto first = run(pair_stages(options, 0));
  const auto same = run(pair_stages(options, 0));
  ASSERT_TRUE(first && same);
  EXPECT_EQ(cv::norm(first->input, same->input, cv::NORM_INF), 0);
  bool changes = false;
  for (std::uint64_t epoch = 1; epoch < 5; ++epoch) {
    const auto later = run(pair_stages(options, epoch));
    changes |= cv::norm(first->input, later->input, cv::NORM_INF) > 0;
    EXPECT_EQ(cv::norm(first->target, later->target, cv::NORM_INF), 0);
  }
  EXPECT_TRUE(changes);
}

TEST(PairStages, CropWhatAugmentationLoadsLarger) {
  const PairStageOptions options{
      .side = 10, .load_side = 14, .augment = AugmentOptions{.noise = 20}};
  const auto first = run(pair_stages(options, 0));
  const auto same = run(pair_stages(options, 0));
  const auto later = run(pair_stages(options, 1));
  ASSERT_TRUE(first && same && later);
  EXPECT_EQ(first->input.size(), cv::Size(10, 10));
  EXPECT_EQ(cv::norm(first->input, same->input, cv::NORM_INF), 0);
  EXPECT_GT(cv::norm(first->input, later->input, cv::NORM_INF), 0);
}

TEST(PairStages, KeepToTheLimits) {
  const auto sample = run(pair_stages({.limits = {.max_pixels = 100}}, 0));
  ASSERT_FALSE(sample);
  EXPECT_NE(sample.error().find("more than the limit"), std::string::npos);
}

}  // namespace
}  // namespace tintflow
