#include "pipeline/training_log.h"

#include <gtest/gtest.h>

#include "io/errors.h"
#include "tests/pipeline/fake_training.h"

namespace tintflow {
namespace {

constexpr const char* kHeader =
    "epoch,step,generator_gan,generator_l1,discriminator,region,flat,palette,feature,"
    "total_variation,images_per_second,seconds,"
    "waiting_seconds,l1,psnr,ssim\n";

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

EpochReport report(std::int64_t epoch, std::int64_t step) {
  EpochReport made;
  made.epoch = epoch;
  made.step = step;
  made.losses = StepLosses{0.5, 0.25, 0.75};
  made.images_per_second = 12.5;
  made.seconds = 40;
  made.waiting_seconds = 0.5;
  made.validation = ImageMetrics{0.125, 20, 0.875};
  return made;
}

TEST(TrainingLog, WritesAHeaderAndARowForEachReport) {
  const TestFolder folder;
  const auto file = folder.path() / "log.csv";
  TrainingLog log(file, 0);
  log.append(report(1, 10));
  log.append(report(2, 20));
  EXPECT_EQ(content_of(file), std::string(kHeader) +
                                  "1,10,0.5,0.25,0.75,0,0,0,0,0,12.5,40,0.5,0.125,20,0.875\n"
                                  "2,20,0.5,0.25,0.75,0,0,0,0,0,12.5,40,0.5,0.125,20,0.875\n");
}

TEST(TrainingLog, LeavesFiguresEmptyThatDoNotExist) {
  const TestFolder folder;
  const auto file = folder.path() / "log.csv";
  EpochReport bare = report(1, 10);
  bare.losses.reset();
  bare.validation.reset();
  TrainingLog(file, 0).append(bare);
  EXPECT_EQ(content_of(file), std::string(kHeader) + "1,10,,,,,,,,,12.5,40,0.5,,,\n");
}

TEST(TrainingLog, OfAResumedRunForgetsWhatCameAfterItsCheckpoint) {
  const TestFolder folder;
  const auto file = folder.path() / "log.csv";
  {
    TrainingLog log(file, 0);
    for (int epoch = 1; epoch <= 3; ++epoch) log.append(report(epoch, 10 * epoch));
  }
  TrainingLog(file, 20).append(report(3, 31));
  const std::string content = content_of(file);
  EXPECT_EQ(content.find("\n3,30,"), std::string::npos);
  EXPECT_NE(content.find("\n1,10,"), std::string::npos);
  EXPECT_NE(content.find("\n2,20,"), std::string::npos);
  EXPECT_NE(content.find("\n3,31,"), std::string::npos);
}

TEST(TrainingLog, KeepsWhatAnotherVersionWroteUnderItsName) {
  const TestFolder folder;
  const auto file = folder.add("log.csv",
                               "epoch,step,generator_gan,sharpness,seconds\n"
                               "1,10,0.5,7,40\n");
  TrainingLog(file, 10).append(report(2, 20));
  EXPECT_EQ(content_of(file),
            "epoch,step,generator_gan,generator_l1,discriminator,region,flat,palette,feature,"
            "total_variation,images_per_second,seconds,"
            "waiting_seconds,l1,psnr,ssim,sharpness\n"
            "1,10,0.5,,,,,,,,,40,,,,,7\n"
            "2,20,0.5,0.25,0.75,0,0,0,0,0,12.5,40,0.5,0.125,20,0.875,\n");
}

TEST(TrainingLog, ThrowsWhereItCannotWrite) {
  const TestFolder folder;
  std::ofstream(folder.path() / "file") << 'x';
  TrainingLog log(folder.path() / "file" / "log.csv", 0);
  EXPECT_THROW(log.append(report(1, 10)), FatalError);
}

}  // namespace
}  // namespace tintflow
