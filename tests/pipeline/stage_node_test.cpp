#include "pipeline/stage_node.h"

#include <gmock/gmock.h>

namespace tintflow {
namespace {

/// Runs one item through a stage node alone.
class StageNodeTest : public testing::Test {
 protected:
  Result<Artwork> pass(const Result<Frame>& item,
                       std::function<Expected<Artwork>(const Frame&)> function) {
    tbb::flow::graph graph;
    auto node = make_stage_node(graph, Stage<Frame, Artwork>("split", std::move(function)), run_);
    tbb::flow::queue_node<Result<Artwork>> out(graph);
    tbb::flow::make_edge(node, out);
    node.try_put(item);
    graph.wait_for_all();
    Result<Artwork> result;
    EXPECT_TRUE(out.try_get(result));
    EXPECT_FALSE(graph.is_cancelled());
    return result;
  }

  void expect_failure(const Result<Artwork>& result, const char* reason) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().id, kId);
    EXPECT_EQ(result.error().stage, "split");
    EXPECT_EQ(result.error().reason, reason);
    EXPECT_EQ(run_.metrics.summaries().at(0).failed, 1);
  }

  static constexpr FrameId kId{7, 3};
  RunContext run_{1, 1};
};

TEST_F(StageNodeTest, PassesAValueThroughTheStage) {
  const auto result = pass(Frame{kId, {}}, [](const Frame& frame) {
    return Artwork{frame.id, {}, {}};
  });
  ASSERT_TRUE(result);
  EXPECT_EQ(result->id, kId);
  EXPECT_EQ(run_.metrics.summaries().at(0).items, 1);
  EXPECT_EQ(run_.metrics.summaries().at(0).failed, 0);
}

TEST_F(StageNodeTest, PassesAFailureOnUntouched) {
  const auto result = pass(
      tl::unexpected(Failure{kId, "decode", "damaged"}),
      [](const Frame&) -> Expected<Artwork> { throw std::logic_error("called for a failure"); });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().id, kId);
  EXPECT_EQ(result.error().stage, "decode");
  EXPECT_EQ(result.error().reason, "damaged");
  EXPECT_EQ(run_.metrics.summaries().at(0).items, 0);
}

TEST_F(StageNodeTest, MakesAReasonAFailureOfTheStage) {
  expect_failure(pass(Frame{kId, {}},
                      [](const Frame&) -> Expected<Artwork> {
                        return tl::unexpected(std::string("odd width"));
                      }),
                 "odd width");
}

TEST_F(StageNodeTest, MakesAnExceptionAFailureOfTheStage) {
  expect_failure(
      pass(Frame{kId, {}},
           [](const Frame&) -> Expected<Artwork> { throw std::runtime_error("odd width"); }),
      "odd width");
  EXPECT_EQ(run_.fatal.reason(), std::nullopt);
}

TEST_F(StageNodeTest, NamesExhaustedMemory) {
  expect_failure(
      pass(Frame{kId, {}}, [](const Frame&) -> Expected<Artwork> { throw std::bad_alloc(); }),
      "out of memory");
}

TEST_F(StageNodeTest, MakesWhatIsNoExceptionAFailureToo) {
  expect_failure(pass(Frame{kId, {}}, [](const Frame&) -> Expected<Artwork> { throw 5; }),
                 "unknown error");
}

TEST_F(StageNodeTest, ReportsAFatalErrorAndClosesAdmission) {
  expect_failure(pass(Frame{kId, {}},
                      [](const Frame&) -> Expected<Artwork> { throw FatalError("disk full"); }),
                 "disk full");
  EXPECT_EQ(run_.fatal.reason(), "disk full");
  EXPECT_FALSE(run_.admission.acquire(0, 1, {}, [] {}));
}

}  // namespace
}  // namespace tintflow
