#include "pipeline/pair_loader.h"

#include <set>

#include <gmock/gmock.h>

#include "tests/pipeline/fake_training.h"
#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

using Batches = std::vector<std::vector<std::uint64_t>>;

class PairLoaderTest : public testing::Test {
 protected:
  PairLoader make_loader(int count, const PairLoaderOptions& options) {
    return {make_files(folder_, "pairs", count), options};
  }

  static PairLoaderOptions options_for(int batch_size) {
    PairLoaderOptions options;
    options.stages = [](std::uint64_t) { return fake_pair_stages(); };
    options.feed = {.threads = 2, .batch_size = batch_size};
    return options;
  }

  TestFolder folder_;
  Watchdog watchdog_{"pair loader"};
};

std::vector<std::uint64_t> pairs_of(const Batch& batch) {
  std::vector<std::uint64_t> pairs;
  for (const Sample& sample : batch.samples) pairs.push_back(sample.id.source);
  return pairs;
}

/// The pairs of the batches that are left; a failure stands as a batch of its own.
Batches rest_of_epoch(PairLoader& loader) {
  Batches batches;
  while (const auto item = loader.next()) {
    batches.push_back(*item ? pairs_of(**item) : std::vector{item->error().id.source});
  }
  return batches;
}

TEST_F(PairLoaderTest, GivesEveryPairOncePerEpochInAnOrderOfItsOwn) {
  PairLoader loader = make_loader(10, options_for(3));
  EXPECT_EQ(loader.batches_per_epoch(), 4);
  std::vector<Batches> epochs;
  for (std::uint64_t epoch = 0; epoch < 3; ++epoch) {
    loader.begin({epoch, 0});
    epochs.push_back(rest_of_epoch(loader));
    EXPECT_THAT(epochs.back(), ElementsAre(SizeIs(3), SizeIs(3), SizeIs(3), SizeIs(1)));
    std::set<std::uint64_t> pairs;
    for (const auto& batch : epochs.back()) pairs.insert(batch.begin(), batch.end());
    EXPECT_THAT(pairs, SizeIs(10));
  }
  EXPECT_NE(epochs[0], epochs[1]);
  EXPECT_NE(epochs[1], epochs[2]);
}

TEST_F(PairLoaderTest, KeepsTheOrderOfTheFilesWhereAsked) {
  PairLoaderOptions options = options_for(2);
  options.shuffle = false;
  PairLoader loader = make_loader(3, options);
  loader.begin({5, 0});
  EXPECT_THAT(rest_of_epoch(loader), ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
}

TEST_F(PairLoaderTest, GoesOnWhereItWasLeft) {
  for (const LastBatch last_batch : {LastBatch::keep, LastBatch::drop, LastBatch::wrap}) {
    PairLoaderOptions options = options_for(3);
    options.feed.last_batch = last_batch;
    options.shard = {1, 2};
    PairLoader loader = make_loader(25, options);
    loader.begin({7, 0});
    const Batches whole = rest_of_epoch(loader);
    for (std::size_t done = 0; done < whole.size(); ++done) {
      PairLoader first = make_loader(25, options);
      first.begin({7, 0});
      for (std::size_t i = 0; i < done; ++i) ASSERT_TRUE(first.next());
      PairLoader second = make_loader(25, options);
      second.begin(first.position());
      EXPECT_EQ(rest_of_epoch(second), Batches(whole.begin() + done, whole.end()));
    }
  }
}

TEST_F(PairLoaderTest, IsAtTheNextEpochAfterTheLastBatch) {
  PairLoader loader = make_loader(4, options_for(2));
  loader.begin({3, 0});
  EXPECT_EQ(loader.position(), (LoaderPosition{3, 0}));
  ASSERT_TRUE(loader.next());
  EXPECT_EQ(loader.position(), (LoaderPosition{3, 2}));
  ASSERT_TRUE(loader.next());
  EXPECT_EQ(loader.position(), (LoaderPosition{4, 0}));
  EXPECT_FALSE(loader.next());
  EXPECT_EQ(loader.position(), (LoaderPosition{4, 0}));
}

TEST_F(PairLoaderTest, TellsOfAFailureBeforeTheBatchThatLacksIt) {
  PairLoaderOptions options = options_for(2);
  options.shuffle = false;
  options.stages = [](std::uint64_t) {
    return fake_pair_stages([](const char* stage, FrameId id) -> std::optional<std::string> {
      if (stage != std::string("split") || (id.source != 3 && id.source != 6)) return std::nullopt;
      return "odd width";
    });
  };
  PairLoader loader = make_loader(7, options);
  loader.begin({0, 0});
  ASSERT_TRUE(loader.next());
  const auto failure = loader.next();
  ASSERT_TRUE(failure);
  ASSERT_FALSE(*failure);
  EXPECT_EQ(failure->error().id.source, 3);
  EXPECT_EQ(failure->error().stage, "split");
  EXPECT_EQ(failure->error().reason, "odd width");
  EXPECT_EQ(loader.position(), (LoaderPosition{0, 2})) << "before the batch that lacks it";
  EXPECT_THAT(rest_of_epoch(loader),
              ElementsAre(ElementsAre(2, 4), ElementsAre(5), ElementsAre(6)));
}

TEST_F(PairLoaderTest, StaysBeforeAFailureThatEndsTheEpoch) {
  PairLoaderOptions options = options_for(1);
  options.shuffle = false;
  PairLoader loader = make_loader(2, options);
  std::filesystem::remove(loader.pairs()[1]);
  loader.begin({0, 0});
  ASSERT_TRUE(*loader.next());
  ASSERT_FALSE(*loader.next());
  EXPECT_EQ(loader.position(), (LoaderPosition{0, 1}));
  EXPECT_FALSE(loader.next());
  EXPECT_EQ(loader.position(), (LoaderPosition{1, 0}));
}

TEST_F(PairLoaderTest, BeginsAnewInTheMiddleOfAnEpoch) {
  PairLoader loader = make_loader(20, options_for(2));
  loader.begin({0, 0});
  const Batches whole = rest_of_epoch(loader);
  loader.begin({1, 0});
  ASSERT_TRUE(loader.next());
  loader.begin({0, 0});
  EXPECT_EQ(rest_of_epoch(loader), whole);
}

TEST_F(PairLoaderTest, GivesNothingBeforeItBeginsAndAfterItStops) {
  PairLoader loader = make_loader(4, options_for(2));
  EXPECT_TRUE(loader.ready_within(std::chrono::milliseconds(0)));
  EXPECT_FALSE(loader.next());
  loader.begin({0, 0});
  ASSERT_TRUE(loader.next());
  loader.stop();
  EXPECT_FALSE(loader.next());
  EXPECT_EQ(loader.position(), (LoaderPosition{0, 2}));
}

TEST_F(PairLoaderTest, GivesTheSameBatchesFromTheCache) {
  PairLoaderOptions options = options_for(3);
  options.feed.cache = std::make_shared<SampleCache>(std::size_t{1} << 20);
  PairLoader loader = make_loader(8, options);
  loader.begin({2, 0});
  const Batches decoded = rest_of_epoch(loader);
  for (const auto& pair : loader.pairs()) std::filesystem::remove(pair);
  loader.begin({2, 0});
  EXPECT_EQ(rest_of_epoch(loader), decoded);
}

TEST_F(PairLoaderTest, HasNoBatchesWithoutPairs) {
  PairLoader loader = make_loader(0, options_for(2));
  EXPECT_EQ(loader.batches_per_epoch(), 0);
  loader.begin({0, 0});
  EXPECT_FALSE(loader.next());
}

}  // namespace
}  // namespace tintflow
