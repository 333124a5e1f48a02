#include "stages/normalize.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

TEST(Normalize, MapsBlackToMinusOneAndWhiteToOne) {
  Sample sample;
  sample.input = cv::Mat(1, 1, CV_8UC3, cv::Scalar(0, 255, 51));
  const auto normalized = Normalize{}(sample);
  ASSERT_TRUE(normalized);
  ASSERT_EQ(normalized->input.type(), CV_32FC3);
  EXPECT_FLOAT_EQ(normalized->input.at<cv::Vec3f>(0)[0], -1.0F);
  EXPECT_FLOAT_EQ(normalized->input.at<cv::Vec3f>(0)[1], 1.0F);
  EXPECT_FLOAT_EQ(normalized->input.at<cv::Vec3f>(0)[2], -0.6F);
  EXPECT_TRUE(normalized->target.empty());
  EXPECT_EQ(sample.input.type(), CV_8UC3);
}

TEST(Normalize, StaysWithinMinusOneAndOne) {
  Sample sample;
  sample.input = cv::Mat(40, 40, CV_8UC3);
  for (const int level : {0, 255}) {
    sample.input.setTo(cv::Scalar::all(level));
    EXPECT_LE(cv::norm(Normalize{}(sample)->input, cv::NORM_INF), 1.0) << level;
  }
}

TEST(Normalize, TreatsTheTargetTheSame) {
  Sample sample;
  sample.input = cv::Mat(2, 2, CV_8UC3, cv::Scalar(10, 20, 30));
  sample.target = sample.input.clone();
  const auto normalized = Normalize{}(sample);
  EXPECT_EQ(cv::norm(normalized->input, normalized->target, cv::NORM_INF), 0);
}

}  // namespace
}  // namespace tintflow
