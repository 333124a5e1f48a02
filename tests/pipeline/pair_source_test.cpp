#include "pipeline/pair_source.h"

#include <gmock/gmock.h>

#include "tests/pipeline/fake_training.h"

namespace tintflow {
namespace {

using testing::UnorderedElementsAre;

TEST(ShuffledOrder, HoldsEachNumberOnce) {
  EXPECT_THAT(shuffled_order(5, 1, 2), UnorderedElementsAre(0, 1, 2, 3, 4));
  EXPECT_TRUE(shuffled_order(0, 1, 2).empty());
}

TEST(ShuffledOrder, DependsOnSeedAndEpochAlone) {
  EXPECT_EQ(shuffled_order(100, 1, 2), shuffled_order(100, 1, 2));
  EXPECT_NE(shuffled_order(100, 1, 2), shuffled_order(100, 1, 3));
  EXPECT_NE(shuffled_order(100, 1, 2), shuffled_order(100, 2, 2));
}

TEST(PairSource, NumbersPairsByDatasetAndByStream) {
  const TestFolder folder;
  auto files = make_files(folder, "pairs", 3);
  std::filesystem::remove(files[0]);
  PairSource source(files, {2, 0, 1});
  EXPECT_EQ(source.total(), 3);
  const auto first = source.next();
  ASSERT_TRUE(first && *first);
  EXPECT_EQ((*first)->id, (FrameId{2, 0}));
  const auto missing = source.next();
  ASSERT_TRUE(missing);
  ASSERT_FALSE(*missing);
  EXPECT_EQ(missing->error().id, (FrameId{0, 1}));
  EXPECT_EQ(missing->error().stage, "read");
  const auto last = source.next();
  ASSERT_TRUE(last && *last);
  EXPECT_EQ((*last)->id, (FrameId{1, 2}));
  EXPECT_FALSE(source.next());
}

TEST(PairSource, ReadsBothFilesOfAPair) {
  const TestFolder folder;
  folder.add("color/a.jpg", "colored");
  folder.add("color/b.png", "colored");
  const std::vector files{folder.add("sketch/a.png", "drawing"),
                          folder.add("sketch/lonely.png", "drawing")};
  PairSource source(files, {0, 1});
  const auto pair = source.next();
  ASSERT_TRUE(pair && *pair);
  EXPECT_EQ((*pair)->bytes->size(), 7);
  ASSERT_TRUE((*pair)->color);
  EXPECT_EQ((*pair)->color->front(), 'c');
  const auto lonely = source.next();
  ASSERT_TRUE(lonely && !*lonely);
  EXPECT_EQ(lonely->error().id, (FrameId{1, 1}));
  EXPECT_EQ(lonely->error().stage, "read");
  EXPECT_EQ(lonely->error().reason,
            (folder / "color/lonely.png").string() + ": the file does not exist");
}

TEST(PairSource, ReadsNothingOfWhatIsInTheCache) {
  const TestFolder folder;
  const auto files = make_files(folder, "pairs", 2);
  const auto cache = std::make_shared<SampleCache>(1000);
  cache->keep(fake_sample({1, 0}));
  std::filesystem::remove(files[1]);
  PairSource source(files, {1, 0}, cache);
  const auto cached = source.next();
  ASSERT_TRUE(cached && *cached);
  EXPECT_EQ((*cached)->id, (FrameId{1, 0}));
  EXPECT_EQ((*cached)->bytes, nullptr);
  const auto read = source.next();
  ASSERT_TRUE(read && *read);
  EXPECT_EQ((*read)->bytes->size(), 1);
}

}  // namespace
}  // namespace tintflow
