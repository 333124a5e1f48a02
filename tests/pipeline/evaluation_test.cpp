#include "pipeline/evaluation.h"

#include <filesystem>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "io/atomic_file.h"
#include "io/encode_image.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

constexpr Split right_half{.drawing_side = DrawingSide::right, .keep_color = true};

Encoded encoded(const cv::Mat& pixels, std::uint64_t source) {
  auto bytes = encode_image({pixels, {}}, {.format = ImageFormat::png});
  return {{source, source}, std::make_shared<const Bytes>(std::move(*bytes)), pixels.size(), 8};
}

class Evaluation : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(::testing::TempDir()) / (std::string("evaluation_") + test->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// A pair of 32 x 32 halves: a black box filled with `color`, and its drawing.
  fs::path add_pair(const std::string& name, const cv::Scalar& color) {
    cv::Mat pair(32, 64, CV_8UC3, cv::Scalar::all(255));
    cv::rectangle(pair, {4, 4, 24, 24}, color, cv::FILLED);
    cv::rectangle(pair, {4, 4, 24, 24}, cv::Scalar::all(0));
    cv::rectangle(pair, {36, 4, 24, 24}, cv::Scalar::all(0));
    EXPECT_TRUE(write_file_atomically(folder_ / name, *encoded(pair, 0).bytes));
    return folder_ / name;
  }

  static cv::Mat truth(const cv::Scalar& color) {
    cv::Mat picture(32, 32, CV_8UC3, cv::Scalar::all(255));
    cv::rectangle(picture, {4, 4, 24, 24}, color, cv::FILLED);
    cv::rectangle(picture, {4, 4, 24, 24}, cv::Scalar::all(0));
    return picture;
  }

  fs::path folder_;
};

TEST_F(Evaluation, MeanFigureColorIsThatOfTheInsides) {
  const std::vector pairs{add_pair("a.png", {200, 0, 100}), add_pair("b.png", {100, 50, 0})};
  EXPECT_EQ(mean_figure_color(pairs, right_half, 10), cv::Scalar(150, 25, 50));
  EXPECT_EQ(mean_figure_color(pairs, right_half, 1), cv::Scalar(200, 0, 100));
}

TEST_F(Evaluation, ComparesResultAndTrivialAnswersWithTheTruth) {
  const cv::Scalar red(255, 0, 0);
  const std::vector pairs{add_pair("a.png", red), add_pair("b.png", {0, 0, 255})};
  EvaluationSink sink(pairs, right_half, red);
  ASSERT_TRUE(sink.write(encoded(truth(red), 0)));
  const auto scores = sink.scores();
  ASSERT_EQ(scores.size(), 4U);
  EXPECT_EQ(scores[0].name, "model");
  EXPECT_EQ(scores[0].mean.l1, 0);
  EXPECT_EQ(scores[0].mean.psnr, 100);
  EXPECT_EQ(scores[3].name, "one color inside");
  EXPECT_EQ(scores[3].mean.l1, 0);
  // 22 x 22 of 32 x 32 pixels are red where paper is white: two of three channels are off by all.
  EXPECT_NEAR(scores[2].mean.l1, 22.0 * 22 / (32 * 32) * 2 / 3, 1e-9);
  // White paper lacks the ink too.
  EXPECT_NEAR(scores[1].mean.l1, (22.0 * 22 * 2 / 3 + 24 * 24 - 22 * 22) / (32 * 32), 1e-9);

  ASSERT_TRUE(sink.write(encoded(truth(red), 1)));
  EXPECT_EQ(sink.pairs(), 2U);
  EXPECT_NEAR(sink.scores()[0].mean.l1, 22.0 * 22 / (32 * 32) * 2 / 3 / 2, 1e-9) << "mean of both";
}

TEST_F(Evaluation, RefusesAResultOfAnotherSize) {
  EvaluationSink sink({add_pair("a.png", {1, 2, 3})}, right_half, {});
  const auto written = sink.write(encoded(cv::Mat(16, 16, CV_8UC3, cv::Scalar()), 0));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error(), "the result and its ground truth differ in size");
}

}  // namespace
}  // namespace tintflow
