// The colorize graph with a film's steps, over random delays and failures: each drawing that equals
// a recent one gets what it would have got from the generator, whatever the threads.
#include "pipeline/film_nodes.h"

#include <algorithm>
#include <map>
#include <thread>

#include <gmock/gmock.h>

#include "pipeline/colorize_graph.h"
#include "pipeline/item_id.h"
#include "stages/normalize.h"
#include "stages/random_seed.h"
#include "tests/pipeline/fakes.h"
#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

constexpr int kSide = 8;

/// Drawing and result of a run: what restore saw of each item, -1 for failures.
struct Outcome {
  std::vector<int> levels;
  RunSummary summary;
  int generated = 0;
};

/// Makes the drawings' levels darker by half.
class HalvingLevels : public Generator {
 public:
  explicit HalvingLevels(std::atomic<int>& generated, bool device)
      : generated_(generated), device_(device) {}
  void generate(const Batch& batch, float* output) const override {
    generated_ += batch.count();
    std::ranges::transform(*batch.input, output, [](float v) { return (v - 1) / 2; });
  }
  [[nodiscard]] bool waits_for_device() const override { return device_; }

 private:
  std::atomic<int>& generated_;
  bool device_;
};

ColorizeStages stages_of(const std::function<int(std::uint64_t)>& level, const FilmSteps& film,
                         const Disturb& disturb) {
  ColorizeStages stages = fake_colorize_stages(disturb);
  stages.resize = fake_stage<Artwork, Sample>("resize", disturb, [level](const Artwork& in) {
    Sample sample;
    sample.id = in.id;
    sample.letterbox = {{kSide, kSide}, {0, 0, kSide, kSide}};
    sample.input = cv::Mat(kSide, kSide, CV_8UC3, cv::Scalar::all(level(in.id.index)));
    return sample;
  });
  stages.normalize = Normalize{};
  stages.restore = fake_stage<Colored, Frame>("restore", disturb, [](const Colored& in) {
    Frame frame{in.sample.id, {}};
    frame.picture.pixels = in.color;
    return frame;
  });
  stages.encode = fake_stage<Frame, Encoded>("encode", disturb, [](const Frame& in) {
    Encoded encoded = fake_encoded(in.id);
    encoded.size = {in.picture.pixels.at<cv::Vec3b>(kSide / 2, kSide / 2)[0], 1};
    return encoded;
  });
  stages.film = film;
  return stages;
}

Outcome run_film(std::uint64_t count, const std::function<int(std::uint64_t)>& level,
                 const FilmSteps& film, GraphOptions options, const Disturb& disturb = undisturbed,
                 bool device = false) {
  const Watchdog watchdog("film");
  std::atomic<int> generated = 0;
  const HalvingLevels generator(generated, device);
  FakeSource source(count);
  FakeSink sink;
  Recorder recorder;
  options.ordered = true;
  Outcome outcome;
  outcome.summary =
      run_colorize(source, stages_of(level, film, disturb), generator, sink, options, recorder, {});
  for (std::uint64_t i = 0; i < recorder.finished.size(); ++i) {
    const auto& item = recorder.finished[i];
    EXPECT_EQ(id_of(item).index, i);
    outcome.levels.push_back(item ? item->size.width : -1);
  }
  outcome.generated = generated;
  return outcome;
}

int on_twos(std::uint64_t index) { return static_cast<int>(index / 2 * 4); }

TEST(FilmNodes, CallsTheGeneratorOnceForEachDrawing) {
  const Outcome off = run_film(100, on_twos, {}, {.threads = 4, .batch_size = 4});
  const Outcome on =
      run_film(100, on_twos, {.reuse = Likeness::exact}, {.threads = 4, .batch_size = 4});
  EXPECT_EQ(off.generated, 100);
  EXPECT_EQ(off.summary.reused, 0);
  EXPECT_EQ(on.generated, 50);
  EXPECT_EQ(on.summary.reused, 50);
  EXPECT_EQ(on.levels, off.levels);
  EXPECT_EQ(on.levels[2], 2);  // the second drawing, halved
}

