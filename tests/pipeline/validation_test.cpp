#include "pipeline/validation.h"

#include <cmath>

#include <gmock/gmock.h>

#include "tests/pipeline/fake_training.h"
#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

TEST(Validate, AveragesOverAllPairs) {
  const Watchdog watchdog("validate");
  const TestFolder folder;
  ErringGenerator generator;
  generator.error_levels = 51;
  const Validation result = validate(generator, make_files(folder, "pairs", 7), fake_pair_stages(),
                                     {.threads = 2, .batch_size = 3}, 0, {});
  ASSERT_TRUE(result.metrics);
  EXPECT_EQ(result.pairs, 7);
  EXPECT_NEAR(result.metrics->l1, 51. / 255, 1e-9);
  EXPECT_NEAR(result.metrics->psnr, 20 * std::log10(5), 1e-9);
  EXPECT_FALSE(result.stopped);
}

TEST(Validate, ShowsPairsSpreadEvenlyOverTheSet) {
  const Watchdog watchdog("panel");
  const TestFolder folder;
  FeedStages stages = fake_pair_stages();
  stages.resize.run = [](const Artwork& in) -> Expected<Sample> {
    Sample sample = fake_pair(in.id);
    sample.input = cv::Mat(kSide, kSide, CV_32FC3, cv::Scalar::all(level_of(in.id) / 127.5 - 1));
    return sample;
  };
  ErringGenerator generator;
  const Validation result = validate(generator, make_files(folder, "pairs", 10), stages,
                                     {.threads = 2, .batch_size = 3}, 3, {});
  std::vector<int> shown;
  for (const PanelRow& row : result.panel) {
    ASSERT_EQ(row.size(), 3);
    EXPECT_EQ(row[1].at<cv::Vec3b>(0, 0)[0], 100);
    EXPECT_EQ(row[2].at<cv::Vec3b>(0, 0)[0], row[0].at<cv::Vec3b>(0, 0)[0]);
    shown.push_back(row[0].at<cv::Vec3b>(0, 0)[0]);
  }
  EXPECT_THAT(shown, testing::ElementsAre(0, 3, 6));
}

TEST(Validate, TakesNothingFromTheCacheOfTheTrainingPairs) {
  const Watchdog watchdog("cache");
  const TestFolder folder;
  ErringGenerator generator;
  generator.error_levels = 51;
  const auto cache = std::make_shared<SampleCache>(std::size_t{1} << 20);
  Sample other = fake_pair({0, 0});
  other.target = cv::Mat(kSide, kSide, CV_32FC3, cv::Scalar::all(-1));
  cache->keep(other);
  const Validation result = validate(generator, make_files(folder, "pairs", 1), fake_pair_stages(),
                                     {.threads = 2, .batch_size = 3, .cache = cache}, 0, {});
  ASSERT_TRUE(result.metrics);
  EXPECT_NEAR(result.metrics->l1, 51. / 255, 1e-9);
}

TEST(Validate, LeavesOutPairsThatFail) {
  const Watchdog watchdog("failures");
  const TestFolder folder;
  const Disturb fail_two = [](const char* stage, FrameId id) -> std::optional<std::string> {
    if (stage == std::string("split") && id.index < 2) return "odd width";
    return std::nullopt;
  };
  const Validation result = validate(ErringGenerator(), make_files(folder, "pairs", 5),
                                     fake_pair_stages(fail_two), {.batch_size = 4}, 0, {});
  EXPECT_EQ(result.pairs, 3);
  EXPECT_EQ(result.failures.size(), 2);
}

TEST(Validate, HasNoFiguresWithoutPairs) {
  const Validation result = validate(ErringGenerator(), {}, fake_pair_stages(), {}, 4, {});
  EXPECT_FALSE(result.metrics);
  EXPECT_TRUE(result.panel.empty());
}

TEST(Validate, StopsBetweenBatches) {
  const Watchdog watchdog("stop");
  const TestFolder folder;
  std::stop_source stop;
  ErringGenerator generator;
  generator.on_generate = [&] { stop.request_stop(); };
  const Validation result = validate(generator, make_files(folder, "pairs", 9), fake_pair_stages(),
                                     {.batch_size = 2}, 0, stop.get_token());
  EXPECT_TRUE(result.stopped);
  EXPECT_EQ(result.pairs, 2);
}

}  // namespace
}  // namespace tintflow
