#include "stages/augment.h"

#include <set>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

/// White paper with a gradient square off center, so that every geometry shows.
Sample marked_sample(std::uint64_t source = 11, int side = 286) {
  Sample sample;
  sample.id = {source, 0};
  sample.input = cv::Mat(side, side, CV_8UC3, cv::Scalar::all(255));
  for (int y = 60; y < 160; ++y) {
    for (int x = 40; x < 120; ++x) {
      sample.input.at<cv::Vec3b>(y, x) =
          cv::Vec3b(static_cast<unsigned char>(x), static_cast<unsigned char>(y), 50);
    }
  }
  sample.target = sample.input.clone();
  return sample;
}

Augment everything(std::uint64_t seed, std::uint64_t epoch) {
  return {.options = paper_augmentation(), .side = 256, .seed = seed, .epoch = epoch};
}

bool equal(const cv::Mat& a, const cv::Mat& b) { return cv::norm(a, b, cv::NORM_INF) == 0; }

TEST(Augment, GivesTheSameSampleForTheSameSeedEpochAndSource) {
  Sample later_in_the_stream = marked_sample();
  later_in_the_stream.id.index = 99;
  const auto first = everything(5, 2)(marked_sample());
  const auto second = everything(5, 2)(later_in_the_stream);
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(equal(first->input, second->input));
  EXPECT_TRUE(equal(first->target, second->target));
}

TEST(Augment, ChangesWithSeedEpochAndSource) {
  const cv::Mat reference = everything(5, 2)(marked_sample())->target;
  EXPECT_FALSE(equal(everything(6, 2)(marked_sample())->target, reference));
  EXPECT_FALSE(equal(everything(5, 3)(marked_sample())->target, reference));
  EXPECT_FALSE(equal(everything(5, 2)(marked_sample(12))->target, reference));
}

TEST(Augment, GivesBothHalvesTheSameGeometry) {
  Augment augment = everything(1, 1);
  augment.options.noise = 0;
  for (std::uint64_t source = 0; source < 20; ++source) {
    const auto augmented = augment(marked_sample(source));
    ASSERT_TRUE(equal(augmented->input, augmented->target)) << "source " << source;
  }
}

TEST(Augment, AddsNoiseToTheDrawingAlone) {
  Augment augment{.options = {.flip = 0, .noise = 20}, .side = 286};
  const Sample sample = marked_sample();
  const auto augmented = augment(sample);
  EXPECT_FALSE(equal(augmented->input, sample.input));
  EXPECT_TRUE(equal(augmented->target, sample.target));
}

TEST(Augment, CropsAtEveryPlaceOfTheJitter) {
  std::set<std::pair<int, int>> places;
  cv::Mat numbered(10, 10, CV_8UC3);
  for (int y = 0; y < 10; ++y) {
    for (int x = 0; x < 10; ++x) {
      numbered.at<cv::Vec3b>(y, x) =
          cv::Vec3b(static_cast<unsigned char>(x), static_cast<unsigned char>(y), 0);
    }
  }
  for (std::uint64_t source = 0; source < 200; ++source) {
    Sample jittered;
    jittered.id.source = source;
    jittered.input = numbered;
    const auto cropped = Augment{.options = {.flip = 0}, .side = 8}(jittered);
    ASSERT_EQ(cropped->input.size(), cv::Size(8, 8));
    const cv::Vec3b corner = cropped->input.at<cv::Vec3b>(0, 0);
    places.emplace(corner[0], corner[1]);
    ASSERT_TRUE(equal(cropped->input, numbered(cv::Rect(corner[0], corner[1], 8, 8))));
  }
  EXPECT_EQ(places.size(), 9U);
}

TEST(Augment, FlipsAboutHalfOfTheSamplesExactly) {
  int flipped = 0;
  for (std::uint64_t source = 0; source < 200; ++source) {
    const Sample sample = marked_sample(source, 256);
    const auto augmented = Augment{.options = {.flip = 0.5}, .side = 256}(sample);
    cv::Mat mirror;
    cv::flip(sample.input, mirror, 1);
    const bool is_mirror = equal(augmented->input, mirror);
    ASSERT_TRUE(is_mirror || equal(augmented->input, sample.input));
    flipped += is_mirror ? 1 : 0;
  }
  EXPECT_GT(flipped, 70);
  EXPECT_LT(flipped, 130);
}

TEST(Augment, ExtendsThePaperWhereThePictureEnds) {
  const cv::Mat paper(256, 256, CV_8UC3, cv::Scalar(250, 240, 220));
  Sample sample;
  sample.input = paper;
  const AugmentOptions far{.flip = 0, .rotation = 45, .shift = 0.5};
  EXPECT_TRUE(equal(Augment{.options = far, .side = 256}(sample)->input, paper));
}

TEST(Augment, RefusesASampleSmallerThanItsCrop) {
  const auto augmented = Augment{.side = 256}(marked_sample(0, 200));
  ASSERT_FALSE(augmented);
  EXPECT_EQ(augmented.error(), "the sample is smaller than the crop that training takes from it");
}

}  // namespace
}  // namespace tintflow
