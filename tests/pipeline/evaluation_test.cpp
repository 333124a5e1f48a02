#include "pipeline/evaluation.h"

#include <filesystem>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "io/atomic_file.h"
#include "io/encode_image.h"
#include "pipeline/evaluation_summary.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

constexpr Split right_half{.drawing_side = DrawingSide::right, .keep_color = true};
const cv::Scalar red(255, 0, 0);
const cv::Scalar blue(0, 0, 255);
const cv::Scalar white(255, 255, 255);

/// A box of `side` pixels, filled, in a picture of 64 x 64.
cv::Mat boxed(int side, const cv::Scalar& color) {
  cv::Mat picture(64, 64, CV_8UC3, white);
  cv::rectangle(picture, {8, 8, side, side}, color, cv::FILLED);
  cv::rectangle(picture, {8, 8, side, side}, cv::Scalar::all(0));
  return picture;
}

Frame frame(std::uint64_t source, const cv::Mat& pixels) {
  return {{source, source}, {.pixels = pixels, .alpha = {}}};
}

double mean(const Figures& figures, Figure figure) { return at(figures, figure).mean(); }

class EvaluationTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(::testing::TempDir()) / (std::string("evaluation_") + test->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path add_pair(const std::string& name, int side, const cv::Scalar& color) {
    return add_pair(name, boxed(side, color), boxed(side, white));
  }

  fs::path add_pair(const std::string& name, const cv::Mat& truth, const cv::Mat& drawing) {
    cv::Mat pair;
    cv::hconcat(truth, drawing, pair);
    const auto bytes = encode_image({pair, {}}, {.format = ImageFormat::png});
    EXPECT_TRUE(write_file_atomically(folder_ / name, *bytes));
    return folder_ / name;
  }

  static TrainingSurvey survey(const std::vector<fs::path>& training) {
    return survey_training_pairs(training, right_half, 2, {});
  }

  fs::path folder_;
};

TEST_F(EvaluationTest, SurveyTakesTheMeanColorOfTheInsides) {
  const std::vector pairs{add_pair("a.png", 24, {200, 0, 100}), add_pair("b.png", 24, {100, 50, 0}),
                          folder_ / "absent.png"};
  const TrainingSurvey found = survey(pairs);
  EXPECT_EQ(found.mean_color, cv::Scalar(150, 25, 50));
  EXPECT_EQ(found.drawings.size(), 2U);
  EXPECT_EQ(found.unreadable, 1U);
}

TEST_F(EvaluationTest, SurveyStopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  const std::vector pairs{add_pair("a.png", 24, red)};
  const TrainingSurvey found = survey_training_pairs(pairs, right_half, 1, stop.get_token());
  EXPECT_EQ(found.drawings.size(), 0U);
  EXPECT_EQ(found.unreadable, 0U);
}

TEST_F(EvaluationTest, ComparesResultAndTrivialAnswersWithTheTruth) {
  const std::vector training{add_pair("t.png", 40, red)};
  const std::vector pairs{add_pair("a.png", 40, red), add_pair("b.png", 40, blue)};
  Evaluation evaluation(pairs, training, right_half, survey(training), {"model"});
  const auto measure = evaluation.measuring(0);
  EXPECT_EQ(measure.name, "measure");
  const auto measured = measure.run(frame(0, boxed(40, red)));
  ASSERT_TRUE(measured) << measured.error();
  EXPECT_EQ(measured->size, cv::Size(64, 64));
  ASSERT_TRUE(measure.run(frame(1, boxed(40, red))));

  EXPECT_EQ(evaluation.answer_names(),
            (std::vector<std::string>{"model", "white paper", "the drawing", "one color inside",
                                      "nearest drawing"}));
  const auto scores = evaluation.scores();
  ASSERT_EQ(scores.size(), 2U);
  const auto& [index, regions, true_spread, answers] = scores[0];
  EXPECT_EQ(index, 0U);
  EXPECT_EQ(regions, 1U);
  EXPECT_EQ(mean(answers[0], Figure::l1), 0);
  EXPECT_EQ(mean(answers[0], Figure::region_error), 0);
  // 38 x 38 of 64 x 64 pixels are red where paper is white: two of three channels are off by all.
  const double inside = 38.0 * 38 / (64 * 64);
  EXPECT_NEAR(mean(answers[2], Figure::l1), inside * 2 / 3, 1e-9);
  EXPECT_NEAR(mean(answers[1], Figure::l1), inside * 2 / 3 + (40.0 * 40 - 38 * 38) / (64 * 64),
              1e-9)
      << "white paper lacks the ink too";
  EXPECT_EQ(mean(answers[3], Figure::l1), 0) << "all training pairs are red";
  EXPECT_EQ(mean(answers[4], Figure::l1), 0) << "and the nearest";
  EXPECT_NEAR(mean(scores[1].answers[0], Figure::l1), inside * 2 / 3, 1e-9);
  EXPECT_GT(mean(scores[1].answers[0], Figure::region_error), 40);
}

