#include "stages/ground_truth.h"

#include <cmath>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "stages/lab.h"

namespace tintflow {
namespace {

const cv::Scalar white(255, 255, 255);
const cv::Scalar red(255, 0, 0);
const cv::Scalar green(0, 128, 0);

const cv::Rect left_box(40, 60, 60, 60);
const cv::Rect right_box(140, 60, 60, 60);

cv::Mat drawing() {
  cv::Mat picture(256, 256, CV_8UC3, white);
  for (const cv::Rect& box : {left_box, right_box}) {
    cv::rectangle(picture, box.tl() - cv::Point(1, 1), box.br(), cv::Scalar());
  }
  return picture;
}

cv::Mat filled(const cv::Scalar& left, const cv::Scalar& right) {
  cv::Mat picture = drawing();
  picture(left_box).setTo(left);
  picture(right_box).setTo(right);
  return picture;
}

Lab lab_of(const cv::Scalar& color) {
  return to_lab(cv::Mat(1, 1, CV_8UC3, color)).at<cv::Vec3f>(0, 0);
}

double mean(const Figures& figures, Figure figure) { return at(figures, figure).mean(); }

class GroundTruthTest : public ::testing::Test {
 protected:
  GroundTruth truth_{drawing(), filled(red, green)};
};

TEST_F(GroundTruthTest, TheTruthItselfIsPerfect) {
  const Figures figures = truth_.measure(filled(red, green));
  EXPECT_EQ(truth_.regions(), 2U);
  EXPECT_EQ(mean(figures, Figure::region_error), 0);
  EXPECT_EQ(mean(figures, Figure::regions_under_10), 1);
  EXPECT_NEAR(mean(figures, Figure::region_spread), 0, 1e-6);
  EXPECT_EQ(mean(figures, Figure::lab_l1), 0);
  EXPECT_EQ(mean(figures, Figure::colorfulness), 1);
  EXPECT_NEAR(mean(figures, Figure::bleeding), 0, 1e-3);
  EXPECT_EQ(mean(figures, Figure::l1), 0);
  EXPECT_EQ(mean(figures, Figure::psnr), 100);
  EXPECT_EQ(mean(figures, Figure::masked_psnr), 100);
  EXPECT_NEAR(mean(figures, Figure::ssim), 1, 1e-6);
  EXPECT_NEAR(mean(figures, Figure::masked_ssim), 1, 1e-6);
}

TEST_F(GroundTruthTest, EachRegionCountsOnce) {
  const Figures figures = truth_.measure(filled(red, red));
  const double error = ciede2000(lab_of(red), lab_of(green));
  EXPECT_EQ(at(figures, Figure::region_error).weight, 2);
  EXPECT_NEAR(at(figures, Figure::region_error).total, error, 1e-9);
  EXPECT_EQ(mean(figures, Figure::regions_under_10), 0.5);
}

TEST_F(GroundTruthTest, TheMedianOverlooksASpot) {
  cv::Mat answer = filled(red, green);
  answer(cv::Rect(left_box.tl(), cv::Size(60, 29))).setTo(cv::Scalar());
  const Figures figures = truth_.measure(answer);
  EXPECT_EQ(mean(figures, Figure::region_error), 0);
  EXPECT_GT(mean(figures, Figure::region_spread), 10) << "but it is uneven";
}

TEST_F(GroundTruthTest, InkAndPaperDoNotCountWhereMasked) {
  const Figures figures = truth_.measure(drawing());
  // Two equal areas: red and green that stayed white.
  const Lab of_white = lab_of(white);
  double expected = 0;
  for (const cv::Scalar& color : {red, green}) {
    const Lab difference = lab_of(color) - of_white;
    expected += (std::abs(difference[0]) + std::abs(difference[1]) + std::abs(difference[2])) / 6;
  }
  EXPECT_NEAR(mean(figures, Figure::lab_l1), expected, 1e-4);
  // Of red two channels are off by 255, of green by 255, 127 and 255.
  const double squared_error = (2 * 255.0 * 255 + 2 * 255.0 * 255 + 127.0 * 127) / 6;
  EXPECT_NEAR(mean(figures, Figure::masked_psnr), 10 * std::log10(255 * 255 / squared_error), 1e-9);
  EXPECT_GT(mean(figures, Figure::psnr), mean(figures, Figure::masked_psnr) + 3);
  EXPECT_NEAR(mean(figures, Figure::colorfulness), 0, 1e-6);
}

TEST_F(GroundTruthTest, BleedingIsTheChromaOfPaperBesideTheFigure) {
  cv::Mat far_away = filled(red, green);
  far_away(cv::Rect(0, 200, 256, 56)).setTo(red);
  EXPECT_NEAR(mean(truth_.measure(far_away), Figure::bleeding), 0, 1e-3);
  cv::Mat everywhere = filled(red, green);
  everywhere.setTo(red);
  EXPECT_NEAR(mean(truth_.measure(everywhere), Figure::bleeding), chroma(lab_of(red)), 1e-3);
}

TEST(GroundTruth, WithoutRegionsHasNoRegionFigures) {
  const cv::Mat paper(20, 20, CV_8UC3, white);
  const GroundTruth truth(paper, paper);
  const Figures figures = truth.measure(paper);
  EXPECT_EQ(truth.regions(), 0U);
  for (const Figure figure : {Figure::region_error, Figure::regions_under_10, Figure::region_spread,
                              Figure::lab_l1, Figure::bleeding, Figure::masked_psnr}) {
    EXPECT_EQ(at(figures, figure).weight, 0);
  }
  EXPECT_EQ(mean(figures, Figure::l1), 0);
}

TEST(GroundTruth, MeasuresRegionsOfLargePicturesAtOneSize) {
  cv::Mat big_drawing;
  cv::Mat big_truth;
  cv::resize(drawing(), big_drawing, {}, 4, 4, cv::INTER_NEAREST);
  cv::resize(filled(red, green), big_truth, {}, 4, 4, cv::INTER_NEAREST);
  const Figures figures = GroundTruth(big_drawing, big_truth).measure(big_drawing);
  const Figures small = GroundTruth(drawing(), filled(red, green)).measure(drawing());
  EXPECT_EQ(mean(figures, Figure::region_error), mean(small, Figure::region_error));
  EXPECT_NEAR(mean(figures, Figure::lab_l1), mean(small, Figure::lab_l1), 1e-6);
}

TEST(GroundTruth, KnowsTheSpreadOfTheTruth) {
  cv::Mat shaded = filled(red, green);
  EXPECT_NEAR(GroundTruth(drawing(), shaded).region_spread().mean(), 0, 1e-6);
  shaded(cv::Rect(left_box.tl(), cv::Size(30, 60))).setTo(green);
  const Lab difference = lab_of(red) - lab_of(green);
  const double of_left =
      (std::abs(difference[0]) + std::abs(difference[1]) + std::abs(difference[2])) / 6;
  EXPECT_NEAR(GroundTruth(drawing(), shaded).region_spread().mean(), of_left / 2, 1e-4);
}

}  // namespace
}  // namespace tintflow
