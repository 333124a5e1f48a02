#include "io/real_path.h"

#include <gtest/gtest.h>

#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

TEST(RealPath, IsOneSpellingForAllPathsToAFile) {
  const TestFolder folder;
  const fs::path root = fs::canonical(folder.path());
  folder.add("real/a.png", "");
  fs::create_directory_symlink("real", folder / "link");
  EXPECT_EQ(real_path(folder / "link/../link/./a.png"), root / "real/a.png");
  EXPECT_EQ(real_path(folder / "link/"), root / "real");
  EXPECT_EQ(real_path(folder / "link/not yet/b.png"), root / "real/not yet/b.png");
}

TEST(RealPath, AnEmptyPathIsTheCurrentFolder) {
  EXPECT_EQ(real_path(""), fs::canonical(fs::current_path()));
  EXPECT_EQ(real_path("x"), fs::canonical(fs::current_path()) / "x");
}

TEST(RealPath, TakesLinksThatLeadNowhereAsTheyAre) {
  const TestFolder folder;
  fs::create_symlink("loop", folder / "loop");
  EXPECT_EQ(real_path(folder / "x/../loop"), (folder / "loop").lexically_normal());
}

}  // namespace
}  // namespace tintflow