TEST_F(EvaluationTest, TheNearestDrawingIsNotThePairItself) {
  const std::vector pairs{add_pair("a.png", 40, red), add_pair("b.png", 39, blue),
                          add_pair("c.png", 20, {0, 255, 0})};
  Evaluation evaluation(pairs, pairs, right_half, survey(pairs), {"model"},
                        [&](const MeasuredPair& measured) {
                          if (measured.pair != 0) return;
                          EXPECT_EQ(measured.answers[4].place, 4U);
                          EXPECT_EQ(cv::norm(measured.answers[4].picture, boxed(39, blue)), 0);
                        });
  ASSERT_TRUE(evaluation.measuring(0).run(frame(0, boxed(40, red))));
  EXPECT_EQ(evaluation.scores().size(), 1U);
}

TEST_F(EvaluationTest, WithoutTrainingPairsThereIsNoNearest) {
  const std::vector pairs{add_pair("a.png", 40, red)};
  Evaluation evaluation(pairs, {}, right_half, {}, {"model"});
  ASSERT_TRUE(evaluation.measuring(0).run(frame(0, boxed(40, red))));
  const auto scores = evaluation.scores();
  ASSERT_EQ(scores.size(), 1U);
  for (const Tally& tally : scores[0].answers[4]) EXPECT_EQ(tally.weight, 0);
}

TEST_F(EvaluationTest, ComparesTwoModelsOnThePairsThatBothColored) {
  const std::vector pairs{add_pair("a.png", 40, red), add_pair("b.png", 40, blue)};
  Evaluation evaluation(pairs, {}, right_half, {}, {"model", "compared model"});
  EXPECT_EQ(evaluation.answer_names()[1], "compared model");
  ASSERT_TRUE(evaluation.measuring(0).run(frame(0, boxed(40, red))));
  ASSERT_TRUE(evaluation.measuring(0).run(frame(1, boxed(40, blue))));
  EXPECT_TRUE(evaluation.scores().empty());
  ASSERT_TRUE(evaluation.measuring(1).run(frame(0, boxed(40, blue))));
  const auto scores = evaluation.scores();
  ASSERT_EQ(scores.size(), 1U);
  EXPECT_EQ(mean(scores[0].answers[0], Figure::region_error), 0);
  EXPECT_GT(mean(scores[0].answers[1], Figure::region_error), 40);
  EXPECT_GT(mean(scores[0].answers[2], Figure::region_error), 20) << "white paper";
}

TEST_F(EvaluationTest, SummaryHoldsMeansAndDifferences) {
  const std::vector pairs{add_pair("a.png", 40, red)};
  Evaluation evaluation(pairs, {}, right_half, {}, {"model", "compared model"});
  ASSERT_TRUE(evaluation.measuring(0).run(frame(0, boxed(40, red))));
  ASSERT_TRUE(evaluation.measuring(1).run(frame(0, boxed(40, white))));
  const EvaluationSummary summary =
      summarize(evaluation.scores(), evaluation.answer_names(), 10, 0);
  EXPECT_EQ(summary.pairs, 1U);
  EXPECT_EQ(summary.regions, 1U);
  ASSERT_EQ(summary.answers.size(), 6U);
  EXPECT_EQ(summary.answers[3].name, "the drawing");
  const auto spread = static_cast<std::size_t>(Figure::region_spread);
  EXPECT_EQ(summary.true_spread.value, summary.answers[0].figures[spread].value)
      << "of a model that paints the truth";
  const auto error = static_cast<std::size_t>(Figure::region_error);
  const Estimate& of_white = summary.answers[1].figures[error];
  EXPECT_EQ(summary.answers[3].figures[error].value, of_white.value);
  EXPECT_EQ(summary.difference[error].value, -of_white.value);
  EXPECT_EQ(summary.difference[error].low, -of_white.value);
}

TEST_F(EvaluationTest, TellsWhatCannotBeCompared) {
  const cv::Mat small(10, 20, CV_8UC3, white);
  Evaluation evaluation(
      {add_pair("a.png", 40, red), add_pair("b.png", small, small), folder_ / "absent.png"}, {},
      right_half, {}, {"model"});
  const auto measure = evaluation.measuring(0);
  EXPECT_EQ(measure.run(frame(0, small)).error(), "the result and its ground truth differ in size");
  EXPECT_EQ(measure.run(frame(1, small)).error(),
            "too small to compare: 20 x 10 pixels, SSIM needs 11 x 11");
  EXPECT_FALSE(measure.run(frame(2, small)));
  EXPECT_TRUE(evaluation.scores().empty());
}

}  // namespace
}  // namespace tintflow
