#include "pipeline/preview.h"

#include <gmock/gmock.h>

#include "tests/pipeline/fake_training.h"
#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

/// Stages whose drawings show the pair's number and the epoch.
FeedStages numbering_stages(std::int64_t epoch) {
  FeedStages stages = fake_pair_stages();
  stages.resize.run = [epoch](const Artwork& in) -> Expected<Sample> {
    Sample sample = fake_pair(in.id);
    const auto level = static_cast<double>(10 * in.id.source + epoch);
    sample.input = cv::Mat(kSide, kSide, CV_32FC3, cv::Scalar::all(level / 127.5 - 1));
    return sample;
  };
  return stages;
}

TEST(PreviewSamples, ShowsPairsSpreadOverTheListInSeveralEpochs) {
  const Watchdog watchdog("preview");
  const TestFolder folder;
  const Preview preview = preview_samples(make_files(folder, "pairs", 10), numbering_stages, 2, 3,
                                          {.threads = 2, .batch_size = 1});
  ASSERT_EQ(preview.rows.size(), 2U);
  for (int row = 0; row < 2; ++row) {
    ASSERT_EQ(preview.rows[row].size(), 6U);
    for (int epoch = 0; epoch < 3; ++epoch) {
      EXPECT_EQ(preview.rows[row][2 * epoch].at<cv::Vec3b>(0, 0)[0], 50 * row + epoch);
      EXPECT_EQ(preview.rows[row][2 * epoch + 1].at<cv::Vec3b>(0, 0)[0], 100);
    }
  }
}

TEST(PreviewSamples, TellsOfAFailureOnce) {
  const Watchdog watchdog("preview failure");
  const TestFolder folder;
  const auto files = make_files(folder, "pairs", 3);
  std::filesystem::remove(files[1]);
  const Preview preview = preview_samples(files, numbering_stages, 30, 2, {});
  EXPECT_EQ(preview.rows.size(), 2U);
  ASSERT_EQ(preview.failures.size(), 1U);
  EXPECT_EQ(preview.failures[0].id.source, 1U);
}

}  // namespace
}  // namespace tintflow
