#include "io/file_stamp.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

TEST(FileStamp, TellsSizeAndTime) {
  const TestFolder folder;
  const auto path = folder.add("a", "12345");
  const timespec times[2] = {{1, 2}, {1'700'000'000, 123'456'789}};
  ASSERT_EQ(utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
  EXPECT_EQ(stamp_of_name(path), (FileStamp{5, 1'700'000'000'123'456'789}));
  EXPECT_EQ(stamp_behind_links(path), stamp_of_name(path));
  EXPECT_EQ(stamp_of_name(folder / "absent"), std::nullopt);
  EXPECT_EQ(stamp_behind_links(folder / "absent"), std::nullopt);
}

TEST(FileStamp, SeesALinkOrWhatIsBehindIt) {
  const TestFolder folder;
  const auto path = folder.add("a", "12345");
  fs::create_symlink("a", folder / "link");
  fs::create_symlink("nowhere", folder / "dangling");
  EXPECT_EQ(stamp_behind_links(folder / "link"), stamp_of_name(path));
  EXPECT_NE(stamp_of_name(folder / "link"), stamp_of_name(path));
  EXPECT_EQ(stamp_behind_links(folder / "dangling"), std::nullopt);
  EXPECT_NE(stamp_of_name(folder / "dangling"), std::nullopt);
}

TEST(FileStamp, OfTwoFilesChangesWithEither) {
  const FileStamp stamp = joined({5, 100}, {7, 200});
  EXPECT_NE(joined({5, 100}, {7, 201}), stamp);
  EXPECT_NE(joined({5, 300}, {7, 200}), stamp);
  EXPECT_NE(joined({6, 100}, {7, 200}), stamp);
  EXPECT_NE((FileStamp{5, 100}), stamp);
}

}  // namespace
}  // namespace tintflow
