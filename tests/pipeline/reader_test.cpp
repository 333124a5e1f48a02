#include "pipeline/reader.h"

#include <gtest/gtest.h>

#include "pipeline/item_id.h"
#include "tests/pipeline/fakes.h"

namespace tintflow {
namespace {

class ReadNextTest : public testing::Test {
 protected:
  FatalReport fatal_{[] {}};
  StageMetrics metrics_{"read", Resource::reader};
};

TEST_F(ReadNextTest, YieldsItemsAndFailuresUpToTheEnd) {
  FakeSource source(2, [](std::uint64_t index) -> Result<Encoded> {
    if (index == 1) return tl::unexpected(Failure{{1, 1}, "read", "permission denied"});
    return fake_encoded({index, index});
  });
  const auto item = read_next(source, metrics_, fatal_);
  ASSERT_TRUE(item && *item);
  EXPECT_EQ(id_of(*item), (FrameId{0, 0}));
  const auto failure = read_next(source, metrics_, fatal_);
  ASSERT_TRUE(failure);
  ASSERT_FALSE(*failure);
  EXPECT_EQ(failure->error().reason, "permission denied");
  EXPECT_FALSE(read_next(source, metrics_, fatal_));
  EXPECT_EQ(metrics_.summary().items, 2);
  EXPECT_EQ(metrics_.summary().failed, 1);
  EXPECT_EQ(fatal_.reason(), std::nullopt);
}

TEST_F(ReadNextTest, EndsAndReportsWhereTheSourceThrows) {
  FakeSource source(2, [](std::uint64_t) -> Result<Encoded> { throw std::runtime_error("gone"); });
  EXPECT_FALSE(read_next(source, metrics_, fatal_));
  EXPECT_EQ(fatal_.reason(), "gone");
}

}  // namespace
}  // namespace tintflow
