#include "stages/hold_colors.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "stages/synthetic_drawing.h"

namespace tintflow {
namespace {

constexpr int kSide = 256;
const cv::Vec3b kSky(120, 180, 240), kGround(90, 160, 60), kHouse(200, 120, 90), kBall(230, 60, 50);

void draw_scene(cv::Mat& picture, int x, bool is_filled) {
  const cv::Scalar ink = cv::Scalar::all(0);
  const auto put = [&](const cv::Vec3b& color) { return is_filled ? cv::Scalar(color) : ink; };
  const int width = is_filled ? cv::FILLED : 2;
  if (is_filled) picture.setTo(kSky);
  if (is_filled) picture(cv::Rect(0, 200, kSide, kSide - 200)).setTo(kGround);
  if (!is_filled) cv::line(picture, {0, 200}, {kSide, 200}, ink, 2);
  cv::rectangle(picture, {170, 60}, {240, 140}, put(kHouse), width);
  cv::circle(picture, {x, 110}, 30, put(kBall), width);
}

/// The scene's true colors, changed by `bias` and noise of so many levels.
cv::Mat painted(int x, int bias, int noise, int seed) {
  cv::Mat color(kSide, kSide, CV_8UC3);
  draw_scene(color, x, true);
  cv::RNG random(static_cast<std::uint64_t>(seed));
  cv::Mat shift(kSide, kSide, CV_16SC3);
  random.fill(shift, cv::RNG::UNIFORM, bias - noise, bias + noise + 1);
  cv::Mat wide;
  color.convertTo(wide, CV_16SC3);
  wide += shift;
  wide.convertTo(color, CV_8UC3);
  return color;
}

ShownDrawing shown(int x, const cv::Mat& color) {
  cv::Mat drawing(kSide, kSide, CV_8UC3, cv::Scalar::all(255));
  draw_scene(drawing, x, false);
  return {.regions = find_regions(drawing), .color = color};
}

double mean_difference(const cv::Mat& a, const cv::Mat& b, const cv::Rect& where) {
  return cv::norm(a(where), b(where), cv::NORM_L1) / (3.0 * where.area());
}

TEST(HoldColors, KeepsAllOfAnEqualDrawing) {
  const cv::Mat first = painted(60, 0, 20, 1);
  const cv::Mat held = hold_colors(shown(60, first), shown(60, painted(60, 15, 20, 2))).color;
  EXPECT_EQ(cv::norm(held, first, cv::NORM_INF), 0);
}

TEST(HoldColors, KeepsWhatStandsStillWhileAThingMoves) {
  ShownDrawing before = shown(60, painted(60, 0, 20, 1));
  const cv::Mat first = before.color;
  for (int step = 1; step <= 10; ++step) {
    const int x = 60 + 6 * step;
    const ShownDrawing now = shown(x, painted(x, (step % 3) * 10, 20, step + 1));
    before = hold_colors(before, now);
  }
  for (const cv::Rect& still :
       {cv::Rect(180, 70, 50, 60), cv::Rect(0, 0, kSide, 50), cv::Rect(0, 205, kSide, 45)}) {
    EXPECT_EQ(cv::norm(before.color(still), first(still), cv::NORM_INF), 0);
  }
}

TEST(HoldColors, LetsMovingThingsTakeTheirColorsAlongAndLeaveNoTrail) {
  ShownDrawing before = shown(60, painted(60, 0, 4, 1));
  for (int step = 1; step <= 10; ++step) {
    const int x = 60 + 6 * step;
    // The network's opinion wavers by 12 levels.
    before = hold_colors(before, shown(x, painted(x, step % 2 == 0 ? 12 : -12, 4, step + 1)));
    const cv::Mat truth = painted(x, 0, 0, 0);
    EXPECT_LT(mean_difference(before.color, truth, {x - 15, 95, 30, 30}), 5) << step;
    EXPECT_LT(mean_difference(before.color, truth, {10, 90, 20, 40}), 5) << step;
    const int left = x - 30;
    if (left > 50) {
      EXPECT_LT(mean_difference(before.color, truth, {left - 15, 90, 12, 40}), 5) << step;
    }
  }
}

TEST(HoldColors, FollowsASlowFade) {
  const ShownDrawing whole = shown(60, painted(60, 0, 0, 1));
  ShownDrawing before = whole;
  for (int step = 0; step <= 20; ++step) {
    cv::Mat faded = whole.regions.drawing * (step / 20.0);
    faded += cv::Scalar::all(255 - 255 * step / 20.0);
    const ShownDrawing now{
        .regions = find_regions(faded),
        .color = whole.color * (step / 20.0) + cv::Scalar::all(255 - 255 * step / 20.0)};
    before = step == 0 ? now : hold_colors(before, now);
  }
  EXPECT_LT(mean_difference(before.color, whole.color, {190, 75, 40, 50}), 40);
}

TEST(HoldColors, BeginsAnewBehindACut) {
  const cv::Mat next = painted(60, 10, 5, 7);
  ShownDrawing other = shown(60, painted(60, 0, 5, 1));
  other.regions = find_regions(synthetic_drawing({kSide, kSide}, 3));
  EXPECT_EQ(cv::norm(hold_colors(other, shown(60, next)).color, next, cv::NORM_INF), 0);
}

TEST(HoldColors, BeginsAnewWhereInkTurnsLight) {
  ShownDrawing light = shown(60, painted(60, 0, 5, 1));
  light.has_light_ink = true;
  const cv::Mat next = painted(60, 10, 5, 7);
  EXPECT_EQ(cv::norm(hold_colors(light, shown(60, next)).color, next, cv::NORM_INF), 0);
}

TEST(HoldColors, DoesNotWriteIntoWhatItWasGiven) {
  const cv::Mat first = painted(60, 0, 20, 1);
  const cv::Mat second = painted(70, 9, 20, 2);
  (void)hold_colors(shown(60, first), shown(70, second));
  EXPECT_EQ(cv::norm(second, painted(70, 9, 20, 2), cv::NORM_INF), 0);
}

/// The scene's true colors, all darker than those that the network is made to paint.
ShownDrawing referenced(int x) {
  ShownDrawing first = shown(x, painted(x, -60, 0, 1));
  first.reference = std::make_shared<const ShownDrawing>(first);
  return first;
}

TEST(HoldColors, CarriesAReferenceThroughItsShot) {
  ShownDrawing before = referenced(60);
  for (int step = 1; step <= 14; ++step) {
    const int x = 60 + 6 * step;
    before = hold_colors(before, shown(x, painted(x, 0, 10, step + 1)));
    const cv::Mat wanted = painted(x, -60, 0, 0);
    EXPECT_LT(mean_difference(before.color, wanted, {x - 15, 95, 30, 30}), 3) << step;
    EXPECT_LT(mean_difference(before.color, wanted, {0, 0, kSide, 75}), 1) << step;
    EXPECT_LT(mean_difference(before.color, wanted, {0, 205, kSide, 45}), 1) << step;
  }
}

TEST(HoldColors, GivesAGroundThatIsCutInTwoTheReferencesColor) {
  const auto wall = [](int x) {
    cv::Mat drawing(kSide, kSide, CV_8UC3, cv::Scalar::all(255));
    cv::line(drawing, {0, 128}, {kSide, 128}, cv::Scalar::all(0), 2);
    cv::rectangle(drawing, {x, -5}, {x + 30, 128}, cv::Scalar::all(0), 2);
    return find_regions(drawing);
  };
  ShownDrawing before{.regions = wall(10),
                      .color = cv::Mat(kSide, kSide, CV_8UC3, cv::Scalar(kSky))};
  before.reference = std::make_shared<const ShownDrawing>(before);
  for (int x = 14; x <= 150; x += 4) {
    before = hold_colors(
        before, {.regions = wall(x), .color = cv::Mat(kSide, kSide, CV_8UC3, cv::Scalar(kBall))});
  }
  EXPECT_EQ(before.color.at<cv::Vec3b>(60, 100), kSky) << "behind the wall";
  EXPECT_EQ(before.color.at<cv::Vec3b>(60, 230), kSky) << "before it";
}

TEST(HoldColors, EndsAReferenceAtACut) {
  ShownDrawing other = referenced(60);
  other.regions = find_regions(synthetic_drawing({kSide, kSide}, 3));
  const cv::Mat next = painted(60, 10, 5, 7);
  const ShownDrawing now = hold_colors(other, shown(60, next));
  EXPECT_EQ(now.reference, nullptr);
  EXPECT_EQ(cv::norm(now.color, next, cv::NORM_INF), 0);
}

}  // namespace
}  // namespace tintflow
