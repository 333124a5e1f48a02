#include "stages/add_hints.h"

#include <set>

#include <gtest/gtest.h>

namespace tintflow {
namespace {

constexpr int side = 64;

/// A red circle's inside on blue paper, parted by a line of ink: left red, right blue.
Sample two_regions(std::uint64_t source = 3) {
  Sample sample;
  sample.id = {source, 0};
  sample.input = cv::Mat(side, side, CV_8UC3, cv::Scalar::all(255));
  sample.input.col(20).setTo(cv::Scalar::all(0));
  sample.target = cv::Mat(side, side, CV_8UC3, cv::Scalar(0, 0, 255));
  sample.target.colRange(0, 20).setTo(cv::Scalar(255, 0, 0));
  return sample;
}

int hinted_pixels(const Sample& sample) {
  cv::Mat mask;
  cv::extractChannel(sample.hints, mask, 3);
  return cv::countNonZero(mask);
}

TEST(DrawHints, DrawsSquaresAndCutsThemAtTheBorder) {
  const ColorHint hints[] = {{.x = 0, .y = 1, .color = {255, 0, 51}, .size = 3}};
  const cv::Mat drawn = draw_hints(hints, 4);
  ASSERT_EQ(drawn.type(), CV_32FC4);
  const auto value = drawn.at<cv::Vec4f>(1, 0);
  EXPECT_FLOAT_EQ(value[0], 1);
  EXPECT_FLOAT_EQ(value[1], -1);
  EXPECT_FLOAT_EQ(value[2], -0.6F);
  EXPECT_FLOAT_EQ(value[3], 1);
  for (int y = 0; y < 4; ++y) {
    for (int x = 0; x < 4; ++x) {
      EXPECT_EQ(drawn.at<cv::Vec4f>(y, x)[3], x <= 1 && y <= 2 ? 1 : 0) << x << ' ' << y;
      if (x > 1 || y > 2) {
        EXPECT_EQ(drawn.at<cv::Vec4f>(y, x), cv::Vec4f());
      }
    }
  }
}

TEST(AddHints, GivesTrueColorsAwayFromInk) {
  bool red = false;
  bool blue = false;
  for (std::uint64_t source = 0; source < 20; ++source) {
    const auto hinted = AddHints{.count = 5}(two_regions(source));
    ASSERT_TRUE(hinted);
    EXPECT_GE(hinted_pixels(*hinted), 9);
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        const auto hint = hinted->hints.at<cv::Vec4f>(y, x);
        if (hint[3] == 0) continue;
        EXPECT_NE(x, 20);
        EXPECT_EQ(hint, x < 20 ? cv::Vec4f(1, -1, -1, 1) : cv::Vec4f(-1, -1, 1, 1));
        (x < 20 ? red : blue) = true;
      }
    }
  }
  EXPECT_TRUE(red);
  EXPECT_TRUE(blue);
}

TEST(AddHints, SmallRegionsAreAsLikelyAsLargeOnes) {
  Sample sample = two_regions();
  sample.input.setTo(cv::Scalar::all(255));
  sample.input(cv::Rect(10, 10, 9, 9)).setTo(cv::Scalar::all(0));
  sample.input(cv::Rect(11, 11, 7, 7)).setTo(cv::Scalar::all(255));
  int inside = 0;
  for (std::uint64_t source = 0; source < 200; ++source) {
    sample.id.source = source;
    const auto hinted = AddHints{.count = 1}(sample);
    const cv::Mat part = hinted->hints(cv::Rect(11, 11, 7, 7));
    if (cv::norm(part) > 0) ++inside;
  }
  EXPECT_NEAR(inside, 100, 40);
}

TEST(AddHints, HalfOfTheSamplesGetNone) {
  int without = 0;
  std::set<int> amounts;
  for (std::uint64_t source = 0; source < 200; ++source) {
    const int pixels = hinted_pixels(*AddHints{}(two_regions(source)));
    EXPECT_LE(pixels, 20 * 49);
    if (pixels == 0) ++without;
    amounts.insert(pixels);
  }
  EXPECT_NEAR(without, 105, 35);
  EXPECT_GT(amounts.size(), 30U);
}

TEST(AddHints, DependsOnSeedEpochAndSourceAlone) {
  const auto hints = [](std::uint64_t seed, std::uint64_t epoch, std::uint64_t source) {
    Sample sample = two_regions(source);
    sample.id.index = seed + epoch;
    return AddHints{.count = 3, .seed = seed, .epoch = epoch}(sample)->hints;
  };
  const cv::Mat once = hints(1, 2, 3);
  EXPECT_EQ(cv::norm(once, hints(1, 2, 3), cv::NORM_INF), 0);
  EXPECT_GT(cv::norm(once, hints(2, 2, 3), cv::NORM_INF), 0);
  EXPECT_GT(cv::norm(once, hints(1, 3, 3), cv::NORM_INF), 0);
  EXPECT_GT(cv::norm(once, hints(1, 2, 4), cv::NORM_INF), 0);
}

TEST(AddHints, DrawingWithoutRoomGetsNone) {
  Sample sample = two_regions();
  sample.input.setTo(cv::Scalar::all(0));
  EXPECT_EQ(hinted_pixels(*AddHints{.count = 5}(sample)), 0);
}

}  // namespace
}  // namespace tintflow
