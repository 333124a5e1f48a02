#include "stages/part_open_regions.h"

#include <set>

#include <gtest/gtest.h>

namespace tintflow {
namespace {

/// One region, cut at x = 20 by a line that has a gap of these rows.
cv::Mat two_rooms(int gap) {
  cv::Mat regions(40, 41, CV_32S, cv::Scalar(1));
  regions.col(20).setTo(0);
  regions(cv::Rect(20, 20, 1, gap)).setTo(1);
  return regions;
}

std::set<int> numbers(const cv::Mat& labels) { return {labels.begin<int>(), labels.end<int>()}; }

TEST(PartOpenRegions, PartsWhereTheDiskDoesNotFitThrough) {
  const cv::Mat parts = part_open_regions(two_rooms(4), {.radius = 2});
  EXPECT_EQ(numbers(parts), (std::set{0, 1, 2}));
  EXPECT_NE(parts.at<int>(21, 0), parts.at<int>(21, 40));
  EXPECT_EQ(parts.at<int>(0, 0), parts.at<int>(39, 19)) << "corners belong to their room";
  EXPECT_EQ(parts.at<int>(0, 20), 0) << "the line is of none";
  EXPECT_NE(parts.at<int>(21, 20), 0) << "the gap is of one of them";
}

TEST(PartOpenRegions, LeavesWhatTheDiskFitsThroughWhole) {
  EXPECT_EQ(numbers(part_open_regions(two_rooms(5), {.radius = 2})), (std::set{0, 1}));
}

TEST(PartOpenRegions, RadiusZeroPartsNothing) {
  EXPECT_EQ(numbers(part_open_regions(two_rooms(1), {.radius = 0})), (std::set{0, 1}));
}

TEST(PartOpenRegions, SmallPlacesJoinTheNearestPart) {
  cv::Mat regions = two_rooms(3);
  regions(cv::Rect(27, 0, 14, 40)).setTo(0);  // leaves 6 x 40 pixels right of the line
  const GapClosing gaps{.radius = 2};
  const cv::Mat centers_of_room = part_open_regions(regions, gaps);
  EXPECT_EQ(numbers(centers_of_room).size(), 3U);
  EXPECT_EQ(numbers(part_open_regions(regions, {.radius = 2, .smallest = 100})), (std::set{0, 1}));
}

TEST(PartOpenRegions, ClosedRegionsStayWhole) {
  cv::Mat regions = two_rooms(4);
  for (const cv::Mat& edge : {regions.row(0), regions.row(39), regions.col(0), regions.col(40)}) {
    cv::Mat(edge).setTo(0);
  }
  EXPECT_EQ(numbers(part_open_regions(regions, {.radius = 2})), (std::set{0, 1}));
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
  cv::Mat regions(10, 60, CV_32S, cv::Scalar(1));
  EXPECT_EQ(numbers(part_open_regions(regions, {.radius = 20})), (std::set{1}));
}

TEST(PartOpenRegions, NoRegionsStayNone) {
  EXPECT_EQ(numbers(part_open_regions(cv::Mat::zeros(9, 9, CV_32S), {.radius = 2})), (std::set{0}));
}

}  // namespace
}  // namespace tintflow