TEST(FilmNodes, SendsALastBatchThatRepeatsFollow) {
  for (int in_flight : {1, 2, 3, 9}) {
    const Outcome outcome = run_film(
        40, [](std::uint64_t index) { return index < 3 ? int(index) : 2; },
        {.reuse = Likeness::exact}, {.threads = 2, .batch_size = 8, .in_flight = in_flight});
    EXPECT_EQ(outcome.generated, 3);
    EXPECT_EQ(outcome.summary.written, 40);
  }
}

TEST(FilmNodes, AReferenceColorsItsShotFromItsFrameOn) {
  const auto same = [](std::uint64_t) { return 200; };
  FilmSteps film{.reuse = std::nullopt, .temporal = true};
  film.references.push_back({0, {cv::Mat(kSide, kSide, CV_8UC3, cv::Scalar::all(7)), {}}});
  const Outcome first = run_film(6, same, film, {.threads = 2, .batch_size = 2});
  EXPECT_EQ(first.levels, std::vector(6, 7));
  EXPECT_EQ(first.summary.references_used, 1);

  film.references.front().seconds = 2;
  const Outcome never = run_film(6, same, film, {.threads = 2});
  EXPECT_EQ(never.levels, std::vector(6, 100)) << "frames without times are all at 0";
  EXPECT_EQ(never.summary.references_used, 0);
}

TEST(FilmNodes, AReferenceOfAnotherShapeEndsTheRun) {
  FilmSteps film{.reuse = std::nullopt, .temporal = true};
  film.references.push_back({0, {cv::Mat(kSide, 2 * kSide, CV_8UC3, cv::Scalar::all(7)), {}}});
  const Outcome outcome =
      run_film(4, [](std::uint64_t) { return 200; }, film, {.threads = 1, .in_flight = 1});
  ASSERT_TRUE(outcome.summary.fatal_error);
  EXPECT_EQ(*outcome.summary.fatal_error,
            "the reference is 16 x 8, the frames are 8 x 8: make both of one shape");
}

TEST(FilmNodes, LooksForRepeatsWithinASegment) {
  const auto same = [](std::uint64_t) { return 200; };
  const Outcome outcome = run_film(
      35, same, {.reuse = Likeness::exact, .temporal = false, .references = {}, .segment = 10},
      {.threads = 4, .batch_size = 4});
  EXPECT_EQ(outcome.generated, 4);
  EXPECT_EQ(outcome.summary.reused, 31);
}

TEST(FilmNodes, GoesOnWithTheStateOfASegment) {
  // All are alike to a codec's noise, so that the first one's colors hold.
  const auto wavering = [](std::uint64_t index) { return 100 + static_cast<int>(index * 7 % 5); };
  std::map<std::uint64_t, FilmState> states;
  FilmSteps film{.reuse = Likeness::exact, .temporal = true, .references = {}, .segment = 10};
  film.at_segment = [&](std::uint64_t frame, const FilmState& state) { states[frame] = state; };
  const Outcome whole = run_film(35, wavering, film, {.threads = 4, .batch_size = 4});
  ASSERT_EQ(states.size(), 3U);

  film.at_segment = nullptr;
  film.start = states.at(20);
  const Outcome rest =
      run_film(15, [&](std::uint64_t index) { return wavering(20 + index); }, film, {.threads = 2});
  EXPECT_EQ(rest.levels, std::vector(whole.levels.begin() + 20, whole.levels.end()));
  film.start = {};
  const Outcome anew =
      run_film(15, [&](std::uint64_t index) { return wavering(21 + index); }, film, {.threads = 2});
  EXPECT_NE(anew.levels.front(), whole.levels[21]) << "colors are those of the first drawing";
}

class FilmProperties : public testing::TestWithParam<std::uint64_t> {};

