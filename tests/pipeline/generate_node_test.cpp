#include "pipeline/generate_node.h"

#include <gtest/gtest.h>

#include "io/errors.h"
#include "pipeline/graph_arena.h"
#include "tests/pipeline/fakes.h"
#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

/// Sends one batch of two through a generate node; with and without a device.
class GenerateNodeTest : public testing::TestWithParam<bool> {
 protected:
  BatchResult<GeneratedBatch> generate(const BatchResult<Batch>& batch,
                                       std::function<void(const Batch&)> hook) {
    const FakeGenerator generator(GetParam(), std::move(hook));
    GraphArena arena(2);
    GenerateNode node(arena.graph(), generator, pool_, run_);
    tbb::flow::queue_node<BatchResult<GeneratedBatch>> out(arena.graph());
    tbb::flow::make_edge(node.output(), out);
    node.input().try_put(batch);
    arena.wait();
    BatchResult<GeneratedBatch> result;
    EXPECT_TRUE(out.try_get(result));
    return result;
  }

  Batch two() { return make_batch({fake_sample({7, 3}), fake_sample({8, 4})}, pool_); }

  const Watchdog watchdog_{"generate node"};
  BufferPool pool_;
  RunContext run_{8, 1000};
};

TEST_P(GenerateNodeTest, GivesTheBatchAndItsOutput) {
  const Batch batch = two();
  const auto result = generate(batch, [](const Batch&) {});
  ASSERT_TRUE(result);
  EXPECT_EQ(*result->output, *batch.input);
  EXPECT_EQ(result->batch.samples.at(1).id, (FrameId{8, 4}));
  const StageSummary summary = run_.metrics.summaries().at(0);
  EXPECT_EQ(summary.items, 2);
  EXPECT_EQ(summary.resource, GetParam() ? Resource::device : Resource::cores);
}

TEST_P(GenerateNodeTest, FailsEachSampleWhereTheGeneratorThrows) {
  const auto result = generate(two(), [](const Batch&) { throw std::runtime_error("no memory"); });
  ASSERT_FALSE(result);
  ASSERT_EQ(result.error().size(), 2);
  EXPECT_EQ(result.error()[0].id, (FrameId{7, 3}));
  EXPECT_EQ(result.error()[1].id, (FrameId{8, 4}));
  EXPECT_EQ(result.error()[1].stage, "generate");
  EXPECT_EQ(result.error()[1].reason, "no memory");
  EXPECT_EQ(run_.fatal.reason(), std::nullopt);
}

TEST_P(GenerateNodeTest, ReportsALostDevice) {
  EXPECT_FALSE(generate(two(), [](const Batch&) { throw FatalError("device lost"); }));
  EXPECT_EQ(run_.fatal.reason(), "device lost");
}

TEST_P(GenerateNodeTest, PassesAFailedBatchOn) {
  const auto result =
      generate(tl::unexpected(std::vector<Failure>{{{7, 3}, "batch", "out of memory"}}),
               [](const Batch&) { throw std::logic_error("called for a failed batch"); });
  ASSERT_FALSE(result);
  ASSERT_EQ(result.error().size(), 1);
  EXPECT_EQ(result.error()[0].reason, "out of memory");
}

INSTANTIATE_TEST_SUITE_P(CoresAndDevice, GenerateNodeTest, testing::Bool());

}  // namespace
}  // namespace tintflow
