#include "stages/flat_fill.h"

#include <cmath>
#include <cstdlib>
#include <set>
#include <tuple>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

constexpr int side = 256;
const cv::Vec3b inner(200, 40, 30);
const cv::Vec3b outer(20, 60, 220);

/// A circle on paper, and noisy colors that differ inside and outside of it.
struct Scene {
  cv::Mat guide = cv::Mat(side, side, CV_8UC1, cv::Scalar(255));
  cv::Mat color = cv::Mat(side, side, CV_8UC3, cv::Scalar(outer));

  explicit Scene(double gap_degrees = 0) {
    cv::ellipse(guide, {128, 128}, {70, 70}, 0, gap_degrees, 360, {0}, 3);
    cv::circle(color, {128, 128}, 70, cv::Scalar(inner), cv::FILLED);
    cv::Mat noise(color.size(), CV_16SC3);
    cv::RNG(1).fill(noise, cv::RNG::UNIFORM, -15, 16);
    cv::add(color, noise, color, {}, CV_8U);
  }

  [[nodiscard]] cv::Mat fill() const {
    cv::Mat drawing;
    cv::cvtColor(guide, drawing, cv::COLOR_GRAY2RGB);
    return flat_fill(color, drawing, guide);
  }
};

std::size_t count_colors(const cv::Mat& picture) {
  std::set<std::tuple<int, int, int>> colors;
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      const auto& pixel = picture.at<cv::Vec3b>(y, x);
      colors.emplace(pixel[0], pixel[1], pixel[2]);
    }
  }
  return colors.size();
}

TEST(FlatFill, GivesEachRegionTheMedianOfItsColors) {
  const cv::Mat flat = Scene().fill();
  EXPECT_EQ(count_colors(flat), 2);
  EXPECT_LE(cv::norm(flat.at<cv::Vec3b>(128, 128), inner, cv::NORM_INF), 2);
  EXPECT_LE(cv::norm(flat.at<cv::Vec3b>(5, 5), outer, cv::NORM_INF), 2);
}

TEST(FlatFill, ClosesASmallGap) {
  const cv::Mat flat = Scene(3).fill();
  EXPECT_LE(cv::norm(flat.at<cv::Vec3b>(128, 128), inner, cv::NORM_INF), 2);
  EXPECT_LE(cv::norm(flat.at<cv::Vec3b>(5, 5), outer, cv::NORM_INF), 2);
}

TEST(FlatFill, RunsUnderTheInkToItsMiddle) {
  const cv::Mat flat = Scene().fill();
  for (int x = 0; x < side; ++x) {
    const double radius = std::abs(x - 128);
    if (std::abs(radius - 70) <= 1) continue;
    const cv::Vec3b expected = radius < 70 ? inner : outer;
    EXPECT_LE(cv::norm(flat.at<cv::Vec3b>(128, x), expected, cv::NORM_INF), 2) << x;
  }
}

TEST(FlatFill, DoesNotCountWhatWasPaintedUnderInk) {
  Scene scene;
  cv::circle(scene.color, {128, 128}, 70, {0, 0, 0}, 41);
  cv::Mat drawing(side, side, CV_8UC3, cv::Scalar::all(255));
  cv::circle(drawing, {128, 128}, 70, {0, 0, 0}, 41);
  const cv::Mat flat = flat_fill(scene.color, drawing, scene.guide);
  EXPECT_LE(cv::norm(flat.at<cv::Vec3b>(128, 128), inner, cv::NORM_INF), 2);
}

TEST(FlatFill, LetsSpecksJoinTheirNeighbor) {
  Scene scene;
  scene.guide(cv::Rect(20, 20, 5, 5)).setTo(0);
  scene.guide(cv::Rect(22, 22, 1, 1)).setTo(255);
  scene.color(cv::Rect(20, 20, 5, 5)).setTo(cv::Scalar(0, 255, 0));
  EXPECT_EQ(count_colors(scene.fill()), 2);
}

TEST(FlatFill, TakesColorsOfAnotherSize) {
  const Scene scene;
  cv::Mat small;
  cv::resize(scene.color, small, {64, 64}, 0, 0, cv::INTER_AREA);
  const cv::Mat paper(64, 64, CV_8UC3, cv::Scalar::all(255));
  const cv::Mat flat = flat_fill(small, paper, scene.guide);
  EXPECT_EQ(flat.size(), scene.guide.size());
  EXPECT_LE(cv::norm(flat.at<cv::Vec3b>(128, 128), inner, cv::NORM_INF), 8);
}

TEST(FlatFill, OfASheetWithoutPaperIsOneColor) {
  const cv::Mat color(8, 8, CV_8UC3, cv::Scalar(1, 2, 3));
  const cv::Mat black(30, 40, CV_8UC1, cv::Scalar(0));
  const cv::Mat flat = flat_fill(color, cv::Mat(8, 8, CV_8UC3, cv::Scalar()), black);
  EXPECT_EQ(cv::norm(flat, cv::Mat(30, 40, CV_8UC3, cv::Scalar(1, 2, 3)), cv::NORM_INF), 0);
}

}  // namespace
}  // namespace tintflow
