#include "pipeline/training_run.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "io/errors.h"
#include "tests/pipeline/fake_training.h"
#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing::ThrowsMessage;

class RecordingObserver : public TrainingObserver {
 public:
  void step_finished(const TrainingState& state, const StepLosses&, int pairs) override {
    steps.push_back(state.step);
    pairs_trained += pairs;
  }
  void epoch_finished(const EpochReport& report) override { epochs.push_back(report); }
  void pair_failed(const std::filesystem::path& pair, const Failure& failure) override {
    failed.push_back(pair.filename().string() + ": " + failure.reason);
  }
  void warned(const std::string& message) override { warnings.push_back(message); }

  std::vector<std::int64_t> steps;
  int pairs_trained = 0;
  std::vector<EpochReport> epochs;
  std::vector<std::string> failed;
  std::vector<std::string> warnings;
};

class TrainingRunTest : public testing::Test {
 protected:
  TrainingRunTest() {
    data_.training = make_files(scratch_, "training", 7);
    data_.validation = make_files(scratch_, "validation", 3);
    data_.training_stages = [this](std::int64_t epoch) {
      stage_epochs_.push_back(epoch);
      return fake_pair_stages(disturb_);
    };
    options_.folder = {scratch_.path() / "run"};
    options_.epochs = 2;
    options_.feed = {.threads = 2, .batch_size = 2};
  }

  TrainingSummary train() {
    stop_ = std::stop_source();
    return run_training(data_, trainer_, options_, observer_, stop_.get_token());
  }

  TrainingState last_state() {
    return trainer_.load_checkpoint(options_.folder.resumable_checkpoints().at(0));
  }

  /// The steps of an undisturbed run in one go, in another folder.
  std::vector<std::vector<std::uint64_t>> steps_in_one_go() {
    TrainingOptions options = options_;
    options.folder = {scratch_.path() / "one_go"};
    options.resume = false;
    FakeTrainer trainer;
    RecordingObserver observer;
    run_training(data_, trainer, options, observer, {});
    return trainer.steps;
  }

  const Watchdog watchdog_{"training run"};
  const TestFolder scratch_;
  Disturb disturb_ = undisturbed;
  TrainingData data_{{}, {}, {}, fake_pair_stages()};
  TrainingOptions options_;
  FakeTrainer trainer_;
  RecordingObserver observer_;
  std::stop_source stop_;
  std::vector<std::int64_t> stage_epochs_;
};

TEST_F(TrainingRunTest, ShowsEachPairOnceAnEpochInAnOrderOfItsOwn) {
  const TrainingSummary summary = train();
  EXPECT_EQ(summary.state.epoch, 2);
  EXPECT_EQ(summary.state.step, 8);
  EXPECT_FALSE(summary.stopped);
  EXPECT_FALSE(summary.out_of_time);
  ASSERT_THAT(trainer_.steps, SizeIs(8));
  std::vector<std::uint64_t> epochs[2];
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_THAT(trainer_.steps[i], SizeIs(i % 4 == 3 ? 1 : 2));
    for (const auto pair : trainer_.steps[i]) epochs[i / 4].push_back(pair);
  }
  EXPECT_NE(epochs[0], epochs[1]);
  for (auto& pairs : epochs) {
    std::sort(pairs.begin(), pairs.end());
    EXPECT_THAT(pairs, ElementsAre(0, 1, 2, 3, 4, 5, 6));
  }
  EXPECT_THAT(stage_epochs_, ElementsAre(0, 1));
}

TEST_F(TrainingRunTest, ReportsStepsAndEpochs) {
  trainer_.generator_.error_levels = 51;
  train();
  EXPECT_THAT(observer_.steps, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8));
  EXPECT_EQ(observer_.pairs_trained, 14);
  ASSERT_THAT(observer_.epochs, SizeIs(2));
  const EpochReport& report = observer_.epochs[1];
  EXPECT_EQ(report.epoch, 2);
  EXPECT_EQ(report.step, 8);
  ASSERT_TRUE(report.losses);
  EXPECT_DOUBLE_EQ(report.losses->generator_gan, 6.5);  // the mean of 5 to 8
  EXPECT_DOUBLE_EQ(report.losses->generator_l1, 65);
  EXPECT_DOUBLE_EQ(report.losses->discriminator, 650);
  ASSERT_TRUE(report.validation);
  EXPECT_NEAR(report.validation->l1, 51. / 255, 1e-9);
  EXPECT_GT(report.images_per_second, 0);
  EXPECT_LE(report.waiting_seconds, report.seconds);
  EXPECT_TRUE(report.complete);
}

