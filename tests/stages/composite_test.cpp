#include "stages/composite.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

Artwork artwork_of(cv::Mat pixels, cv::Mat alpha) {
  return {{1, 1}, {std::move(pixels), std::move(alpha)}, {}};
}

TEST(Composite, LeavesAnOpaqueDrawingAlone) {
  const Artwork opaque = artwork_of(cv::Mat(2, 2, CV_8UC3, cv::Scalar(1, 2, 3)), {});
  const auto flat = Composite{}(opaque);
  ASSERT_TRUE(flat);
  EXPECT_EQ(flat->drawing.pixels.data, opaque.drawing.pixels.data);
}

TEST(Composite, MixesWithThePaperInProportionToAlpha) {
  cv::Mat alpha(1, 3, CV_8UC1);
  alpha.at<std::uint8_t>(0) = 0;
  alpha.at<std::uint8_t>(1) = 51;
  alpha.at<std::uint8_t>(2) = 255;
  const Artwork clear = artwork_of(cv::Mat(1, 3, CV_8UC3, cv::Scalar(0, 100, 250)), alpha);
  const auto flat = Composite{.background = {200, 200, 200}}(clear);
  ASSERT_TRUE(flat);
  EXPECT_EQ(flat->drawing.pixels.at<cv::Vec3b>(0), cv::Vec3b(200, 200, 200));
  EXPECT_EQ(flat->drawing.pixels.at<cv::Vec3b>(1), cv::Vec3b(160, 180, 210));
  EXPECT_EQ(flat->drawing.pixels.at<cv::Vec3b>(2), cv::Vec3b(0, 100, 250));
  EXPECT_EQ(clear.drawing.pixels.at<cv::Vec3b>(0), cv::Vec3b(0, 100, 250)) << "input was written";
}

TEST(Composite, MixesSixteenBitsExactly) {
  cv::Mat alpha(1, 1, CV_16UC1, cv::Scalar(32768));
  const auto flat =
      Composite{}(artwork_of(cv::Mat(1, 1, CV_16UC3, cv::Scalar(0, 65535, 1000)), alpha));
  ASSERT_TRUE(flat);
  EXPECT_EQ(flat->drawing.pixels.at<cv::Vec3w>(0), cv::Vec3w(32767, 65535, 33267));
}

TEST(Composite, KeepsOrFlattensAlphaAsAsked) {
  const cv::Mat light(2, 2, CV_8UC3, cv::Scalar(250, 250, 250));
  const cv::Mat alpha(2, 2, CV_8UC1, cv::Scalar(200));
  EXPECT_FALSE(
      Composite{.alpha = AlphaMode::keep}(artwork_of(light, alpha))->drawing.alpha.empty());
  EXPECT_TRUE(
      Composite{.alpha = AlphaMode::flatten}(artwork_of(light, alpha))->drawing.alpha.empty());
}

TEST(Composite, MakesALayerOfLinesOpaque) {
  cv::Mat alpha(4, 4, CV_8UC1, cv::Scalar(0));
  alpha.row(1).setTo(255);
  const auto flat = Composite{}(artwork_of(cv::Mat(4, 4, CV_8UC3, cv::Scalar(0, 0, 0)), alpha));
  ASSERT_TRUE(flat);
  EXPECT_TRUE(flat->drawing.alpha.empty());
  EXPECT_EQ(flat->drawing.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(flat->drawing.pixels.at<cv::Vec3b>(1, 0), cv::Vec3b(0, 0, 0));
}

}  // namespace
}  // namespace tintflow
