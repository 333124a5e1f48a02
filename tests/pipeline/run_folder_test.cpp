#include "pipeline/run_folder.h"

#include <fstream>

#include <gmock/gmock.h>

#include "tests/pipeline/fake_training.h"

namespace tintflow {
namespace {

using testing::HasSubstr;

TEST(RunFolder, NamesPanelsSoThatTheySort) {
  EXPECT_EQ(RunFolder{"run"}.panel(7), "run/panels/epoch_0007.png");
  EXPECT_EQ(RunFolder{"run"}.panel(12345), "run/panels/epoch_12345.png");
}

void touch(const std::filesystem::path& file) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file) << 'x';
}

TEST(RunFolder, NamesCheckpointsByStep) {
  EXPECT_EQ(RunFolder{"run"}.checkpoint(1234), "run/checkpoints/step_00001234.safetensors");
  EXPECT_EQ(RunFolder{"run"}.checkpoint(123456789), "run/checkpoints/step_123456789.safetensors");
}

TEST(RunFolder, ResumesFromTheNewestCheckpointFirst) {
  const TestFolder scratch;
  const RunFolder folder{scratch.path()};
  EXPECT_THAT(folder.resumable_checkpoints(), testing::IsEmpty());
  for (const std::int64_t step : {99999999, 7, 100000000}) touch(folder.checkpoint(step));
  touch(folder.best_checkpoint());
  touch(folder.checkpoints() / "step_1.safetensors");
  touch(folder.checkpoints() / "step_00000009.safetensors.tmp");
  EXPECT_THAT(folder.resumable_checkpoints(),
              testing::ElementsAre(folder.checkpoint(100000000), folder.checkpoint(99999999),
                                   folder.checkpoint(7)));
}

TEST(RunFolder, ResumesWhatEarlierVersionsSaved) {
  const TestFolder scratch;
  const RunFolder folder{scratch.path()};
  touch(folder.checkpoints() / "last.safetensors");
  touch(folder.checkpoint(3));
  EXPECT_THAT(
      folder.resumable_checkpoints(),
      testing::ElementsAre(folder.checkpoint(3), folder.checkpoints() / "last.safetensors"));
}

TEST(PruneCheckpoints, KeepsTheNewestAndTheBest) {
  const TestFolder scratch;
  const RunFolder folder{scratch.path()};
  for (const std::int64_t step : {4, 12, 8}) touch(folder.checkpoint(step));
  touch(folder.best_checkpoint());
  prune_checkpoints(folder, 2);
  EXPECT_THAT(folder.resumable_checkpoints(),
              testing::ElementsAre(folder.checkpoint(12), folder.checkpoint(8)));
  EXPECT_TRUE(std::filesystem::exists(folder.best_checkpoint()));
  prune_checkpoints(folder, 5);
  EXPECT_EQ(folder.resumable_checkpoints().size(), 2U);
}

TEST(CheckRunFolder, TakesANewFolderForAFreshRunOnly) {
  const TestFolder scratch;
  const RunFolder folder{scratch.path() / "new"};
  EXPECT_TRUE(check_run_folder(folder, false));
  const auto resumed = check_run_folder(folder, true);
  ASSERT_FALSE(resumed);
  EXPECT_THAT(resumed.error(), HasSubstr("no run to resume"));
}

TEST(CheckRunFolder, TakesAFolderWithACheckpointForResumingOnly) {
  const TestFolder scratch;
  const RunFolder folder{scratch.path()};
  touch(folder.checkpoint(1));
  EXPECT_TRUE(check_run_folder(folder, true));
  const auto fresh = check_run_folder(folder, false);
  ASSERT_FALSE(fresh);
  EXPECT_THAT(fresh.error(), HasSubstr("already holds a training run"));
}

TEST(CheckRunFolder, KeepsALogFromBeingOverwritten) {
  const TestFolder scratch;
  const RunFolder folder{scratch.path()};
  std::ofstream(folder.log()) << 'x';
  EXPECT_FALSE(check_run_folder(folder, false));
}

}  // namespace
}  // namespace tintflow
