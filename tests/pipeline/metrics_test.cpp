#include "pipeline/metrics.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

TEST(StageMetrics, CountsItemsAndFailures) {
  StageMetrics metrics("crop", Resource::cores);
  { const StageMetrics::Call call(metrics, 1); }
  {
    StageMetrics::Call call(metrics, 3);
    call.set_failed();
  }
  const StageSummary summary = metrics.summary();
  EXPECT_EQ(summary.name, "crop");
  EXPECT_EQ(summary.items, 4);
  EXPECT_EQ(summary.failed, 3);
  EXPECT_GT(summary.busy_seconds, 0);
  EXPECT_DOUBLE_EQ(summary.mean_ms, summary.busy_seconds * 1e3 / 4);
  EXPECT_LE(summary.p50_ms, summary.p99_ms);
}

TEST(StageMetrics, TellsHowManyCallsRanAtOnce) {
  StageMetrics metrics("crop", Resource::cores);
  {
    const StageMetrics::Call one(metrics, 1);
    const StageMetrics::Call two(metrics, 1);
  }
  { const StageMetrics::Call three(metrics, 1); }
  EXPECT_EQ(metrics.summary().threads, 2);
}

TEST(StageMetrics, OfACallWithoutItemsHaveNoMean) {
  StageMetrics metrics("read", Resource::reader);
  {
    StageMetrics::Call call(metrics, 1);
    call.set_items(0);
  }
  EXPECT_EQ(metrics.summary().items, 0);
  EXPECT_EQ(metrics.summary().mean_ms, 0);
}

TEST(RunMetrics, KeepTheOrderOfStages) {
  RunMetrics metrics;
  StageMetrics& first = metrics.add("read", Resource::reader);
  for (int i = 0; i < 100; ++i) metrics.add("more");
  EXPECT_EQ(first.name(), "read");
  EXPECT_EQ(metrics.summaries().front().name, "read");
  EXPECT_EQ(metrics.summaries().size(), 101);
}

StageSummary busy(const char* name, Resource resource, double seconds) {
  StageSummary stage;
  stage.name = name;
  stage.resource = resource;
  stage.busy_seconds = seconds;
  return stage;
}

TEST(FindBottleneck, IsTheLongestStageOfTheBusiestResource) {
  const std::vector<StageSummary> stages = {
      busy("read", Resource::reader, 3), busy("decode", Resource::cores, 4),
      busy("generate", Resource::cores, 5), busy("write", Resource::writers, 8)};
  EXPECT_EQ(find_bottleneck(stages, 2, 2), "generate");  // 4.5 s a worker, 4 a writer, 3 reading
  EXPECT_EQ(find_bottleneck(stages, 4, 2), "write");
  EXPECT_EQ(find_bottleneck(stages, 4, 4), "read");
}

TEST(FindBottleneck, SeesADeviceApartFromTheCores) {
  const std::vector<StageSummary> stages = {busy("decode", Resource::cores, 6),
                                            busy("generate", Resource::device, 5)};
  EXPECT_EQ(find_bottleneck(stages, 2, 1), "generate");
  EXPECT_EQ(find_bottleneck(stages, 1, 1), "decode");
}

TEST(FindBottleneck, IsEmptyWhenNothingRan) {
  EXPECT_EQ(find_bottleneck({}, 1, 1), "");
  EXPECT_EQ(find_bottleneck({busy("decode", Resource::cores, 0)}, 1, 1), "");
}

}  // namespace
}  // namespace tintflow
