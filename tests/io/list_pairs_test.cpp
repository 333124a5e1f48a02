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

TEST_F(ListPairs, NamesAMissingFolder) {
  const auto pairs = list_pairs(root_ / "absent");
  ASSERT_FALSE(pairs);
  EXPECT_THAT(pairs.error(), HasSubstr((root_ / "absent").string()));
}

}  // namespace
}  // namespace tintflow
