#include "io/check_pair.h"

#include <gmock/gmock.h>

#include "io/encode_image.h"
#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

Bytes png(cv::Size size) { return *encode_image({flat(size, {1, 2, 3}), {}}, {}); }

TEST(CheckPair, TakesWhatItsHeadersAllow) {
  const TestFolder folder;
  const auto even = folder.add("a.png", png({4, 3}));
  const auto odd = folder.add("b.png", png({5, 3}));
  folder.add("color/c.png", png({5, 3}));
  const auto drawing = folder.add("sketch/c.png", png({5, 3}));
  EXPECT_TRUE(check_pair(even, PairLayout::color_sketch, {}));
  EXPECT_TRUE(check_pair(even, PairLayout::sketch_color, {}));
  EXPECT_TRUE(check_pair(odd, PairLayout::color, {}));
  EXPECT_TRUE(check_pair(drawing, PairLayout::folders, {}));
}

TEST(CheckPair, RefusesAnOddWidth) {
  const TestFolder folder;
  const auto checked = check_pair(folder.add("a.png", png({5, 3})), PairLayout::color_sketch, {});
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error(), "a side-by-side pair needs an even width, this picture is 5 x 3");
}

TEST(CheckPair, RefusesTwoFilesOfTwoSizes) {
  const TestFolder folder;
  folder.add("color/c.png", png({4, 3}));
  const auto checked = check_pair(folder.add("sketch/c.png", png({5, 3})), PairLayout::folders, {});
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error(),
            "the drawing is 5 x 3, its colored picture 4 x 3: make both of one size");
}

TEST(CheckPair, NamesAFileThatIsMissing) {
  const TestFolder folder;
  folder.add("color/other.png", png({5, 3}));
  const auto checked = check_pair(folder.add("sketch/c.png", png({5, 3})), PairLayout::folders, {});
  ASSERT_FALSE(checked);
  EXPECT_THAT(checked.error(), EndsWith("color/c.png: the file does not exist"));
}

TEST(CheckPair, HoldsTheLimits) {
  const TestFolder folder;
  const auto checked =
      check_pair(folder.add("a.png", png({4, 3})), PairLayout::color_sketch, {.max_pixels = 11});
  ASSERT_FALSE(checked);
  EXPECT_THAT(checked.error(), HasSubstr("more than the limit of 11"));
}

TEST(CheckPair, TellsWhatIsNoPicture) {
  const TestFolder folder;
  EXPECT_EQ(check_pair(folder.add("a.png", ""), PairLayout::color, {}).error(),
            "the file is empty");
}

}  // namespace
}  // namespace tintflow
