#include "pipeline/film_state.h"

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using testing::StartsWith;

bool are_equal(const cv::Mat& one, const cv::Mat& other) {
  return one.size() == other.size() && one.type() == other.type() &&
         cv::norm(one, other, cv::NORM_INF) == 0;
}

ShownDrawing drawing_of(int seed) {
  cv::RNG random(static_cast<std::uint64_t>(seed));
  ShownDrawing shown;
  shown.regions.drawing = cv::Mat(7, 9, CV_8UC3);
  shown.regions.labels = cv::Mat(7, 9, CV_32SC1);
  shown.color = cv::Mat(7, 9, CV_8UC3);
  random.fill(shown.regions.drawing, cv::RNG::UNIFORM, 0, 256);
  random.fill(shown.regions.labels, cv::RNG::UNIFORM, 0, 100'000);
  random.fill(shown.color, cv::RNG::UNIFORM, 0, 256);
  shown.regions.count = 100'000;
  shown.has_light_ink = seed % 2 == 1;
  return shown;
}

void expect_equal(const ShownDrawing& one, const ShownDrawing& other) {
  EXPECT_TRUE(are_equal(one.regions.drawing, other.regions.drawing));
  EXPECT_TRUE(are_equal(one.regions.labels, other.regions.labels));
  EXPECT_TRUE(are_equal(one.color, other.color));
  EXPECT_EQ(one.regions.count, other.regions.count);
  EXPECT_EQ(one.has_light_ink, other.has_light_ink);
}

TEST(FilmState, IsTheSameBehindItsText) {
  FilmState state{.shown = drawing_of(1), .start = -5'000'000'000, .references_used = 3};
  state.shown->reference = std::make_shared<const ShownDrawing>(drawing_of(2));
  const auto parsed = parse_film_state(film_state_text(state));
  ASSERT_TRUE(parsed.has_value()) << parsed.error();
  EXPECT_EQ(parsed->start, state.start);
  EXPECT_EQ(parsed->references_used, 3);
  ASSERT_TRUE(parsed->shown);
  expect_equal(*parsed->shown, *state.shown);
  ASSERT_TRUE(parsed->shown->reference);
  expect_equal(*parsed->shown->reference, *state.shown->reference);
}

TEST(FilmState, OfNoDrawingYetIsOne) {
  const auto parsed = parse_film_state(film_state_text({}));
  ASSERT_TRUE(parsed.has_value()) << parsed.error();
  EXPECT_FALSE(parsed->shown);
  EXPECT_FALSE(parsed->start);
  EXPECT_EQ(parsed->references_used, 0);
}

TEST(FilmState, OtherTextIsNone) {
  const std::string whole = film_state_text({.shown = drawing_of(1)});
  for (const std::string& text : {std::string(), std::string("{}"), std::string("no JSON"),
                                  whole.substr(0, whole.size() / 2)}) {
    const auto parsed = parse_film_state(text);
    ASSERT_FALSE(parsed.has_value()) << text;
    EXPECT_THAT(parsed.error(), StartsWith("no state of a film"));
  }
}

TEST(FilmState, WhosePicturesDoNotFitIsNone) {
  const auto break_it = {
      +[](ShownDrawing& shown) { shown.color = cv::Mat(7, 8, CV_8UC3, cv::Scalar::all(0)); },
      +[](ShownDrawing& shown) { shown.regions.labels.at<int>(3, 3) = shown.regions.count; },
      +[](ShownDrawing& shown) { shown.regions.labels.at<int>(3, 3) = -1; },
      +[](ShownDrawing& shown) { shown.regions.drawing = cv::Mat(7, 9, CV_8UC1, cv::Scalar(0)); }};
  for (const auto change : break_it) {
    FilmState state{.shown = drawing_of(1)};
    change(*state.shown);
    EXPECT_EQ(parse_film_state(film_state_text(state)).error(),
              "no state of a film: its pictures do not fit together");
  }
}

}  // namespace
}  // namespace tintflow
