#include "pipeline/colorize_graph.h"

#include <latch>
#include <mutex>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "io/errors.h"
#include "pipeline/item_id.h"
#include "tests/pipeline/fakes.h"
#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

using testing::Each;
using testing::ElementsAre;

RunSummary run(Source& source, const ColorizeStages& stages, const Generator& generator,
               const GraphOptions& options, RunObserver& observer) {
  FakeSink sink;
  return run_colorize(source, stages, generator, sink, options, observer, {});
}

TEST(ColorizeGraph, RunsAsManyBodiesAtOnceAsThereAreThreads) {
  for (int threads = 1; threads <= 5; ++threads) {
    const Watchdog watchdog("threads " + std::to_string(threads));
    std::latch all_here(threads);
    Gauge running;
    const Disturb meet = [&](const char* stage, FrameId) -> std::optional<std::string> {
      running.enter();
      if (std::string(stage) == "decode") all_here.arrive_and_wait();
      running.leave();
      return std::nullopt;
    };
    FakeSource source(static_cast<std::uint64_t>(threads));
    Recorder recorder;
    (void)run(source, fake_colorize_stages(meet), FakeGenerator(), {.threads = threads}, recorder);
    EXPECT_EQ(running.peak(), threads);
  }
}

TEST(ColorizeGraph, WaitsForADeviceOutsideTheArena) {
  const Watchdog watchdog("device");
  std::mutex mutex;
  std::set<std::thread::id> workers;
  std::set<std::thread::id> generating;
  const Disturb note_worker = [&](const char*, FrameId) -> std::optional<std::string> {
    const std::scoped_lock lock(mutex);
    workers.insert(std::this_thread::get_id());
    return std::nullopt;
  };
  FakeGenerator generator(true,
                          [&](const Batch&) { generating.insert(std::this_thread::get_id()); });
  FakeSource source(40);
  Recorder recorder;
  const RunSummary summary = run(source, fake_colorize_stages(note_worker), generator,
                                 {.threads = 4, .batch_size = 4}, recorder);
  EXPECT_EQ(summary.written, 40);
  ASSERT_EQ(generating.size(), 1);
  EXPECT_FALSE(workers.contains(*generating.begin()));
}

TEST(ColorizeGraph, FillsEveryBatchWhileItemsKeepComing) {
  const Watchdog watchdog("full batches");
  std::mutex mutex;
  std::vector<int> counts;
  FakeGenerator generator(false, [&](const Batch& batch) {
    const std::scoped_lock lock(mutex);
    counts.push_back(batch.count());
  });
  FakeSource source(64);
  Recorder recorder;
  (void)run(source, fake_colorize_stages(undisturbed), generator,
            {.threads = 2, .batch_size = 8, .in_flight = 64}, recorder);
  EXPECT_EQ(counts.size(), 8);
  EXPECT_THAT(counts, Each(8));
}

TEST(ColorizeGraph, BatchesWhatTheBudgetAllowsWhereItIsBelowTheBatchSize) {
  const Watchdog watchdog("small budget");
  std::vector<int> counts;
  FakeGenerator generator(true, [&](const Batch& batch) { counts.push_back(batch.count()); });
  FakeSource source(6);
  Recorder recorder;
  const RunSummary summary = run(source, fake_colorize_stages(undisturbed), generator,
                                 {.threads = 2, .batch_size = 8, .in_flight = 3}, recorder);
  EXPECT_EQ(summary.written, 6);
  EXPECT_EQ(summary.in_flight_peak, 3);
  EXPECT_EQ(counts.front(), 3);
}

TEST(ColorizeGraph, SendsALoneItemOnWhenItsBatchTimesOut) {
  const Watchdog watchdog("timeout");
  std::latch first_finished(1);
  // The second item comes only after the first went all the way, so only the timeout can help it.
  FakeSource source(2, [&](std::uint64_t index) {
    if (index == 1) first_finished.wait();
    return fake_encoded({index, index});
  });
  Recorder recorder;
  recorder.after_each = [&] {
    if (recorder.finished.size() == 1) first_finished.count_down();
  };
  const RunSummary summary =
      run(source, fake_colorize_stages(undisturbed), FakeGenerator(),
          {.batch_size = 8, .batch_timeout = std::chrono::milliseconds(1)}, recorder);
  EXPECT_EQ(summary.written, 2);
}

