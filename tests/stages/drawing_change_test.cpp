#include "stages/drawing_change.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "stages/synthetic_drawing.h"

namespace tintflow {
namespace {

constexpr int kSide = 256;

/// A still house on a still ground, and a ball at `x`.
cv::Mat scene(int x) {
  const cv::Scalar ink = cv::Scalar::all(0);
  cv::Mat drawing(kSide, kSide, CV_8UC3, cv::Scalar::all(255));
  cv::line(drawing, {0, 200}, {kSide, 200}, ink, 2);
  cv::rectangle(drawing, {170, 60}, {240, 140}, ink, 2);
  cv::circle(drawing, {x, 110}, 30, ink, 2);
  return drawing;
}

DrawingChange change(int from, int to) {
  return compare_drawings(find_regions(scene(from)), find_regions(scene(to)));
}

bool is_still(const DrawingChange& change, int x, int y) {
  return change.still.at<unsigned char>(y, x) != 0;
}

bool is_cut(const cv::Mat& before, const cv::Mat& now) {
  return is_scene_cut(before, now, find_motion(before, now));
}

TEST(Regions, AreWhatLinesEncloseAcrossSmallGaps) {
  cv::Mat drawing = scene(60);
  EXPECT_EQ(find_regions(drawing).count, 5);  // 0, sky, ground, house, ball
  drawing.at<cv::Vec3b>(60, 200) = drawing.at<cv::Vec3b>(61, 200) = {255, 255, 255};
  drawing.at<cv::Vec3b>(59, 200) = {255, 255, 255};
  EXPECT_EQ(find_regions(drawing).count, 5);
}

TEST(DrawingChange, OfEqualDrawingsIsNone) {
  EXPECT_EQ(cv::countNonZero(change(60, 60).still), kSide * kSide);
}

TEST(DrawingChange, LeavesStillWhatAMovingThingDoesNotSweep) {
  const DrawingChange moved = change(60, 80);
  EXPECT_TRUE(is_still(moved, 200, 100)) << "inside of the house";
  EXPECT_TRUE(is_still(moved, 170, 100)) << "its wall";
  EXPECT_TRUE(is_still(moved, 10, 10)) << "sky";
  EXPECT_TRUE(is_still(moved, 128, 230)) << "ground";
  EXPECT_FALSE(is_still(moved, 70, 110)) << "inside of the ball";
  EXPECT_FALSE(is_still(moved, 100, 110)) << "sky that the ball covers now";
  EXPECT_FALSE(is_still(moved, 40, 110)) << "sky that the ball has left";
}

TEST(DrawingChange, KnowsRegionsAgainThatMoved) {
  const DrawingRegions before = find_regions(scene(60));
  const DrawingRegions now = find_regions(scene(80));
  const DrawingChange moved = compare_drawings(before, now);
  for (const cv::Point place : {cv::Point(10, 10), {70, 110}, {200, 100}, {128, 230}}) {
    EXPECT_EQ(moved.origin[now.labels.at<int>(place)], before.labels.at<int>(place));
  }
  const DrawingChange far = compare_drawings(before, find_regions(scene(130)));
  EXPECT_EQ(far.origin[find_regions(scene(130)).labels.at<int>(110, 130)], -1);
}

TEST(SceneCut, IsNoneWhileThingsMove) {
  for (const int x : {62, 70, 90, 130}) EXPECT_FALSE(is_cut(scene(60), scene(x))) << x;
}

TEST(SceneCut, IsNoneWhereTheCameraPans) {
  const cv::Mat wide = synthetic_drawing({512, 512}, 9);
  for (const int step : {2, 6, 12}) {
    const cv::Rect view(100, 100, kSide, kSide);
    EXPECT_FALSE(is_cut(wide(view), wide(view + cv::Point(step, step / 2)))) << step;
  }
}

TEST(SceneCut, IsBetweenOtherDrawings) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const cv::Mat one = synthetic_drawing({kSide, kSide}, seed);
    EXPECT_TRUE(is_cut(one, synthetic_drawing({kSide, kSide}, seed + 100))) << seed;
    EXPECT_TRUE(is_cut(one, scene(60))) << seed;
  }
  const cv::Mat blank(kSide, kSide, CV_8UC3, cv::Scalar::all(255));
  EXPECT_TRUE(is_cut(scene(60), blank));
  EXPECT_TRUE(is_cut(blank, scene(60)));
  EXPECT_FALSE(is_cut(blank, blank));
}

}  // namespace
}  // namespace tintflow