TEST_F(TrainingRunTest, WritesLogPanelsCheckpointsAndGenerator) {
  options_.metadata = {{"preset", "paper"}};
  train();
  const RunFolder& folder = options_.folder;
  std::ifstream log(folder.log());
  std::vector<std::string> rows;
  for (std::string row; std::getline(log, row);) rows.push_back(row);
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_TRUE(rows[1].starts_with("1,4,2.5,25,250,"));
  EXPECT_TRUE(rows[2].starts_with("2,8,6.5,65,650,"));
  EXPECT_TRUE(std::filesystem::exists(folder.panel(1)));
  EXPECT_TRUE(std::filesystem::exists(folder.panel(2)));
  EXPECT_EQ(last_state().epoch, 2);
  EXPECT_EQ(last_state().position, 0);
  EXPECT_TRUE(std::filesystem::exists(folder.generator()));
  const auto& metadata = trainer_.saved_generators.at(0);
  EXPECT_EQ(metadata.at("preset"), "paper");
  EXPECT_EQ(metadata.at("epochs"), "1");
  EXPECT_EQ(metadata.at("steps"), "4");
  EXPECT_TRUE(metadata.contains("validation_ssim"));
}

TEST_F(TrainingRunTest, KeepsTheGeneratorOfTheBestEpoch) {
  options_.epochs = 4;
  const int errors[] = {30, 10, 20, 5};
  trainer_.on_step = [&] {
    trainer_.generator_.error_levels = errors[(trainer_.steps.size() - 1) / 4];
  };
  train();
  std::vector<bool> best;
  for (const EpochReport& report : observer_.epochs) best.push_back(report.best);
  EXPECT_THAT(best, ElementsAre(true, true, false, true));
  std::vector<std::string> saved;
  for (const auto& metadata : trainer_.saved_generators) saved.push_back(metadata.at("epochs"));
  EXPECT_THAT(saved, ElementsAre("1", "2", "4"));
  EXPECT_EQ(trainer_.load_checkpoint(options_.folder.best_checkpoint()).epoch, 4);
  EXPECT_NEAR(last_state().best_l1, 5. / 255, 1e-6);
}

TEST_F(TrainingRunTest, KeepsTheLatestGeneratorWithoutValidationPairs) {
  data_.validation.clear();
  train();
  EXPECT_THAT(trainer_.saved_generators, SizeIs(2));
  EXPECT_FALSE(observer_.epochs.at(0).validation);
  EXPECT_FALSE(std::filesystem::exists(options_.folder.panel(1)));
}

TEST_F(TrainingRunTest, StopsAfterTheCurrentStepAndGoesOnWithTheBatchesThatWereLeft) {
  // With pairs that fail, too, so that places in the stream and steps do not go together.
  disturb_ = [](const char* stage, FrameId id) -> std::optional<std::string> {
    if (stage == std::string("split") && id.source % 3 == 0) return "odd width";
    return std::nullopt;
  };
  const auto expected = steps_in_one_go();
  ASSERT_THAT(expected, SizeIs(4));  // 4 of 7 pairs are good
  trainer_.on_step = [&] { stop_.request_stop(); };
  for (std::size_t step = 1; step <= 4; ++step) {
    const TrainingSummary summary = train();
    EXPECT_TRUE(summary.stopped);
    EXPECT_THAT(trainer_.steps, SizeIs(step));
    EXPECT_EQ(last_state().step, static_cast<std::int64_t>(step));
    EXPECT_TRUE(std::filesystem::exists(options_.folder.generator()));
    options_.resume = true;
  }
  trainer_.on_step = nullptr;
  const TrainingSummary summary = train();
  EXPECT_FALSE(summary.stopped);
  EXPECT_EQ(summary.state.epoch, 2);
  EXPECT_EQ(trainer_.steps, expected);
}

