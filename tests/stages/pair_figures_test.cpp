#include "stages/pair_figures.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

/// A green disk and its outline, the latter moved by this much.
Sample disk_pair(cv::Point moved = {}) {
  Sample sample;
  sample.target = cv::Mat(256, 256, CV_8UC3, cv::Scalar::all(255));
  cv::circle(sample.target, {128, 128}, 80, cv::Scalar(40, 160, 60), cv::FILLED, cv::LINE_AA);
  sample.input = cv::Mat(256, 256, CV_8UC3, cv::Scalar::all(255));
  cv::circle(sample.input, cv::Point(128, 128) + moved, 80, cv::Scalar::all(0), 3);
  return sample;
}

TEST(MeasurePair, FindsInkAtEdgesWhereAPairFits) {
  const PairFigures fit = measure_pair(disk_pair());
  EXPECT_GT(fit.aligned, 0.95);
  cv::Mat ink;
  cv::inRange(disk_pair().input, cv::Scalar::all(0), cv::Scalar::all(0), ink);
  EXPECT_DOUBLE_EQ(fit.ink * 256 * 256, cv::countNonZero(ink));
  EXPECT_LT(measure_pair(disk_pair({12, 12})).aligned, 0.5);
}

TEST(MeasurePair, CountsOnlyTheOutlineOfFilledInk) {
  Sample sample = disk_pair();
  cv::circle(sample.input, {128, 128}, 80, cv::Scalar::all(0), cv::FILLED);
  EXPECT_GT(measure_pair(sample).aligned, 0.95);
}

TEST(MeasurePair, FindsNoInkOnEmptyPaper) {
  Sample sample = disk_pair();
  sample.input.setTo(cv::Scalar::all(255));
  const PairFigures figures = measure_pair(sample);
  EXPECT_EQ(figures.ink, 0);
  EXPECT_EQ(figures.aligned, 1);
}

TEST(MeasurePair, TellsHowMuchDrawingAndColorDiffer) {
  Sample sample = disk_pair();
  sample.input = sample.target;
  EXPECT_EQ(measure_pair(sample).difference, 0);
  sample.input = cv::Mat(256, 256, CV_8UC3, cv::Scalar::all(0));
  sample.target = cv::Mat(256, 256, CV_8UC3, cv::Scalar::all(51));
  EXPECT_DOUBLE_EQ(measure_pair(sample).difference, 0.2);
}

TEST(Fingerprint, IsNearlyTheSameAfterCompressionAndScaling) {
  Sample sample = disk_pair();
  cv::ellipse(sample.target, {100, 90}, {40, 20}, 30, 0, 360, cv::Scalar(250, 80, 80), cv::FILLED);
  const Fingerprint own = measure_pair(sample).fingerprint;
  EXPECT_EQ(fingerprint_distance(own, own), 0);
  cv::Mat noise(sample.target.size(), CV_16SC3);
  cv::RNG(1).fill(noise, cv::RNG::NORMAL, 0, 3);
  cv::add(sample.target, noise, sample.target, cv::noArray(), CV_8U);
  EXPECT_LT(fingerprint_distance(own, measure_pair(sample).fingerprint), 0.05);
}

TEST(Fingerprint, DiffersInShapeAndInColor) {
  const Fingerprint own = measure_pair(disk_pair()).fingerprint;
  Sample other_color = disk_pair();
  cv::circle(other_color.target, {128, 128}, 80, cv::Scalar(200, 40, 160), cv::FILLED);
  EXPECT_GT(fingerprint_distance(own, measure_pair(other_color).fingerprint), 0.2);
  Sample other_shape = disk_pair();
  cv::rectangle(other_shape.target, {20, 20, 60, 200}, cv::Scalar(40, 160, 60), cv::FILLED);
  EXPECT_GT(fingerprint_distance(own, measure_pair(other_shape).fingerprint), 0.2);
}

TEST(Fingerprint, OfTwoEmptyPicturesIsTheSame) { EXPECT_EQ(fingerprint_distance({}, {}), 0); }

}  // namespace
}  // namespace tintflow