TEST_P(FilmProperties, HoldUnderRandomDisturbance) {
  const std::uint64_t seed = GetParam();
  const auto draw = [&](std::uint64_t what, std::uint64_t index, std::uint64_t below) {
    return random_seed({seed, what, index}) % below;
  };
  const auto level = [&](std::uint64_t index) {
    return static_cast<int>(draw(0, index / (1 + draw(1, 0, 3)), 40)) * 5;
  };
  const Disturb disturb = [&](const char* stage, FrameId id) -> std::optional<std::string> {
    const auto letter = static_cast<std::uint64_t>(stage[0]) * 7 + stage[1];
    const std::uint64_t drawn = draw(letter, id.index, 1000);
    if (drawn < 200) std::this_thread::sleep_for(std::chrono::microseconds(drawn));
    if (stage == std::string("crop") && drawn > 930) return "outside of the picture";
    return std::nullopt;
  };
  const GraphOptions options{.threads = 1 + static_cast<int>(draw(2, 0, 8)),
                             .batch_size = 1 + static_cast<int>(draw(3, 0, 8)),
                             .in_flight = 1 + static_cast<int>(draw(4, 0, 40))};
  const Outcome off = run_film(80, level, {}, {.threads = 1}, disturb);
  const Outcome on =
      run_film(80, level, {.reuse = Likeness::exact}, options, disturb, draw(5, 0, 2) == 0);
  const Outcome alone = run_film(80, level, {.reuse = Likeness::exact}, {.threads = 1}, disturb);
  EXPECT_EQ(on.levels, off.levels);
  EXPECT_EQ(on.generated, alone.generated);
  EXPECT_EQ(on.summary.reused, alone.summary.reused);
  EXPECT_EQ(on.generated + static_cast<int>(on.summary.reused + on.summary.failed), 80);
  EXPECT_GT(on.summary.reused, 0);
  EXPECT_LE(on.summary.in_flight_peak, static_cast<std::uint64_t>(options.in_flight));
}

INSTANTIATE_TEST_SUITE_P(Seeds, FilmProperties, testing::Range<std::uint64_t>(0, 60));

TEST(FilmNodes, HoldsColorsAcrossFailuresWhateverTheThreads) {
  // All drawings are alike to a codec's noise, so that all get the first one's colors.
  const auto wavering = [](std::uint64_t index) { return 100 + static_cast<int>(index * 7 % 5); };
  const Disturb disturb = [&](const char* stage, FrameId id) -> std::optional<std::string> {
    const std::uint64_t drawn = random_seed({id.index, static_cast<std::uint64_t>(stage[1])}) % 300;
    std::this_thread::sleep_for(std::chrono::microseconds(drawn));
    if (stage == std::string("decode") && id.index % 9 == 4) return "damaged";
    return std::nullopt;
  };
  for (const auto reuse : {std::optional<Likeness>(), {Likeness::exact}, {Likeness::near}}) {
    for (int threads = 1; threads <= 4; ++threads) {
      const Outcome outcome = run_film(60, wavering, {.reuse = reuse, .temporal = true},
                                       {.threads = threads, .batch_size = 3}, disturb);
      for (std::size_t i = 0; i < outcome.levels.size(); ++i) {
        EXPECT_EQ(outcome.levels[i], i % 9 == 4 ? -1 : 50) << i;
      }
    }
  }
}

TEST(FilmNodes, FailsRepeatsOfADrawingThatTheGeneratorFailed) {
  FakeSource source(6);
  FakeSink sink;
  Recorder recorder;
  const FakeGenerator generator(false, [](const Batch&) { throw std::runtime_error("no memory"); });
  const RunSummary summary =
      run_colorize(source, stages_of(on_twos, {.reuse = Likeness::exact}, undisturbed), generator,
                   sink, {.ordered = true}, recorder, {});
  EXPECT_EQ(summary.failed, 6);
  for (std::uint64_t i = 0; i < 6; ++i) {
    EXPECT_EQ(id_of(recorder.finished[i]).index, i);
    EXPECT_EQ(recorder.finished[i].error().reason, "no memory");
  }
}

}  // namespace
}  // namespace tintflow