TEST_F(TrainingRunTest, StoppedInValidationRepeatsNothingButThat) {
  trainer_.generator_.on_generate = [&] { stop_.request_stop(); };
  EXPECT_TRUE(train().stopped);
  EXPECT_THAT(observer_.epochs, SizeIs(0));
  EXPECT_EQ(last_state().epoch, 0);
  EXPECT_EQ(last_state().position, 7);
  trainer_.generator_.on_generate = nullptr;
  options_.resume = true;
  EXPECT_FALSE(train().stopped);
  ASSERT_THAT(observer_.epochs, SizeIs(2));
  EXPECT_FALSE(observer_.epochs[0].losses);
  EXPECT_TRUE(observer_.epochs[0].validation);
  EXPECT_THAT(trainer_.steps, SizeIs(8));
}

TEST_F(TrainingRunTest, EndsWhenTheTimeIsOverAndGoesOnLater) {
  const auto expected = steps_in_one_go();
  options_.max_minutes = 1e-12;
  const TrainingSummary summary = train();
  EXPECT_TRUE(summary.out_of_time);
  EXPECT_FALSE(summary.stopped);
  EXPECT_EQ(summary.state.step, 1);
  EXPECT_EQ(summary.state.epoch, 0);
  ASSERT_THAT(observer_.epochs, SizeIs(1));
  EXPECT_FALSE(observer_.epochs[0].complete);
  EXPECT_TRUE(observer_.epochs[0].validation);
  EXPECT_THAT(trainer_.saved_generators, SizeIs(1));
  options_.max_minutes = 0;
  options_.resume = true;
  EXPECT_FALSE(train().out_of_time);
  EXPECT_EQ(trainer_.steps, expected);
}

TEST_F(TrainingRunTest, TellsTheTrainerHowMuchOfTheEpochsIsDone) {
  train();
  const double pairs_before[] = {0, 2, 4, 6, 7, 9, 11, 13};
  ASSERT_THAT(trainer_.progress, SizeIs(8));
  for (std::size_t step = 0; step < 8; ++step) {
    EXPECT_DOUBLE_EQ(trainer_.progress[step], pairs_before[step] / 14) << step;
  }
}

TEST_F(TrainingRunTest, ResumedRunTellsTheSameProgress) {
  train();
  const std::vector<double> expected = trainer_.progress;
  trainer_.progress.clear();
  options_.folder = {scratch_.path() / "halves"};
  trainer_.on_step = [&] {
    if (trainer_.progress.size() == 3) stop_.request_stop();
  };
  EXPECT_TRUE(train().stopped);
  options_.resume = true;
  train();
  EXPECT_EQ(trainer_.progress, expected);
}

TEST_F(TrainingRunTest, TimeCountsAsProgressWhereItEndsFirst) {
  options_.max_minutes = 1e-12;
  options_.epochs = 1'000'000;
  EXPECT_TRUE(train().out_of_time);
  options_.resume = true;
  EXPECT_TRUE(train().out_of_time);
  // The second run adds next to no time to what the first took.
  ASSERT_THAT(trainer_.progress, SizeIs(2));
  EXPECT_EQ(trainer_.progress[0], 0);
  EXPECT_NEAR(trainer_.progress[1], 1, 1e-3);
}

TEST_F(TrainingRunTest, KeepsTheNewestCheckpoints) {
  options_.epochs = 4;
  options_.keep = 3;
  train();
  const RunFolder& folder = options_.folder;
  EXPECT_THAT(folder.resumable_checkpoints(),
              ElementsAre(folder.checkpoint(16), folder.checkpoint(12), folder.checkpoint(8)));
  EXPECT_TRUE(std::filesystem::exists(folder.best_checkpoint()));
}

TEST_F(TrainingRunTest, SavesWithinAnEpochWhenItsTimeHasCome) {
  options_.save_minutes = 1e-12;
  options_.keep = 100;
  options_.epochs = 1;
  train();
  EXPECT_THAT(options_.folder.resumable_checkpoints(), SizeIs(4));
  EXPECT_EQ(trainer_.load_checkpoint(options_.folder.checkpoint(2)).position, 4);
  options_.folder = {scratch_.path() / "seldom"};
  options_.save_minutes = 0;
  train();
  EXPECT_THAT(options_.folder.resumable_checkpoints(), SizeIs(1));
}

