#include "io/number_pattern.h"

#include <gmock/gmock.h>

#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(NumberPattern, NamesNumbersAndKnowsThemAgain) {
  const auto pattern = NumberPattern::parse("shot1_%04d.png");
  ASSERT_TRUE(pattern.has_value());
  EXPECT_EQ(pattern->name_of(12), "shot1_0012.png");
  EXPECT_EQ(pattern->name_of(123456), "shot1_123456.png");
  EXPECT_EQ(pattern->number_of("shot1_0012.png"), 12U);
  EXPECT_EQ(pattern->number_of("shot1_12345.png"), 12345U);
  for (const char* other : {"shot1_12.png", "shot1_00012.png", "shot1_.png", "shot1_001a.png",
                            "shot2_0012.png", "shot1_0012.jpg", "shot1_-012.png"}) {
    EXPECT_EQ(pattern->number_of(other), std::nullopt) << other;
  }
  EXPECT_EQ(NumberPattern::parse("%d.png")->name_of(7), "7.png");
  EXPECT_EQ(NumberPattern::parse("%d.png")->number_of("07.png"), std::nullopt);
}

TEST(NumberPattern, IsOneNumber) {
  for (const char* none : {"", "a.png", "%s.png", "%4d.png", "%04x.png", "%0d.png", "%04", "100%",
                           "%04d_%04d.png", "%020d.png"}) {
    EXPECT_FALSE(NumberPattern::parse(none).has_value()) << none;
  }
}

TEST(ListNumberedFiles, SortsByNumberAndNamesGaps) {
  const TestFolder folder;
  for (const char* name : {"f10.png", "f2.png", "f1.png", "f6.png", "g3.png", "f03.png"}) {
    folder.add(name, "");
  }
  const NumberedFiles list = list_numbered_files(folder / "f%d.png");
  EXPECT_THAT(list.files, ElementsAre(Pair(1, folder / "f1.png"), Pair(2, folder / "f2.png"),
                                      Pair(6, folder / "f6.png"), Pair(10, folder / "f10.png")));
  EXPECT_THAT(list.gaps, ElementsAre(Pair(3, 5), Pair(7, 9)));
  EXPECT_THAT(list_numbered_files(folder / "missing/%d.png").files, IsEmpty());
}

TEST(LastNumberIn, IsTheOneBehindAllOthers) {
  EXPECT_EQ(last_number_in("shot3_0012"), 12U);
  EXPECT_EQ(last_number_in("12b"), 12U);
  EXPECT_EQ(last_number_in("shot"), std::nullopt);
}

}  // namespace
}  // namespace tintflow