TEST(ColorizeGraph, FailsEachSampleOfABatchThatTheGeneratorThrowsOn) {
  const Watchdog watchdog("bad batch");
  FakeGenerator generator(false, [](const Batch&) { throw std::runtime_error("no memory"); });
  FakeSource source(4);
  Recorder recorder;
  const RunSummary summary = run(source, fake_colorize_stages(undisturbed), generator,
                                 {.batch_size = 4, .ordered = true}, recorder);
  EXPECT_EQ(summary.failed, 4);
  for (const auto& item : recorder.finished) {
    ASSERT_FALSE(item);
    EXPECT_EQ(item.error().stage, "generate");
    EXPECT_EQ(item.error().reason, "no memory");
  }
  EXPECT_FALSE(summary.fatal_error);
}

TEST(ColorizeGraph, EndsOnAFatalErrorOfTheSinkAndReportsWhatWasAdmitted) {
  const Watchdog watchdog("disk full");
  FakeSource source(1000);
  FakeSink sink([](const char*, FrameId id) -> std::optional<std::string> {
    if (id.index >= 5) throw FatalError("disk full");
    return std::nullopt;
  });
  Recorder recorder;
  const RunSummary summary =
      run_colorize(source, fake_colorize_stages(undisturbed), FakeGenerator(), sink,
                   {.batch_size = 2, .in_flight = 4, .ordered = true}, recorder, {});
  EXPECT_EQ(summary.fatal_error, "disk full");
  EXPECT_EQ(summary.written, 5);
  EXPECT_LT(summary.inputs, 20);
  EXPECT_EQ(recorder.finished.size(), summary.inputs);
  EXPECT_FALSE(summary.stopped);
}

TEST(ColorizeGraph, EndsOnAnExceptionOfTheSource) {
  const Watchdog watchdog("source throws");
  FakeSource source(10, [](std::uint64_t index) -> Result<Encoded> {
    if (index == 3) throw std::runtime_error("pipe broke");
    return fake_encoded({index, index});
  });
  Recorder recorder;
  const RunSummary summary =
      run(source, fake_colorize_stages(undisturbed), FakeGenerator(), {}, recorder);
  EXPECT_EQ(summary.fatal_error, "pipe broke");
  EXPECT_EQ(summary.written, 3);
}

TEST(ColorizeGraph, EndsOnAnExceptionOfTheObserver) {
  const Watchdog watchdog("observer throws");
  FakeSource source(1000);
  Recorder recorder;
  recorder.after_each = [] { throw std::runtime_error("standard output closed"); };
  const RunSummary summary = run(source, fake_colorize_stages(undisturbed), FakeGenerator(),
                                 {.batch_size = 2, .in_flight = 4}, recorder);
  EXPECT_EQ(summary.fatal_error, "standard output closed");
  EXPECT_EQ(recorder.finished.size(), summary.inputs);
}

TEST(ColorizeGraph, AdmitsNothingAfterAStopRequest) {
  std::stop_source stop;
  stop.request_stop();
  FakeSource source(10);
  FakeSink sink;
  Recorder recorder;
  const RunSummary summary = run_colorize(source, fake_colorize_stages(undisturbed),
                                          FakeGenerator(), sink, {}, recorder, stop.get_token());
  EXPECT_TRUE(summary.stopped);
  EXPECT_EQ(summary.inputs, 0);
  EXPECT_EQ(summary.bottleneck, "");
}

TEST(ColorizeGraph, SummarizesStagesInTheirOrder) {
  FakeSource source(5, [](std::uint64_t index) -> Result<Encoded> {
    if (index == 0) return tl::unexpected(Failure{{0, 0}, "read", "permission denied"});
    return fake_encoded({index, index});
  });
  const Disturb fail_one = [](const char* stage, FrameId id) -> std::optional<std::string> {
    if (std::string(stage) == "crop" && id.index == 1) return "outside of the picture";
    return std::nullopt;
  };
  Recorder recorder;
  const RunSummary summary =
      run(source, fake_colorize_stages(fail_one), FakeGenerator(), {}, recorder);
  std::vector<std::string> names;
  std::vector<std::uint64_t> items;
  std::vector<std::uint64_t> failed;
  for (const StageSummary& stage : summary.stages) {
    names.push_back(stage.name);
    items.push_back(stage.items);
    failed.push_back(stage.failed);
  }
  EXPECT_THAT(names, ElementsAre("read", "decode", "split", "composite", "ink", "clean", "crop",
                                 "resize", "normalize", "batch", "generate", "unbatch", "restore",
                                 "encode", "write"));
  EXPECT_THAT(items, ElementsAre(5, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3));
  EXPECT_THAT(failed, ElementsAre(1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0));
  EXPECT_EQ(summary.inputs, 5);
  EXPECT_EQ(summary.written, 3);
  EXPECT_EQ(summary.failed, 2);
}

}  // namespace
}  // namespace tintflow
