#include "stages/paper.h"

#include <cmath>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "tests/stages/photographed_paper.h"

namespace tintflow {
namespace {

cv::Mat even(const cv::Scalar& color, int type = CV_8UC3) { return {300, 400, type, color}; }

TEST(EstimatePaper, OfEvenPaperIsItsColor) {
  const PaperEstimate paper = estimate_paper(even({200, 180, 150}));
  EXPECT_LE(cv::norm(paper.color, cv::Mat(300, 400, CV_32FC3, cv::Scalar(200, 180, 150) / 255.0),
                     cv::NORM_INF),
            1e-3);
  EXPECT_GT(paper.share, 0.9);
  EXPECT_LT(paper.noise, 1e-3);
}

TEST(EstimatePaper, IsOfTheSamePaperInSixteenBits) {
  const cv::Mat paper = photographed_paper({400, 300}, 0.02);
  cv::Mat deep;
  paper.convertTo(deep, CV_16U, 257);
  EXPECT_LE(cv::norm(estimate_paper(paper).color, estimate_paper(deep).color, cv::NORM_INF), 0.02);
}

TEST(EstimatePaper, SeesThroughLinesAndSolidAreas) {
  const cv::Mat bare = photographed_paper({400, 300}, 0);
  cv::Mat drawn = bare.clone();
  cv::line(drawn, {0, 20}, {399, 280}, {20, 20, 30}, 5);
  cv::rectangle(drawn, {40, 60, 180, 200}, {15, 15, 15}, cv::FILLED);
  cv::rectangle(drawn, {250, 0, 100, 120}, {90, 80, 70}, cv::FILLED);
  const cv::Mat difference = estimate_paper(drawn).color - estimate_paper(bare).color;
  EXPECT_LE(cv::norm(difference, cv::NORM_INF), 0.06);
}

TEST(EstimatePaper, MeasuresTheNoiseOfSinglePixels) {
  constexpr double deviation = 0.03;
  const double of_brightness = deviation * std::hypot(0.299, 0.587, 0.114);
  const cv::Mat even_paper(1200, 1600, CV_8UC3, cv::Scalar::all(180));
  const PaperEstimate paper = estimate_paper(add_noise(even_paper, deviation));
  EXPECT_NEAR(paper.noise, of_brightness * 255 / 180, 0.002);
}

TEST(HasWhitePaper, IsTrueOfDrawingsOnWhite) {
  cv::Mat drawing = even(cv::Scalar::all(255));
  drawing.rowRange(0, 220).setTo(cv::Scalar::all(0));
  EXPECT_TRUE(has_white_paper(drawing));
  drawing.rowRange(0, 280).setTo(cv::Scalar::all(0));
  EXPECT_FALSE(has_white_paper(drawing));
}

TEST(HasWhitePaper, KnowsSixteenBitWhite) {
  EXPECT_TRUE(has_white_paper(even(cv::Scalar::all(65535), CV_16UC3)));
  EXPECT_FALSE(has_white_paper(even(cv::Scalar::all(255), CV_16UC3)));
}

TEST(IsGrayOrUneven, IsTrueOfPhotographsAndGrayScans) {
  EXPECT_TRUE(is_gray_or_uneven(estimate_paper(photographed_paper({400, 300}, 0.02))));
  EXPECT_TRUE(is_gray_or_uneven(estimate_paper(add_noise(even(cv::Scalar::all(225)), 0.02))));
}

TEST(IsGrayOrUneven, IsFalseOfEvenPaperThatIsColored) {
  EXPECT_FALSE(is_gray_or_uneven(estimate_paper(add_noise(even({215, 190, 150}), 0.02))));
}

TEST(IsGrayOrUneven, IsFalseOfWhatHasNoNoise) {
  EXPECT_FALSE(is_gray_or_uneven(estimate_paper(even(cv::Scalar::all(170)))));
  EXPECT_FALSE(is_gray_or_uneven(estimate_paper(photographed_paper({400, 300}, 0))))
      << "a gradient made on a computer";
}

}  // namespace
}  // namespace tintflow
