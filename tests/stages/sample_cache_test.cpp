#include "stages/sample_cache.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

constexpr std::size_t kPairBytes = 2 * 3 * 4 * 4;

Sample pair_of(std::uint64_t source) {
  Sample sample;
  sample.id = {source, 0};
  sample.input = cv::Mat(4, 4, CV_8UC3, cv::Scalar::all(static_cast<double>(source)));
  sample.target = cv::Mat(4, 4, CV_8UC3, cv::Scalar::all(100));
  return sample;
}

TEST(SampleCache, GivesSamplesUnderTheIdThatIsAskedFor) {
  SampleCache cache(10 * kPairBytes);
  const Sample kept = pair_of(5);
  cache.keep(kept);
  EXPECT_TRUE(cache.contains(5));
  const auto found = cache.find({5, 77});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, (FrameId{5, 77}));
  EXPECT_EQ(found->input.data, kept.input.data);
  EXPECT_EQ(found->target.data, kept.target.data);
}

TEST(SampleCache, HasNothingThatItWasNotGiven) {
  const SampleCache cache(kPairBytes);
  EXPECT_FALSE(cache.contains(5));
  EXPECT_FALSE(cache.find({5, 0}));
}

TEST(SampleCache, TakesWhatFitsAndKeepsIt) {
  SampleCache cache(2 * kPairBytes + kPairBytes / 2);
  for (std::uint64_t source = 0; source < 4; ++source) cache.keep(pair_of(source));
  EXPECT_TRUE(cache.contains(0));
  EXPECT_TRUE(cache.contains(1));
  EXPECT_FALSE(cache.contains(2));
  EXPECT_FALSE(cache.contains(3));
}

TEST(SampleCache, CountsASampleThatItHasAlreadyOnce) {
  SampleCache cache(2 * kPairBytes);
  for (int i = 0; i < 5; ++i) cache.keep(pair_of(0));
  cache.keep(pair_of(1));
  EXPECT_TRUE(cache.contains(1));
}

TEST(SampleCache, CountsDrawingsAtFullResolution) {
  SampleCache cache(kPairBytes + 100);
  Sample sample = pair_of(0);
  sample.drawing.pixels = cv::Mat(10, 10, CV_8UC3);
  cache.keep(sample);
  EXPECT_FALSE(cache.contains(0));
}

}  // namespace
}  // namespace tintflow
