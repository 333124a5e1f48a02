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
  std::filesystem::create_directories(folder.last_checkpoint().parent_path());
  std::ofstream(folder.last_checkpoint()) << 'x';
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
