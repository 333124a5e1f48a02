#include "stages/clean.h"

#include <gmock/gmock.h>
#include <opencv2/imgproc.hpp>

#include "tests/stages/photographed_paper.h"

namespace tintflow {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Clean clean_paper{.mode = Clean::Mode::paper};
const cv::Size size(400, 300);

Artwork artwork_of(const cv::Mat& pixels) { return {{3, 4}, {pixels, {}}, {}}; }

cv::Mat cleaned(const cv::Mat& pixels) { return clean_paper(artwork_of(pixels))->drawing.pixels; }

/// Draws with an ink of this color on photographed paper: it reflects that part of the light.
cv::Mat photograph_of_rectangle(const cv::Rect& area, const cv::Scalar& ink) {
  cv::Mat photograph = photographed_paper(size, 0);
  const cv::Mat drawn = photograph(area);
  cv::multiply(drawn, ink / 255.0, drawn);
  return add_noise(photograph, 0.01);
}

TEST(Clean, MakesUnevenNoisyPaperWhite) {
  const cv::Mat paper = cleaned(photographed_paper(size, 0.01));
  cv::Mat channel_minimum;
  cv::reduce(paper.reshape(1, 1), channel_minimum, 1, cv::REDUCE_MIN);
  EXPECT_GE(channel_minimum.at<std::uint8_t>(0), 240);
  EXPECT_GE(cv::mean(paper)[2], 254.9);
}

TEST(Clean, KeepsLargeSolidAreasDark) {
  const cv::Rect area(60, 40, 220, 200);
  const cv::Mat drawing = cleaned(photograph_of_rectangle(area, cv::Scalar::all(30)));
  EXPECT_NEAR(cv::mean(drawing(area))[0], 30, 6);
  EXPECT_NEAR(cv::mean(drawing(area))[2], 30, 6);
}

TEST(Clean, KeepsTheHueOfColoredLines) {
  const cv::Rect line(100, 0, 4, 300);
  const cv::Mat drawing = cleaned(photograph_of_rectangle(line, {120, 190, 255}));
  const cv::Scalar blue = cv::mean(drawing(line));
  EXPECT_NEAR(blue[0], 120, 8);
  EXPECT_NEAR(blue[1], 190, 12);
  EXPECT_NEAR(blue[2], 255, 4);
}

TEST(Clean, KeepsFaintPencilAsFaintAsItIs) {
  const cv::Rect line(0, 150, 400, 3);
  const cv::Mat drawing = cleaned(photograph_of_rectangle(line, cv::Scalar::all(170)));
  EXPECT_NEAR(cv::mean(drawing(line))[1], 170, 10);
}

TEST(Clean, GivesSixteenBitsForSixteenBits) {
  cv::Mat deep;
  photograph_of_rectangle({50, 50, 80, 80}, cv::Scalar::all(30)).convertTo(deep, CV_16U, 257);
  const cv::Mat drawing = cleaned(deep);
  ASSERT_EQ(drawing.type(), CV_16UC3);
  EXPECT_NEAR(cv::mean(drawing(cv::Rect(50, 50, 80, 80)))[0] / 257, 30, 6);
  EXPECT_EQ(drawing.at<cv::Vec3w>(10, 10), cv::Vec3w(65535, 65535, 65535));
}

TEST(Clean, LeavesADrawingOnWhiteAlone) {
  cv::Mat drawing(size, CV_8UC3, cv::Scalar::all(255));
  cv::rectangle(drawing, {20, 20, 200, 200}, cv::Scalar::all(180), cv::FILLED);
  const auto same = clean_paper(artwork_of(drawing));
  EXPECT_EQ(same->drawing.pixels.data, drawing.data);
  EXPECT_THAT(same->drawing.metadata.notices, IsEmpty());
}

TEST(Clean, DoesNotWriteIntoItsInput) {
  const cv::Mat photograph = photographed_paper(size, 0.01);
  const cv::Mat before = photograph.clone();
  EXPECT_NE(cleaned(photograph).data, photograph.data);
  EXPECT_EQ(cv::norm(photograph, before, cv::NORM_INF), 0);
}

TEST(Clean, KeepsAlphaAndMetadata) {
  Artwork artwork = artwork_of(photographed_paper(size, 0.01));
  artwork.drawing.alpha = cv::Mat(size, CV_8UC1, cv::Scalar(9));
  artwork.drawing.metadata.resolution = {300, 300};
  const auto clean = clean_paper(artwork);
  EXPECT_EQ(clean->id, (FrameId{3, 4}));
  EXPECT_EQ(clean->drawing.alpha.data, artwork.drawing.alpha.data);
  EXPECT_EQ(clean->drawing.metadata.resolution, cv::Size2d(300, 300));
}

TEST(Clean, SaysWhereItWouldHelpIfItIsOff) {
  const cv::Mat photograph = photographed_paper({1500, 1200}, 0.01);
  const auto same = Clean{}(artwork_of(photograph));
  EXPECT_EQ(same->drawing.pixels.data, photograph.data);
  EXPECT_THAT(same->drawing.metadata.notices, ElementsAre(HasSubstr("--clean auto")));
}

TEST(Clean, SaysNothingOfDrawingsMadeOnAComputer) {
  cv::Mat drawing(size, CV_8UC3, cv::Scalar(170, 160, 170));
  cv::circle(drawing, {200, 150}, 90, {0, 0, 0}, 4, cv::LINE_AA);
  EXPECT_THAT(Clean{}(artwork_of(drawing))->drawing.metadata.notices, IsEmpty());
}

TEST(Clean, SaysWhereItFindsNoPaper) {
  cv::Mat checkered(size, CV_8UC3, cv::Scalar::all(0));
  cv::rectangle(checkered, {5, 5, 20, 20}, cv::Scalar::all(200), cv::FILLED);
  const auto same = clean_paper(artwork_of(checkered));
  EXPECT_EQ(same->drawing.pixels.data, checkered.data);
  EXPECT_THAT(same->drawing.metadata.notices, ElementsAre(HasSubstr("no bare paper")));
}

}  // namespace
}  // namespace tintflow
