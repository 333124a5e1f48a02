#include "stages/shrink.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

cv::Mat noise(cv::Size size, int type = CV_8UC3) {
  cv::Mat picture(size, type);
  cv::RNG random(1);
  random.fill(picture, cv::RNG::UNIFORM, 0, type == CV_8UC3 ? 256 : 65536);
  return picture;
}

TEST(Shrink, AveragesAreasAsOpenCvDoes) {
  for (const cv::Size from : {cv::Size(512, 512), cv::Size(301, 97), cv::Size(1000, 31)}) {
    for (const cv::Size to : {cv::Size(286, 31), cv::Size(7, 30), cv::Size(1, 1), from}) {
      if (to.width > from.width || to.height > from.height) continue;
      const cv::Mat picture = noise(from);
      cv::Mat expected;
      cv::resize(picture, expected, to, 0, 0, cv::INTER_AREA);
      EXPECT_LE(cv::norm(shrink(picture, to), expected, cv::NORM_INF), 1) << from << " to " << to;
    }
  }
}

TEST(Shrink, LeavesFlatColorsAsTheyAre) {
  for (int level = 0; level < 256; ++level) {
    const cv::Mat picture(50, 70, CV_8UC3, cv::Scalar(level, 255 - level, 255));
    for (const cv::Size to : {cv::Size(33, 27), cv::Size(70, 27), cv::Size(33, 50)}) {
      const cv::Mat expected(to, CV_8UC3, cv::Scalar(level, 255 - level, 255));
      ASSERT_EQ(cv::norm(shrink(picture, to), expected, cv::NORM_INF), 0) << level << to;
    }
  }
}

TEST(Shrink, LeavesFlatColorsAsTheyAreWhereManyPixelsBecomeOne) {
  for (int level = 0; level < 256; level += 5) {
    const cv::Mat picture(615, 621, CV_8UC3, cv::Scalar(level, 255 - level, 255));
    const cv::Mat expected(10, 10, CV_8UC3, cv::Scalar(level, 255 - level, 255));
    ASSERT_EQ(cv::norm(shrink(picture, {10, 10}), expected, cv::NORM_INF), 0) << level;
  }
}

TEST(Shrink, TakesPartsOfPictures) {
  const cv::Mat whole = noise({200, 100});
  const cv::Mat half = whole.colRange(100, 200);
  EXPECT_EQ(cv::norm(shrink(half, {61, 61}), shrink(half.clone(), {61, 61}), cv::NORM_INF), 0);
}

TEST(Shrink, KeepsDeepPicturesDeep) {
  const cv::Mat picture = noise({100, 100}, CV_16UC3);
  cv::Mat expected;
  cv::resize(picture, expected, {61, 61}, 0, 0, cv::INTER_AREA);
  EXPECT_EQ(cv::norm(shrink(picture, {61, 61}), expected, cv::NORM_INF), 0);
}

}  // namespace
}  // namespace tintflow