TEST_F(TrainingRunTest, GoesOnFromTheCheckpointBeforeADamagedOne) {
  const auto expected = steps_in_one_go();
  train();
  const std::filesystem::path damaged = options_.folder.checkpoint(8);
  const std::filesystem::path older = options_.folder.checkpoint(4);
  std::ofstream(damaged) << "?";
  options_.resume = true;
  trainer_.steps.resize(4);
  EXPECT_EQ(train().state.epoch, 2);
  EXPECT_EQ(trainer_.steps, expected);
  ASSERT_THAT(observer_.warnings, SizeIs(1));
  EXPECT_THAT(observer_.warnings[0], HasSubstr(damaged.string() + ": damaged"));
  EXPECT_THAT(observer_.warnings[0], HasSubstr(older.string()));
}

TEST_F(TrainingRunTest, SaysWhatIsWrongWithTheNewestWhereNoCheckpointCanBeLoaded) {
  train();
  for (const auto& file : options_.folder.resumable_checkpoints()) std::ofstream(file) << "?";
  options_.resume = true;
  EXPECT_THAT([&] { train(); },
              ThrowsMessage<WeightsError>(HasSubstr(options_.folder.checkpoint(8).string())));
  EXPECT_THAT(observer_.warnings, SizeIs(0));
}

TEST_F(TrainingRunTest, DivergenceNamesTheLastGoodCheckpoint) {
  trainer_.on_step = [&] {
    if (trainer_.steps.size() == 6) throw FatalError("a loss is not finite");
  };
  EXPECT_THAT([&] { train(); },
              ThrowsMessage<FatalError>("a loss is not finite; the last good checkpoint is " +
                                        options_.folder.checkpoint(4).string()));
  EXPECT_EQ(last_state().step, 4);
}

TEST_F(TrainingRunTest, ExplodingLossEndsTheRun) {
  options_.epochs = 1000;
  options_.save_minutes = 0;
  trainer_.generator_l1 = [](std::size_t step) { return step < 150 ? 0.1 : 0.5; };
  EXPECT_THAT([&] { train(); },
              ThrowsMessage<FatalError>(AllOf(HasSubstr("rose from 0.1"), HasSubstr("to 0.5"),
                                              HasSubstr(".safetensors"))));
  EXPECT_THAT(trainer_.steps, SizeIs(169));
}

TEST_F(TrainingRunTest, ExplodingLossOfThePaletteEndsTheRun) {
  options_.epochs = 1000;
  options_.save_minutes = 0;
  trainer_.generator_l1 = [](std::size_t) { return 0; };
  trainer_.palette = [](std::size_t step) { return step < 150 ? 1.5 : 6; };
  EXPECT_THAT([&] { train(); },
              ThrowsMessage<FatalError>(
                  AllOf(HasSubstr("the palette loss rose from 1.5"), HasSubstr("to 6"))));
  EXPECT_THAT(trainer_.steps, SizeIs(169));
}

TEST_F(TrainingRunTest, ResumedAfterItsLastEpochDoesNothing) {
  train();
  options_.resume = true;
  const TrainingSummary summary = train();
  EXPECT_EQ(summary.state.epoch, 2);
  EXPECT_THAT(trainer_.steps, SizeIs(8));
  options_.epochs = 3;
  EXPECT_EQ(train().state.epoch, 3);
  EXPECT_THAT(trainer_.steps, SizeIs(12));
}

TEST_F(TrainingRunTest, NamesAFailingPairOnce) {
  disturb_ = [](const char* stage, FrameId id) -> std::optional<std::string> {
    if (stage == std::string("split") && id.source == 5) return "odd width";
    return std::nullopt;
  };
  train();
  EXPECT_THAT(observer_.failed, ElementsAre("5.png: odd width"));
  EXPECT_EQ(observer_.pairs_trained, 12);
}

TEST_F(TrainingRunTest, RefusesToRunWhereNoPairIsGood) {
  disturb_ = [](const char*, FrameId) { return std::optional<std::string>("damaged"); };
  EXPECT_THROW(train(), FatalError);
  EXPECT_THAT(observer_.failed, SizeIs(7));
}

TEST_F(TrainingRunTest, RefusesAFolderThatHoldsARunOrNone) {
  options_.resume = true;
  EXPECT_THROW(train(), FatalError);
  options_.resume = false;
  train();
  EXPECT_THROW(train(), FatalError);
}

}  // namespace
}  // namespace tintflow
