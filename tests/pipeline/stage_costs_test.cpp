#include "pipeline/stage_costs.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <time.h>

#include "tests/pipeline/fakes.h"

namespace tintflow {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> names_of(const std::vector<StageCost>& costs) {
  std::vector<std::string> names;
  for (const StageCost& cost : costs) names.push_back(cost.name);
  return names;
}

/// Keeps the calling thread's processor busy for so long.
void work_for(double milliseconds) {
  timespec now{};
  const auto used = [&] {
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
  };
  const double end = used() + milliseconds;
  while (used() < end) {
  }
}

TEST(MeasureColorizeStages, NamesEveryStageInItsOrder) {
  FakeSource source(5);
  FakeSink sink;
  const auto costs =
      measure_colorize_stages(source, fake_colorize_stages(undisturbed), FakeGenerator(), sink, 2);
  EXPECT_THAT(names_of(costs), ElementsAre("read", "decode", "split", "composite", "ink", "clean",
                                           "crop", "resize", "normalize", "batch", "generate",
                                           "unbatch", "restore", "encode", "write"));
}

TEST(MeasureColorizeStages, SharesABatchOutAmongItsItems) {
  FakeSource source(8);
  FakeSink sink;
  int batches = 0;
  const FakeGenerator generator(false, [&](const Batch&) {
    ++batches;
    work_for(8);
  });
  const auto costs =
      measure_colorize_stages(source, fake_colorize_stages(undisturbed), generator, sink, 4);
  EXPECT_EQ(batches, 2);
  // At least the 2 x 8 ms of work over 8 items: processor time cannot be less than what was done.
  const auto generate = std::find_if(costs.begin(), costs.end(),
                                     [](const StageCost& cost) { return cost.name == "generate"; });
  ASSERT_NE(generate, costs.end());
  EXPECT_GE(generate->core_ms, 2.0);
}

TEST(MeasureColorizeStages, LeavesFailuresOut) {
  FakeSource source(6);
  std::vector<std::uint64_t> written;
  FakeSink sink([&](const char*, FrameId id) -> std::optional<std::string> {
    written.push_back(id.index);
    return std::nullopt;
  });
  const auto fail_odd = [](const char* stage, FrameId id) -> std::optional<std::string> {
    if (std::string(stage) == "crop" && id.index % 2 == 1) return "odd";
    return std::nullopt;
  };
  (void)measure_colorize_stages(source, fake_colorize_stages(fail_odd), FakeGenerator(), sink, 2);
  EXPECT_THAT(written, ElementsAre(0, 2, 4));
}

TEST(MeasureFeedStages, MeasuresWhatAnnotates) {
  const ColorizeStages fakes = fake_colorize_stages(undisturbed);
  const FeedStages stages{
      .decode = fakes.decode,
      .split = fakes.split,
      .composite = fakes.composite,
      .crop = fakes.crop,
      .resize = fakes.resize,
      .augment = std::nullopt,
      .annotate = {Stage<Sample, Sample>("regions", [](const Sample& in) { return in; })},
      .normalize = fakes.normalize};
  FakeSource source(2);
  EXPECT_THAT(names_of(measure_feed_stages(source, stages, 2)),
              ElementsAre("read", "decode", "split", "composite", "crop", "resize", "regions",
                          "normalize", "batch"));
}

TEST(MeasureFeedStages, MeasuresExtractionAndAugmentationOnlyWhereTheyAre) {
  const ColorizeStages fakes = fake_colorize_stages(undisturbed);
  FeedStages stages{fakes.decode, fakes.split, fakes.composite, fakes.crop, fakes.resize,
                    std::nullopt, {},          fakes.normalize};
  FakeSource plain(3);
  EXPECT_THAT(
      names_of(measure_feed_stages(plain, stages, 2)),
      ElementsAre("read", "decode", "split", "composite", "crop", "resize", "normalize", "batch"));
  stages.augment = Stage<Sample, Sample>("augment", [](const Sample& in) { return in; });
  stages.extract_lines =
      Stage<Sample, Sample>("extract lines", [](const Sample& in) { return in; });
  FakeSource augmented(3);
  EXPECT_THAT(names_of(measure_feed_stages(augmented, stages, 2)),
              ElementsAre("read", "decode", "split", "composite", "crop", "resize", "extract lines",
                          "augment", "normalize", "batch"));
}

}  // namespace
}  // namespace tintflow
