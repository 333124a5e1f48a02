#include "tests/io/good_inputs.h"

#include <array>
#include <ostream>
#include <set>

#include <gmock/gmock.h>

#include "io/decode_image.h"
#include "io/image_info.h"
#include "tests/io/test_pictures.h"

namespace tintflow {

void PrintTo(const GoodInput& input, std::ostream* out) { *out << input.name; }

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

cv::Mat middles_of_quarters(const cv::Mat& picture) {
  const int x = picture.cols / 4;
  const int y = picture.rows / 4;
  cv::Mat middles(1, 4, picture.type());
  int count = 0;
  for (const cv::Point at :
       {cv::Point(x, y), cv::Point(3 * x, y), cv::Point(x, 3 * y), cv::Point(3 * x, 3 * y)}) {
    picture(cv::Rect(at, cv::Size(1, 1))).copyTo(middles.col(count++));
  }
  return middles;
}

class GoodInputTest : public testing::TestWithParam<GoodInput> {};

TEST_P(GoodInputTest, IsDecodedAsItIs) {
  const GoodInput& input = GetParam();
  const auto picture = decode_image(input.file);
  ASSERT_TRUE(picture.has_value()) << picture.error();
  ASSERT_EQ(picture->pixels.size(), input.pixels.size());
  ASSERT_EQ(picture->pixels.type(), input.pixels.type());
  if (input.tolerance == 0) {
    EXPECT_EQ(difference(picture->pixels, input.pixels), 0) << picture->pixels;
  } else {
    const cv::Mat middles = middles_of_quarters(picture->pixels);
    EXPECT_LE(difference(middles, middles_of_quarters(input.pixels)), input.tolerance) << middles;
  }
  EXPECT_EQ(difference(picture->alpha, input.alpha), 0) << picture->alpha;

  const PictureMetadata& metadata = picture->metadata;
  EXPECT_NEAR(metadata.resolution.width, input.resolution.width, 0.02);
  EXPECT_NEAR(metadata.resolution.height, input.resolution.height, 0.02);
  EXPECT_EQ(metadata.icc_profile != nullptr, input.has_profile);
  if (input.notice.empty()) {
    EXPECT_THAT(metadata.notices, IsEmpty());
  } else {
    EXPECT_THAT(metadata.notices, ElementsAre(testing::HasSubstr(input.notice)));
  }

  const auto info = probe_image(input.file);
  ASSERT_TRUE(info.has_value()) << info.error();
  EXPECT_EQ(info->size, input.pixels.size());
  EXPECT_EQ(info->bit_depth, input.pixels.depth() == CV_16U ? 16 : 8);
}

INSTANTIATE_TEST_SUITE_P(, GoodInputTest, testing::ValuesIn(all_good_inputs()),
                         [](const auto& input) { return input.param.name; });

/// So that none is lost without a word.
TEST(GoodInputs, AreMany) { EXPECT_EQ(all_good_inputs().size(), 266U); }

}  // namespace
}  // namespace tintflow
