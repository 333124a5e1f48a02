#include "stages/line_scale.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

constexpr int side = 64;
constexpr LineScale automatic{.mode = LineScale::Mode::automatic};

/// Vertical lines of this width on white, their left edges a 4th of the picture apart.
cv::Mat striped(int size, int width, const cv::Scalar& ink = {0, 0, 0}, int type = CV_8UC3) {
  cv::Mat drawing(size, size, type, cv::Scalar::all(type == CV_16UC3 ? 65535 : 255));
  for (int x = size / 16; x < size; x += size / 4) drawing.colRange(x, x + width).setTo(ink);
  return drawing;
}

/// Share of black in the picture, which for `striped` is the width of lines.
double darkness(const cv::Mat& drawing) { return 1 - cv::mean(drawing)[1] / 255; }

class LineWidth : public ::testing::TestWithParam<int> {};

TEST_P(LineWidth, IsMeasuredInPixels) {
  EXPECT_NEAR(line_width(striped(256, GetParam())), GetParam(), 0.5);
}

INSTANTIATE_TEST_SUITE_P(Pixels, LineWidth, ::testing::Values(1, 2, 3, 5, 8, 15));

TEST(LineWidthOf, WhitePaperIsZero) {
  EXPECT_EQ(line_width(cv::Mat(64, 64, CV_8UC3, cv::Scalar::all(255))), 0);
}

TEST(LineWidthOf, ABlackSheetIsZero) {
  EXPECT_EQ(line_width(cv::Mat(64, 64, CV_8UC3, cv::Scalar::all(0))), 0);
}

TEST(LineWidthOf, ADrawingIsNotThatOfItsSolidAreas) {
  cv::Mat drawing = striped(256, 3);
  drawing(cv::Rect(100, 100, 60, 60)).setTo(cv::Scalar::all(0));
  EXPECT_NEAR(line_width(drawing), 3, 0.5);
}

TEST(ScaleLines, LeavesKnownWidthsAlone) {
  const cv::Mat drawing = striped(512, 24);  // 3 pixels of the network's
  EXPECT_EQ(scale_lines(drawing, side, automatic).data, drawing.data);
}

TEST(ScaleLines, LeavesAreasOfBlackAlone) {
  cv::Mat night(1024, 1024, CV_8UC3, cv::Scalar::all(0));
  night(cv::Rect(0, 0, 1024, 100)).setTo(cv::Scalar::all(255));
  EXPECT_EQ(scale_lines(night, side, automatic).data, night.data);
  const cv::Mat strip(4000, 5, CV_8UC3, cv::Scalar::all(0));
  EXPECT_EQ(scale_lines(strip, side, automatic).data, strip.data);
}

TEST(ScaleLines, LeavesAllAloneWhenOff) {
  const cv::Mat drawing = striped(1024, 1);
  EXPECT_EQ(scale_lines(drawing, side, {}).data, drawing.data);
}

TEST(ScaleLines, ThickensWhatWouldVanish) {
  const cv::Mat drawing = striped(4096, 2);
  const cv::Mat scaled = scale_lines(drawing, side, automatic);
  EXPECT_EQ(scaled.size(), cv::Size(2 * side, 2 * side));
  EXPECT_NEAR(darkness(scaled) * side / 4, 2.5, 0.5) << "pixels of the network's square";
}

TEST(ScaleLines, ThinsWhatIsTooThick) {
  const cv::Mat scaled = scale_lines(striped(1024, 160), side, automatic);
  EXPECT_NEAR(darkness(scaled) * side / 4, 5, 0.5);
}

TEST(ScaleLines, KeepsTheColorOfThinLines) {
  const cv::Mat scaled = scale_lines(striped(1024, 1, {40, 60, 200}), side, automatic);
  cv::Mat ink;
  cv::inRange(scaled, cv::Scalar(40, 60, 200), cv::Scalar(40, 60, 200), ink);
  EXPECT_NEAR(cv::mean(ink)[0] / 255 * side / 4, 2.5, 0.5);
}

TEST(ScaleLines, TakesAFactor) {
  const LineScale twice{.mode = LineScale::Mode::factor, .factor = 2};
  const cv::Mat drawing = striped(256, 15);
  constexpr double pixel_for_each_line = 4.0 / side;
  EXPECT_NEAR(darkness(scale_lines(drawing, side, twice)), 2 * darkness(drawing),
              pixel_for_each_line);
}

TEST(ScaleLines, TakesSixteenBits) {
  const cv::Mat deep = striped(1024, 1, {0, 0, 0}, CV_16UC3);
  const cv::Mat scaled = scale_lines(deep, side, automatic);
  EXPECT_EQ(scaled.type(), CV_8UC3);
  EXPECT_EQ(cv::norm(scaled, scale_lines(striped(1024, 1), side, automatic), cv::NORM_INF), 0);
}

TEST(ScaleLines, TakesSizesThatBlocksDoNotDivide) {
  const cv::Mat drawing = striped(1024, 1)(cv::Rect(0, 0, 1021, 517));
  const cv::Mat scaled = scale_lines(drawing, side, automatic);
  EXPECT_EQ(scaled.size(), cv::Size(128, 65)) << "blocks of 8 x 8, the last ones smaller";
}

TEST(ScaleLines, DoesNotWriteIntoItsInput) {
  const cv::Mat drawing = striped(100, 1);
  const cv::Mat before = drawing.clone();
  EXPECT_NE(cv::norm(scale_lines(drawing, side, automatic), before, cv::NORM_INF), 0);
  EXPECT_EQ(cv::norm(drawing, before, cv::NORM_INF), 0);
}

}  // namespace
}  // namespace tintflow
