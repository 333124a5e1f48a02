#include "io/icc_transform.h"

#include <gtest/gtest.h>

#include "tests/io/test_pictures.h"
#include "tests/io/test_profiles.h"

namespace tintflow {
namespace {

TEST(IccTransform, TellsTheColorSpace) {
  EXPECT_EQ(color_space_of(srgb_profile()), ColorSpace::rgb);
  EXPECT_EQ(color_space_of(gray_profile(2.2)), ColorSpace::gray);
  EXPECT_EQ(color_space_of(cmyk_profile()), ColorSpace::cmyk);
  EXPECT_EQ(color_space_of(bytes_of("text")), std::nullopt);
}

TEST(IccTransform, ExistsOnlyForItsOwnSpace) {
  EXPECT_FALSE(IccTransform::to_srgb(gray_profile(2.2), {ColorSpace::rgb}));
  EXPECT_FALSE(IccTransform::to_srgb(srgb_profile(), {ColorSpace::cmyk}));
  EXPECT_FALSE(IccTransform::from_srgb(gray_profile(2.2)));
  EXPECT_FALSE(IccTransform::from_srgb(scanner_profile())) << "knows only the way to Lab";
}

TEST(IccTransform, KeepsDepthAndTakesPartsOfPictures) {
  const auto transform = IccTransform::to_srgb(srgb_profile(), {ColorSpace::rgb, CV_16U});
  ASSERT_TRUE(transform.has_value());
  const cv::Mat part = colorful({31, 17}, CV_16UC3)(cv::Rect(3, 5, 20, 7));
  EXPECT_LE(difference((*transform)(part), part), 257) << "one level of 8 bits";
}

TEST(IccTransform, GrayStaysOneChannel) {
  const auto transform = IccTransform::to_srgb(gray_profile(1.0), {ColorSpace::gray});
  const cv::Mat gray = (cv::Mat_<std::uint8_t>(1, 3) << 0, 128, 255);
  const cv::Mat expected = (cv::Mat_<std::uint8_t>(1, 3) << 0, 188, 255);
  EXPECT_LE(difference((*transform)(gray), expected), 1);
}

}  // namespace
}  // namespace tintflow
