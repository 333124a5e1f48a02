#include "pipeline/repeats.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

/// A drawing of one level.
Result<Sample> drawing(std::uint64_t index, int level) {
  Sample sample;
  sample.id = {0, index};
  sample.input = cv::Mat(4, 4, CV_8UC3, cv::Scalar::all(level));
  return sample;
}

Result<Sample> failed(std::uint64_t index) {
  return tl::unexpected(Failure{{0, index}, "decode", "damaged"});
}

Result<Colored> colored(std::uint64_t index, int level) {
  return Colored{*drawing(index, level), cv::Mat(4, 4, CV_8UC3, cv::Scalar::all(255 - level))};
}

TEST(RepeatFinder, FindsTheDrawingThatWasColored) {
  RepeatFinder finder(Likeness::exact);
  EXPECT_EQ(finder.original_of(drawing(0, 10)), std::nullopt);
  EXPECT_EQ(finder.original_of(drawing(1, 10)), 0);
  EXPECT_EQ(finder.original_of(drawing(2, 11)), std::nullopt);
  EXPECT_EQ(finder.original_of(failed(3)), std::nullopt);
  EXPECT_EQ(finder.original_of(drawing(4, 10)), 0);
  EXPECT_EQ(finder.original_of(drawing(5, 11)), 2);
}

TEST(RepeatFinder, LetsNoNoiseAddUp) {
  RepeatFinder finder(Likeness::near);
  EXPECT_EQ(finder.original_of(drawing(0, 100)), std::nullopt);
  EXPECT_EQ(finder.original_of(drawing(1, 100 + kCodecNoiseOfMeans)), 0);
  EXPECT_EQ(finder.original_of(drawing(2, 101 + kCodecNoiseOfMeans)), std::nullopt);
}

TEST(RepeatFinder, ForgetsTheOldest) {
  RepeatFinder finder(Likeness::exact);
  const auto count = static_cast<int>(kRecentDrawings);
  for (int i = 0; i < count; ++i) (void)finder.original_of(drawing(i, i));
  EXPECT_EQ(finder.original_of(drawing(count, 0)), 0);
  (void)finder.original_of(failed(count + 1));
  EXPECT_EQ(finder.original_of(drawing(count + 2, 0)), std::nullopt);
}

TEST(RecentColors, GivesTheColorsOfTheOriginalToTheRepeatsOwnDrawing) {
  RecentColors colors;
  colors.keep(colored(0, 10));
  const Result<Colored> result = colors.color({*drawing(3, 12), 0});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->sample.id.index, 3);
  EXPECT_EQ(result->sample.input.at<cv::Vec3b>(0, 0)[0], 12);
  EXPECT_EQ(result->color.at<cv::Vec3b>(0, 0)[0], 245);
}

TEST(RecentColors, FailsRepeatsOfWhatFailed) {
  RecentColors colors;
  colors.keep(tl::unexpected(Failure{{0, 7}, "generate", "no memory"}));
  const Result<Colored> result = colors.color({*drawing(9, 1), 7});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().id.index, 9);
  EXPECT_EQ(result.error().stage, "generate");
  EXPECT_EQ(result.error().reason, "no memory");
}

TEST(RecentColors, HoldsWhatTheFinderRefersTo) {
  RepeatFinder finder(Likeness::exact);
  RecentColors colors;
  for (int i = 0; i < 1000; ++i) {
    const int level = i * i % 61 % 40;
    const auto item = i % 17 == 3 ? failed(i) : drawing(i, level);
    if (const auto original = finder.original_of(item)) {
      const Result<Colored> result = colors.color({*item, *original});
      ASSERT_TRUE(result);
      EXPECT_EQ(result->color.at<cv::Vec3b>(0, 0)[0], 255 - level);
    } else if (item) {
      colors.keep(colored(i, level));
    } else {
      colors.keep(tl::unexpected(item.error()));
    }
  }
}

}  // namespace
}  // namespace tintflow
