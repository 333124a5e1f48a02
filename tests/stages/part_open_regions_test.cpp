#include "stages/part_open_regions.h"

#include <set>

#include <gtest/gtest.h>

namespace tintflow {
namespace {

/// Paper with a square room of 19 x 19 pixels in its middle, whose left wall has a gap of so many
/// rows: one region.
cv::Mat open_room(int gap) {
  cv::Mat regions(61, 61, CV_32S, cv::Scalar(1));
  regions(cv::Rect(20, 20, 21, 21)).setTo(0);
  regions(cv::Rect(21, 21, 19, 19)).setTo(1);
  regions(cv::Rect(20, 30, 1, gap)).setTo(1);
  return regions;
}

std::set<int> numbers(const cv::Mat& labels) { return {labels.begin<int>(), labels.end<int>()}; }

TEST(PartOpenRegions, PartsWhereTheDiskDoesNotFitThrough) {
  const cv::Mat parts = part_open_regions(open_room(4), {.radius = 2});
  EXPECT_EQ(numbers(parts).size(), 3U) << "the room, the paper and none";
  EXPECT_NE(parts.at<int>(30, 0), parts.at<int>(30, 30));
  EXPECT_EQ(parts.at<int>(21, 21), parts.at<int>(39, 39)) << "corners belong to their room";
  EXPECT_EQ(parts.at<int>(20, 20), 0) << "walls are of none";
  EXPECT_NE(parts.at<int>(31, 20), 0) << "the gap is of one of them";
}

TEST(PartOpenRegions, LeavesWhatTheDiskFitsThroughWhole) {
  EXPECT_EQ(numbers(part_open_regions(open_room(5), {.radius = 2})).size(), 2U);
}

TEST(PartOpenRegions, RadiusZeroPartsNothing) {
  EXPECT_EQ(numbers(part_open_regions(open_room(1), {.radius = 0})).size(), 2U);
}

TEST(PartOpenRegions, SmallRoomsJoinTheNearestPart) {
  constexpr int places = 15 * 15;  // of a disk of radius 2 in the room, without those in the gap
  EXPECT_EQ(numbers(part_open_regions(open_room(3), {.radius = 2, .smallest = places})).size(), 3U);
  const cv::Mat whole = part_open_regions(open_room(3), {.radius = 2, .smallest = places + 20});
  EXPECT_EQ(numbers(whole).size(), 2U);
}

TEST(PartOpenRegions, PartsThatTouchTheBorderAreOne) {
  cv::Mat regions(40, 41, CV_32S, cv::Scalar(1));
  regions.col(20).setTo(0);
  regions(cv::Rect(20, 20, 1, 3)).setTo(1);
  EXPECT_EQ(numbers(part_open_regions(regions, {.radius = 2})).size(), 2U);
}

TEST(PartOpenRegions, ClosedRegionsStayWhole) {
  cv::Mat regions = open_room(4);
  cv::Mat closed = cv::Mat::zeros(regions.size(), CV_32S);
  const cv::Rect inside(1, 1, 59, 59);
  regions(inside).copyTo(closed(inside));
  EXPECT_EQ(numbers(part_open_regions(closed, {.radius = 2})), (std::set{0, 1}));
}

TEST(PartOpenRegions, RegionsWhereTheDiskFitsNowhereStayWhole) {
  cv::Mat regions = cv::Mat::zeros(40, 40, CV_32S);
  regions(cv::Rect(0, 0, 40, 20)).setTo(1);
  regions(cv::Rect(0, 22, 40, 3)).setTo(2);
  regions(cv::Rect(0, 27, 3, 13)).setTo(3);
  const cv::Mat parts = part_open_regions(regions, {.radius = 4});
  EXPECT_EQ(numbers(parts), (std::set{0, 1, 2, 3}));
  EXPECT_EQ(numbers(parts(cv::Rect(0, 22, 40, 3))).size(), 1U);
}

TEST(PartOpenRegions, TheBordersOfThePictureAreNoLines) {
  const cv::Mat regions(10, 60, CV_32S, cv::Scalar(1));
  EXPECT_EQ(numbers(part_open_regions(regions, {.radius = 20})), (std::set{1}));
}

TEST(PartOpenRegions, NoRegionsStayNone) {
  EXPECT_EQ(numbers(part_open_regions(cv::Mat::zeros(9, 9, CV_32S), {.radius = 2})), (std::set{0}));
}

}  // namespace
}  // namespace tintflow
