#include "io/list_pairs.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tintflow {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

class ListPairs : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::path(::testing::TempDir()) / (std::string("list_pairs_") + test->name());
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  void add(const fs::path& name) const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << "x";
  }

  fs::path root_;
};

TEST_F(ListPairs, TakesTrainAndValFoldersInNaturalOrder) {
  add("train/10.png");
  add("train/2.png");
  add("val/a.jpg");
  const auto pairs = list_pairs(root_);
  ASSERT_TRUE(pairs) << pairs.error();
  EXPECT_EQ(pairs->training, (std::vector{root_ / "train/2.png", root_ / "train/10.png"}));
  EXPECT_EQ(pairs->validation, std::vector{root_ / "val/a.jpg"});
}

TEST_F(ListPairs, DoesWithoutValidation) {
  add("train/1.png");
  const auto pairs = list_pairs(root_);
  ASSERT_TRUE(pairs);
  EXPECT_TRUE(pairs->validation.empty());
}

TEST_F(ListPairs, KeepsAboutATenthOfAFlatFolderByName) {
  for (int i = 0; i < 300; ++i) add(std::to_string(i) + ".png");
  const auto pairs = list_pairs(root_);
  ASSERT_TRUE(pairs);
  EXPECT_EQ(pairs->training.size() + pairs->validation.size(), 300U);
  EXPECT_GT(pairs->validation.size(), 15U);
  EXPECT_LT(pairs->validation.size(), 50U);
  EXPECT_EQ(list_pairs(root_)->validation, pairs->validation);
}

TEST_F(ListPairs, ShowsTheExpectedTreeWhenThereAreNone) {
  add("readme.txt");
  const auto pairs = list_pairs(root_);
  ASSERT_FALSE(pairs);
  EXPECT_THAT(pairs.error(), HasSubstr((root_ / "train").string() + "/*.png  to train on"));
}

TEST_F(ListPairs, TakesDrawingsOfTwoFoldersWhoseNamesAreEqual) {
  add("train/color/10.jpg");
  add("train/color/2.png");
  add("train/sketch/10.png");
  add("train/sketch/2.png");
  add("val/color/deep/a.png");
  add("val/sketch/deep/a.tif");
  EXPECT_EQ(detect_pair_layout(root_), PairLayout::folders);
  const auto pairs = list_pairs(root_, PairLayout::folders);
  ASSERT_TRUE(pairs) << pairs.error();
  EXPECT_EQ(pairs->training,
            (std::vector{root_ / "train/sketch/2.png", root_ / "train/sketch/10.png"}));
  EXPECT_EQ(pairs->validation, std::vector{root_ / "val/sketch/deep/a.tif"});
  EXPECT_TRUE(pairs->without_drawing.empty());
}

TEST_F(ListPairs, TakesTwoFoldersWithoutTrain) {
  for (int i = 0; i < 40; ++i) {
    add("color/" + std::to_string(i) + ".png");
    add("sketch/" + std::to_string(i) + ".png");
  }
  EXPECT_EQ(detect_pair_layout(root_), PairLayout::folders);
  const auto pairs = list_pairs(root_, PairLayout::folders);
  ASSERT_TRUE(pairs) << pairs.error();
  EXPECT_EQ(pairs->training.size() + pairs->validation.size(), 40U);
}

TEST_F(ListPairs, NamesColoredPicturesWithoutADrawing) {
  add("train/color/1.png");
  add("train/color/2.png");
  add("train/sketch/1.png");
  const auto pairs = list_pairs(root_, PairLayout::folders);
  ASSERT_TRUE(pairs) << pairs.error();
  EXPECT_EQ(pairs->without_drawing, std::vector{root_ / "train/color/2.png"});
}

TEST_F(ListPairs, AsksForBothFolders) {
  add("train/color/1.png");
  const auto pairs = list_pairs(root_, PairLayout::folders);
  ASSERT_FALSE(pairs);
  EXPECT_THAT(pairs.error(), HasSubstr("has no folders color and sketch"));
  EXPECT_THAT(pairs.error(), HasSubstr("/train/color/*.png, train/sketch/*.png"));
}

TEST_F(ListPairs, SeesNoTwoFoldersInOthers) {
  add("train/color/1.png");
  add("train/1.png");
  EXPECT_EQ(detect_pair_layout(root_), PairLayout::color_sketch);
}

TEST_F(ListPairs, FindsTheColoredPictureOfAnyExtension) {
  add("color/a.png");
  add("color/b.webp");
  add("color/deep/sketch/c.png");
  add("sketch/d.png");
  EXPECT_EQ(colored_picture_of(root_ / "sketch/a.png"), root_ / "color/a.png");
  EXPECT_EQ(colored_picture_of(root_ / "sketch/b.png"), root_ / "color/b.webp");
  EXPECT_EQ(colored_picture_of(root_ / "sketch/deep/sketch/c.jpg"),
            root_ / "color/deep/sketch/c.png");
  EXPECT_EQ(colored_picture_of(root_ / "sketch/d.png"), root_ / "color/d.png") << "is missing";
  EXPECT_EQ(colored_picture_of(root_ / "color/a.png"), std::nullopt);
}

TEST_F(ListPairs, FindsNoColoredPictureOfOtherFiles) {
  add("sketch/a.png");
  EXPECT_EQ(colored_picture_of(root_ / "sketch/a.png"), std::nullopt) << "there is no color/";
  EXPECT_EQ(colored_picture_of("a.png"), std::nullopt);
}

TEST_F(ListPairs, NamesAMissingFolder) {
  const auto pairs = list_pairs(root_ / "absent");
  ASSERT_FALSE(pairs);
  EXPECT_THAT(pairs.error(), HasSubstr((root_ / "absent").string()));
}

}  // namespace
}  // namespace tintflow
