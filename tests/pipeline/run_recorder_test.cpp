#include "pipeline/run_recorder.h"

#include <algorithm>
#include <fstream>

#include <gmock/gmock.h>

#include "io/encode_image.h"
#include "io/errors.h"
#include "io/event_message.h"
#include "tests/io/event_records.h"
#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::SizeIs;

class RunRecorderTest : public testing::Test {
 protected:
  /// Event files in the order in which TensorBoard reads them.
  std::vector<std::filesystem::path> event_files() const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path)) {
      if (entry.path().filename().string().starts_with("events.")) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  static void take_steps(RunRecorder& recorder, std::int64_t first, std::int64_t last) {
    for (std::int64_t step = first; step <= last; ++step) {
      const auto number = static_cast<double>(step);
      TrainingState state;
      state.step = step;
      recorder.step_finished(state, {number, 10 * number, 0.5}, 2);
    }
  }

  static EpochReport report(std::int64_t epoch, std::int64_t step) {
    EpochReport made;
    made.epoch = epoch;
    made.step = step;
    made.losses = StepLosses{0.5, 0.25, 0.75};
    made.validation = ImageMetrics{0.125, 20, 0.875};
    made.images_per_second = 32;
    return made;
  }

  static Bytes scalar(std::int64_t step, const std::string& tag, float value) {
    return timeless(scalar_event({0, step}, tag, value));
  }

  const TestFolder scratch_;
  const RunFolder folder_{scratch_.path()};
};

TEST_F(RunRecorderTest, WritesTheMeansOfTenSteps) {
  RunRecorder recorder(folder_);
  take_steps(recorder, 1, 25);
  ASSERT_THAT(event_files(), SizeIs(1));
  const auto events = timeless_events_of(event_files()[0]);
  EXPECT_THAT(events, SizeIs(2 + 2 * 9));  // version, start, and twice eight losses and a rate
  EXPECT_EQ(events[1], timeless(start_event({0, 1})));
  EXPECT_THAT(events, IsSupersetOf({scalar(10, "train/generator_gan", 5.5F),
                                    scalar(10, "train/generator_l1", 55),
                                    scalar(10, "train/discriminator", 0.5F),
                                    scalar(20, "train/generator_gan", 15.5F)}));
}

TEST_F(RunRecorderTest, TakesTheMeansAcrossShortEpochs) {
  RunRecorder recorder(folder_);
  take_steps(recorder, 1, 4);
  recorder.epoch_finished(report(1, 4));
  take_steps(recorder, 5, 10);
  EXPECT_THAT(timeless_events_of(event_files().at(0)),
              IsSupersetOf({scalar(10, "train/generator_gan", 5.5F)}));
}

TEST_F(RunRecorderTest, WritesFiguresAndPanelOfAnEpoch) {
  RunRecorder recorder(folder_);
  take_steps(recorder, 1, 4);
  const Bytes png = *encode_image({cv::Mat(40, 60, CV_8UC3, cv::Scalar::all(9)), {}}, {});
  scratch_.add("panels/epoch_0001.png", png);
  recorder.epoch_finished(report(1, 4));
  EXPECT_THAT(
      timeless_events_of(event_files().at(0)),
      ElementsAre(testing::_, testing::_, scalar(4, "epoch/generator_gan", 0.5F),
                  scalar(4, "epoch/generator_l1", 0.25F), scalar(4, "epoch/discriminator", 0.75F),
                  scalar(4, "epoch/region", 0), scalar(4, "epoch/flat", 0),
                  scalar(4, "epoch/palette", 0), scalar(4, "epoch/feature", 0),
                  scalar(4, "epoch/total_variation", 0), scalar(4, "epoch/images_per_second", 32),
                  scalar(4, "validation/l1", 0.125F), scalar(4, "validation/psnr", 20),
                  scalar(4, "validation/ssim", 0.875F),
                  timeless(image_event({0, 4}, "panel", png, {60, 40}))));
}

TEST_F(RunRecorderTest, OfAResumedRunStartsAnotherFileAtItsFirstStep) {
  {
    RunRecorder recorder(folder_);
    take_steps(recorder, 1, 30);
  }
  RunRecorder recorder(folder_);
  take_steps(recorder, 21, 40);
  ASSERT_THAT(event_files(), SizeIs(2));
  const auto events = timeless_events_of(event_files()[1]);
  EXPECT_EQ(events[1], timeless(start_event({0, 21})));
  EXPECT_THAT(events, IsSupersetOf({scalar(30, "train/generator_gan", 25.5F)}));
}

TEST_F(RunRecorderTest, OfAnEpochThatOnlyHadToBeValidatedForgetsNoStep) {
  EpochReport validated = report(1, 30);
  validated.losses.reset();
  RunRecorder(folder_).epoch_finished(validated);
  const auto events = timeless_events_of(event_files().at(0));
  EXPECT_EQ(events[1], timeless(start_event({0, 31})));
  EXPECT_EQ(events[2], scalar(30, "validation/l1", 0.125F));
}

TEST_F(RunRecorderTest, WritesTheReportWithEveryEpoch) {
  RunRecorder recorder(folder_);
  recorder.pair_failed("odd.png", {{}, "split", "odd width"});
  recorder.epoch_finished(report(1, 4));
  std::ifstream file(folder_.report());
  EXPECT_THAT(std::string(std::istreambuf_iterator<char>(file), {}), HasSubstr("odd width"));
}

TEST_F(RunRecorderTest, ThrowsWhereAPanelIsDamaged) {
  scratch_.add("panels/epoch_0001.png", "x");
  EXPECT_THROW(RunRecorder(folder_).epoch_finished(report(1, 4)), FatalError);
}

}  // namespace
}  // namespace tintflow
