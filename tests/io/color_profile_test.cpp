#include "io/color_profile.h"

#include <gmock/gmock.h>

#include "tests/io/test_pictures.h"
#include "tests/io/test_profiles.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::shared_ptr<const Bytes> shared(Bytes profile) {
  return std::make_shared<const Bytes>(std::move(profile));
}

Picture with_profile(const cv::Mat& pixels, Bytes profile) {
  Picture picture{pixels, {}};
  picture.metadata.icc_profile = shared(std::move(profile));
  return picture;
}

/// From Adobe RGB (1998) by the published matrices: its (128, 128, 128) has a gamma of 2.2 as sRGB
/// nearly has, and its red lies outside sRGB.
TEST(ColorProfile, ConvertsToSrgbAndBack) {
  const auto wide = shared(wide_rgb_profile());
  const cv::Mat paper_ink_and_skin = (cv::Mat_<cv::Vec3b>(1, 3) << cv::Vec3b(255, 255, 255),
                                      cv::Vec3b(0, 0, 0), cv::Vec3b(200, 160, 140));
  const cv::Mat srgb = to_srgb(paper_ink_and_skin, wide);
  EXPECT_EQ(srgb.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(srgb.at<cv::Vec3b>(0, 1), cv::Vec3b(0, 0, 0));
  const auto skin = srgb.at<cv::Vec3b>(0, 2);
  EXPECT_NEAR(skin[0], 214, 2);
  EXPECT_NEAR(skin[1], 160, 2);
  EXPECT_NEAR(skin[2], 139, 2);
  EXPECT_LE(difference(from_srgb(srgb, wide), paper_ink_and_skin), 1);
}

TEST(ColorProfile, OfSrgbCostsNothingAndIsKept) {
  const cv::Mat pixels = colorful({5, 4}, CV_8UC3);
  const Picture settled = settle_color_profile(with_profile(pixels, srgb_profile()));
  ASSERT_NE(settled.metadata.icc_profile, nullptr);
  EXPECT_EQ(*settled.metadata.icc_profile, srgb_profile());
  EXPECT_EQ(to_srgb(pixels, settled.metadata.icc_profile).data, pixels.data);
  EXPECT_EQ(from_srgb(pixels, settled.metadata.icc_profile).data, pixels.data);
  EXPECT_EQ(to_srgb(pixels, nullptr).data, pixels.data);
}

TEST(ColorProfile, OfRgbIsKeptAndSharedByAllPicturesThatHaveIt) {
  const cv::Mat pixels = colorful({5, 4}, CV_16UC3);
  const Picture one = settle_color_profile(with_profile(pixels, wide_rgb_profile()));
  const Picture other = settle_color_profile(with_profile(pixels, wide_rgb_profile()));
  EXPECT_EQ(one.pixels.data, pixels.data);
  ASSERT_NE(one.metadata.icc_profile, nullptr);
  EXPECT_EQ(one.metadata.icc_profile, other.metadata.icc_profile);
  EXPECT_TRUE(one.metadata.notices.empty());
}

/// Linear light of 0.5 is 188 in sRGB.
TEST(ColorProfile, OfGrayConvertsAtOnce) {
  const cv::Mat half = flat({3, 2}, {128, 128, 128});
  const Picture settled = settle_color_profile(with_profile(half, gray_profile(1.0)));
  EXPECT_EQ(settled.metadata.icc_profile, nullptr);
  EXPECT_LE(difference(settled.pixels, flat({3, 2}, {188, 188, 188})), 1);
  EXPECT_TRUE(settled.metadata.notices.empty());

  const cv::Mat deep(2, 3, CV_16UC3, cv::Scalar::all(0x8000));
  const cv::Mat converted = settle_color_profile(with_profile(deep, gray_profile(1.0))).pixels;
  ASSERT_EQ(converted.type(), CV_16UC3);
  EXPECT_NEAR(converted.at<cv::Vec3w>(0, 0)[0], 48192, 40);  // 0.735357 of 65535
}

TEST(ColorProfile, OfAScannerConvertsAtOnce) {
  const cv::Mat pixels = flat({3, 2}, {10, 255, 90});
  const Picture settled = settle_color_profile(with_profile(pixels, scanner_profile()));
  EXPECT_EQ(settled.metadata.icc_profile, nullptr);
  EXPECT_LE(difference(settled.pixels, flat({3, 2}, {255, 255, 255})), 1);
}

TEST(ColorProfile, ThatIsDamagedOrDoesNotFitIsDroppedWithANotice) {
  const cv::Mat pixels = colorful({5, 4}, CV_8UC3);
  Bytes cut = wide_rgb_profile();
  cut.resize(cut.size() / 2);
  for (const Bytes& profile :
       {bytes_of("no profile"), Bytes{}, cut, gray_profile(2.2), cmyk_profile()}) {
    const Picture settled = settle_color_profile(with_profile(pixels, profile));
    EXPECT_EQ(settled.metadata.icc_profile, nullptr);
    EXPECT_EQ(settled.pixels.data, pixels.data);
    EXPECT_THAT(settled.metadata.notices, ElementsAre(HasSubstr("they are taken as sRGB")));
  }
}

TEST(ColorProfile, OfCmykIsRespected) {
  const cv::Mat ink = (cv::Mat_<cv::Vec4b>(1, 2) << cv::Vec4b(0, 0, 0, 0), cv::Vec4b(0, 255, 0, 0));
  const cv::Mat paper_and_black =
      (cv::Mat_<cv::Vec3b>(1, 2) << cv::Vec3b(255, 255, 255), cv::Vec3b(0, 0, 0));
  const auto rgb = cmyk_to_srgb(ink, false, cmyk_profile());
  ASSERT_TRUE(rgb.has_value());
  EXPECT_LE(difference(*rgb, paper_and_black), 1) << *rgb;
  const auto inverted = cmyk_to_srgb(cv::Scalar::all(255) - ink, true, cmyk_profile());
  EXPECT_EQ(difference(*inverted, *rgb), 0);
  EXPECT_FALSE(cmyk_to_srgb(ink, false, wide_rgb_profile()).has_value());
}

/// More profiles than are kept, over and over.
TEST(ColorProfile, ResultDoesNotDependOnWhatCameBefore) {
  const cv::Mat pixels = flat({3, 2}, {200, 160, 140});
  const cv::Mat expected = to_srgb(pixels, shared(wide_rgb_profile()));
  for (int i = 0; i < 20; ++i) {
    Bytes other = wide_rgb_profile();
    other[24] = static_cast<std::uint8_t>(i);  // the year of its making
    EXPECT_EQ(difference(to_srgb(pixels, shared(other)), expected), 0) << i;
  }
  EXPECT_EQ(difference(to_srgb(pixels, shared(wide_rgb_profile())), expected), 0);
}

}  // namespace
}  // namespace tintflow
