#include "stages/resize.h"

#include <gtest/gtest.h>

#include "io/color_profile.h"
#include "tests/io/test_profiles.h"

namespace tintflow {
namespace {

TEST(Letterbox, KeepsTheAspectAndCenters) {
  EXPECT_EQ(letterbox({512, 512}, 256).inside, cv::Rect(0, 0, 256, 256));
  EXPECT_EQ(letterbox({400, 200}, 256).inside, cv::Rect(0, 64, 256, 128));
  EXPECT_EQ(letterbox({100, 300}, 256).inside, cv::Rect(85, 0, 85, 256));
  EXPECT_EQ(letterbox({400, 200}, 256).source, cv::Size(400, 200));
}

TEST(Letterbox, NeverLosesAVeryThinPicture) {
  EXPECT_EQ(letterbox({10000, 1}, 256).inside, cv::Rect(0, 127, 256, 1));
}

TEST(Resize, FillsWhatIsLeftFreeWithPaper) {
  const Artwork wide{{4, 5}, {cv::Mat(100, 200, CV_8UC3, cv::Scalar(9, 8, 7)), {}}, {}};
  const auto sample = Resize{.side = 64, .paper = {250, 240, 230}}(wide);
  ASSERT_TRUE(sample);
  EXPECT_EQ(sample->id, wide.id);
  EXPECT_EQ(sample->input.size(), cv::Size(64, 64));
  EXPECT_EQ(sample->input.at<cv::Vec3b>(0, 0), cv::Vec3b(250, 240, 230));
  EXPECT_EQ(sample->input.at<cv::Vec3b>(15, 10), cv::Vec3b(250, 240, 230));
  EXPECT_EQ(sample->input.at<cv::Vec3b>(16, 0), cv::Vec3b(9, 8, 7));
  EXPECT_EQ(sample->input.at<cv::Vec3b>(47, 63), cv::Vec3b(9, 8, 7));
  EXPECT_EQ(sample->input.at<cv::Vec3b>(48, 0), cv::Vec3b(250, 240, 230));
}

TEST(Resize, AveragesWhenShrinking) {
  cv::Mat stripes(8, 8, CV_8UC3, cv::Scalar::all(255));
  for (int x = 0; x < 8; x += 2) stripes.col(x).setTo(cv::Scalar::all(1));
  const auto sample = Resize{.side = 4}(Artwork{{}, {stripes, {}}, {}});
  EXPECT_EQ(sample->input.at<cv::Vec3b>(2, 2), cv::Vec3b(128, 128, 128));
}

TEST(Resize, TreatsBothHalvesOfAPairAlike) {
  cv::Mat picture(30, 50, CV_8UC3);
  cv::randu(picture, 0, 256);
  const auto sample = Resize{.side = 32}(Artwork{{}, {picture, {}}, picture.clone()});
  EXPECT_EQ(cv::norm(sample->input, sample->target, cv::NORM_INF), 0);
}

TEST(Resize, KeepsTheDrawingOnlyWhereItIsNeeded) {
  const Artwork artwork{{}, {cv::Mat(8, 8, CV_8UC3, cv::Scalar()), {}}, {}};
  EXPECT_EQ(Resize{.side = 4}(artwork)->drawing.pixels.data, artwork.drawing.pixels.data);
  EXPECT_TRUE((Resize{.side = 4, .keep_drawing = false}(artwork)->drawing.pixels.empty()));
}

TEST(Resize, GivesTheNetworkEightBits) {
  const Artwork deep{{}, {cv::Mat(8, 8, CV_16UC3, cv::Scalar::all(65535)), {}}, {}};
  const auto sample = Resize{.side = 8}(deep);
  EXPECT_EQ(sample->input.type(), CV_8UC3);
  EXPECT_EQ(sample->input.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 255, 255));
}

TEST(Resize, ThickensThinLinesForTheNetworkAlone) {
  cv::Mat drawing(1024, 1024, CV_8UC3, cv::Scalar::all(255));
  drawing.col(512).setTo(cv::Scalar::all(0));
  const Artwork artwork{{}, {drawing, {}}, {}};
  const Resize resize{.side = 32, .line_scale = {.mode = LineScale::Mode::automatic}};
  const auto sample = resize(artwork);
  EXPECT_EQ(sample->input.at<cv::Vec3b>(16, 16), cv::Vec3b(0, 0, 0));
  EXPECT_EQ(sample->drawing.pixels.data, drawing.data);
}

TEST(Resize, GivesTheNetworkSrgb) {
  const cv::Mat pixels(8, 8, CV_8UC3, cv::Scalar(200, 160, 140));
  Artwork wide{{}, {pixels, {}}, pixels};
  wide.drawing.metadata.icc_profile = std::make_shared<const Bytes>(wide_rgb_profile());
  const auto sample = Resize{.side = 8}(wide);
  const cv::Mat srgb = to_srgb(pixels, wide.drawing.metadata.icc_profile);
  EXPECT_EQ(cv::norm(sample->input, srgb, cv::NORM_INF), 0);
  EXPECT_EQ(cv::norm(sample->target, srgb, cv::NORM_INF), 0);
  EXPECT_GT(cv::norm(sample->input, pixels, cv::NORM_INF), 10);
  EXPECT_EQ(sample->drawing.pixels.data, pixels.data) << "ink stays as it is";
}

}  // namespace
}  // namespace tintflow
