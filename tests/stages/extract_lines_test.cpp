#include "stages/extract_lines.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "stages/resize.h"

namespace tintflow {
namespace {

bool equal(const cv::Mat& a, const cv::Mat& b) { return cv::norm(a, b, cv::NORM_INF) == 0; }

/// A red disk on blue, twice as wide as high, in a square of 143 pixels.
Sample colored_sample(std::uint64_t source = 11) {
  cv::Mat picture(143, 286, CV_8UC3, cv::Scalar(40, 60, 200));
  cv::circle(picture, {143, 71}, 50, cv::Scalar(220, 60, 40), cv::FILLED, cv::LINE_AA);
  Sample sample =
      *Resize{.side = 143, .keep_drawing = false}(Artwork{{source, 0}, {picture, {}}, {}});
  return sample;
}

TEST(ExtractLines, MakesThePictureTheTargetAndItsLinesTheInput) {
  for (const auto extractor : {LineExtractor::xdog, LineExtractor::edges, LineExtractor::mixed}) {
    const Sample colored = colored_sample();
    const auto pair = ExtractLines{.extractor = extractor}(colored);
    ASSERT_TRUE(pair);
    EXPECT_EQ(pair->id, colored.id);
    EXPECT_TRUE(equal(pair->target, colored.input));
    ASSERT_EQ(pair->input.type(), CV_8UC3);
    ASSERT_EQ(pair->input.size(), colored.input.size());
    cv::Mat ink;
    cv::inRange(pair->input, cv::Scalar::all(0), cv::Scalar::all(128), ink);
    EXPECT_GT(cv::countNonZero(ink), 50);
    EXPECT_LT(cv::countNonZero(ink), 800);
  }
}

TEST(ExtractLines, DrawsNoFrameAroundAPictureThatIsNotSquare) {
  for (const auto extractor : {LineExtractor::xdog, LineExtractor::edges}) {
    const auto pair = ExtractLines{.extractor = extractor}(colored_sample());
    const cv::Mat corner = pair->input(cv::Rect(0, 0, 30, 143));
    EXPECT_TRUE(equal(corner, cv::Mat(corner.size(), CV_8UC3, cv::Scalar::all(255))));
  }
}

TEST(ExtractLines, DependsOnSeedEpochAndSourceAlone) {
  Sample later = colored_sample();
  later.id.index = 99;
  const ExtractLines extract{.seed = 5, .epoch = 2};
  const cv::Mat first = extract(colored_sample())->input;
  EXPECT_TRUE(equal(first, extract(later)->input));
  EXPECT_FALSE(equal(first, (ExtractLines{.seed = 6, .epoch = 2}(colored_sample())->input)));
  EXPECT_FALSE(equal(first, (ExtractLines{.seed = 5, .epoch = 3}(colored_sample())->input)));
  EXPECT_FALSE(equal(first, extract(colored_sample(12))->input));
}

TEST(ExtractLines, MixesBothExtractors) {
  int xdog = 0;
  for (std::uint64_t source = 0; source < 40; ++source) {
    const cv::Mat mixed = ExtractLines{}(colored_sample(source))->input;
    // The lines of edges have one gray level inside; those of XDoG are on the dark side alone.
    const cv::Vec3b outside = mixed.at<cv::Vec3b>(71, 45);
    xdog += outside[0] == 255 ? 1 : 0;
  }
  EXPECT_GT(xdog, 5);
  EXPECT_LT(xdog, 35);
}

TEST(ExtractLines, WhitensSpecks) {
  Sample sample = colored_sample();
  sample.letterbox.inside = {0, 0, 143, 143};
  sample.input = cv::Mat(143, 143, CV_8UC3, cv::Scalar::all(255));
  sample.input.at<cv::Vec3b>(50, 50) = {0, 0, 0};
  for (const auto extractor : {LineExtractor::xdog, LineExtractor::edges}) {
    EXPECT_TRUE(equal(ExtractLines{.extractor = extractor}(sample)->input,
                      cv::Mat(143, 143, CV_8UC3, cv::Scalar::all(255))));
  }
}

}  // namespace
}  // namespace tintflow
