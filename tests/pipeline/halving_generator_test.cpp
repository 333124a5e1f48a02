#include "pipeline/halving_generator.h"

#include <gmock/gmock.h>

#include "io/errors.h"
#include "tests/pipeline/fakes.h"

namespace tintflow {
namespace {

using testing::ElementsAre;

/// A generator with memory for `capacity` drawings at once; notes the size of each call.
class HalvingGeneratorTest : public testing::Test {
 protected:
  /// `count` drawings, each of which must come back as it was.
  void generate(int capacity, int count) {
    capacity_ = capacity;
    std::vector<Sample> samples;
    for (int i = 0; i < count; ++i) samples.push_back(fake_sample({0, std::uint64_t(i)}));
    const Batch batch = make_batch(std::move(samples), BufferPool());
    std::vector<float> output(batch.input->size());
    halving_.generate(batch, output.data());
    EXPECT_EQ(output, *batch.input);
  }

  int capacity_ = 0;
  std::vector<int> calls_;
  std::vector<int> told_;
  FakeGenerator generator_{false, [this](const Batch& batch) {
                             calls_.push_back(batch.count());
                             if (batch.count() > capacity_) throw std::bad_alloc();
                           }};
  HalvingGenerator halving_{generator_, [this](int largest) { told_.push_back(largest); }};
};

TEST_F(HalvingGeneratorTest, HandsOnWhatFits) {
  generate(8, 8);
  EXPECT_THAT(calls_, ElementsAre(8));
  EXPECT_TRUE(told_.empty());
}

TEST_F(HalvingGeneratorTest, HalvesUntilItFitsAndGivesEveryDrawingItsOwnResult) {
  generate(2, 7);
  EXPECT_THAT(calls_, ElementsAre(7, 3, 1, 1, 1, 1, 1, 1, 1));
  EXPECT_THAT(told_, ElementsAre(3, 1));
}

TEST_F(HalvingGeneratorTest, RemembersWhatFits) {
  generate(4, 8);
  calls_.clear();
  generate(4, 8);
  EXPECT_THAT(calls_, ElementsAre(4, 4));
  EXPECT_THAT(told_, ElementsAre(4));
}

TEST_F(HalvingGeneratorTest, EndsTheRunWhereOneDrawingDoesNotFit) {
  EXPECT_THROW(generate(0, 4), FatalError);
  EXPECT_THAT(calls_, ElementsAre(4, 2, 1));
}

}  // namespace
}  // namespace tintflow
