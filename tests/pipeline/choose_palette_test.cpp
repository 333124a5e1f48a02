#include "pipeline/choose_palette.h"

#include <gmock/gmock.h>

#include "io/errors.h"
#include "tests/pipeline/fake_training.h"
#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::SizeIs;
using testing::ThrowsMessage;

const cv::Scalar white = cv::Scalar::all(1);

/// Pairs that are white above; below, region 2 has a color of its own for each pair.
TrainingData halves_of(const TestFolder& folder, const std::vector<cv::Scalar>& colors) {
  const auto stages_of_epoch = [colors](std::int64_t /*epoch*/) {
    FeedStages stages = fake_pair_stages();
    stages.resize.run = [colors](const Artwork& in) -> Expected<Sample> {
      Sample sample = fake_pair(in.id);
      const cv::Rect lower(0, kSide / 2, kSide, kSide / 2);
      cv::Mat truth(kSide, kSide, CV_32FC3, white);
      truth(lower) = colors[in.id.source];
      sample.target = truth;
      sample.regions = cv::Mat(kSide, kSide, CV_32SC1, cv::Scalar(1));
      sample.regions(lower) = 2;
      return sample;
    };
    return stages;
  };
  return {.training = make_files(folder, "pairs", static_cast<int>(colors.size())),
          .validation = {},
          .training_stages = stages_of_epoch,
          .validation_stages = fake_pair_stages()};
}

Palette chosen_palette(const TrainingData& data, int size, std::uint64_t seed = 1) {
  return choose_palette(data, size, seed, {.threads = 2, .batch_size = 2}).value();
}

std::vector<cv::Vec3f> chosen(const TrainingData& data, int size, std::uint64_t seed = 1) {
  return chosen_palette(data, size, seed).colors;
}

testing::Matcher<cv::Vec3f> is_about(double red, double green, double blue) {
  return testing::Truly([=](const cv::Vec3f& color) {
    return cv::norm(color - cv::Vec3f(cv::Vec3d(red, green, blue))) < 0.02;
  });
}

TEST(ChoosePalette, FindsTheColorsOfTheRegions) {
  const Watchdog watchdog("palette");
  const TestFolder folder;
  const TrainingData data = halves_of(folder, {{1, -1, -1}, {-1, 1, -1}, {1, -1, -1}, {0, 0, 0.5}});
  const auto palette = chosen(data, 4);
  EXPECT_THAT(palette, AllOf(SizeIs(4), Contains(cv::Vec3f(1, 1, 1)), Contains(is_about(1, -1, -1)),
                             Contains(is_about(-1, 1, -1)), Contains(is_about(0, 0, 0.5))));
}

TEST(ChoosePalette, TellsHowOftenAColorIsRight) {
  const Watchdog watchdog("palette shares");
  const TestFolder folder;
  const cv::Scalar red(1, -1, -1);
  const Palette palette = chosen_palette(halves_of(folder, {red, red, red, {-1, -1, 1}}), 3);
  ASSERT_THAT(palette.shares, SizeIs(3));
  for (std::size_t i = 0; i < 3; ++i) {
    const bool is_white = palette.colors[i] == cv::Vec3f(1, 1, 1);
    const bool is_red = palette.colors[i] == cv::Vec3f(1, -1, -1);
    EXPECT_NEAR(palette.shares[i], is_white ? 0.5 : is_red ? 0.375 : 0.125, 0.001);
  }
}

TEST(ChoosePalette, FewerThanThereAreBringTogetherWhatIsAlike) {
  const Watchdog watchdog("palette of alike");
  const TestFolder folder;
  const TrainingData data =
      halves_of(folder, {{1, -1, -1}, {0.96, -0.96, -0.96}, {-1, -1, 1}, {-0.96, -0.96, 0.96}});
  const auto palette = chosen(data, 3);
  EXPECT_THAT(palette, AllOf(SizeIs(3), Contains(cv::Vec3f(1, 1, 1))));
  for (const cv::Vec3f& color : palette) EXPECT_GE(std::abs(color[2]), 0.95F) << color;
}

TEST(ChoosePalette, FewerColorsThanAskedForComeTwice) {
  const Watchdog watchdog("palette of one");
  const TestFolder folder;
  EXPECT_THAT(chosen(halves_of(folder, {white}), 4), AllOf(SizeIs(4), Each(cv::Vec3f(1, 1, 1))));
}

TEST(ChoosePalette, TheSeedDecides) {
  const Watchdog watchdog("palette seeds");
  const TestFolder folder;
  std::vector<cv::Scalar> colors;
  for (int i = 0; i < 20; ++i) colors.emplace_back(0.1 * i - 1, 1 - 0.07 * i, 0.002 * i * i);
  const TrainingData data = halves_of(folder, colors);
  EXPECT_EQ(chosen(data, 5, 3), chosen(data, 5, 3));
}

TEST(ChoosePalette, AnySeedFindsColorsThatLieApart) {
  const Watchdog watchdog("palette of seed 0");
  const TestFolder folder;
  std::vector<cv::Scalar> colors;
  for (int i = 0; i < 8; ++i) {
    colors.emplace_back(i & 1 ? 0.8 : -0.8, i & 2 ? 0.8 : -0.8, i & 4 ? 0.8 : -0.8);
  }
  const TrainingData data = halves_of(folder, colors);
  for (const std::uint64_t seed : {0, 1, 2}) {
    const auto palette = chosen(data, 9, seed);
    for (const cv::Scalar& color : colors) {
      EXPECT_THAT(palette, Contains(is_about(color[0], color[1], color[2]))) << seed;
    }
  }
}

TEST(ChoosePalette, AStopEndsIt) {
  const Watchdog watchdog("palette stopped");
  const TestFolder folder;
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(choose_palette(halves_of(folder, {white}), 2, 1, {}, stop.get_token()), std::nullopt);
}

TEST(ChoosePalette, BadPairsArePassedOver) {
  const Watchdog watchdog("palette without a pair");
  const TestFolder folder;
  const TrainingData data = halves_of(folder, {{1, -1, -1}, {-1, 1, -1}});
  std::filesystem::remove(data.training[0]);
  EXPECT_THAT(chosen(data, 2), AllOf(Contains(cv::Vec3f(1, 1, 1)), Contains(is_about(-1, 1, -1))));
}

TEST(ChoosePalette, WithoutRegionsThereIsNone) {
  const Watchdog watchdog("no palette");
  const TestFolder folder;
  const TrainingData data = halves_of(folder, {white});
  std::filesystem::remove(data.training[0]);
  EXPECT_THAT([&] { (void)chosen(data, 2); },
              ThrowsMessage<FatalError>(HasSubstr("none of the training pairs has a region")));
}

}  // namespace
}  // namespace tintflow
