#include "io/video_file.h"

#include <gmock/gmock.h>

#include "io/read_file.h"
#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(VideoFile, AppearsWholeInAFolderThatItMakes) {
  const TestFolder folder;
  const fs::path path = folder / "new/film.mp4";
  {
    const auto file = VideoFile::create(path);
    ASSERT_TRUE(file.has_value()) << file.error();
    AVIOContext* io = (*file)->io();
    avio_write(io, bytes_of("0123456789").data(), 10);
    avio_seek(io, 4, SEEK_SET);  // as an index is written that belongs at the start
    avio_write(io, bytes_of("xy").data(), 2);
    avio_flush(io);
    (*file)->packet_comes();
    EXPECT_EQ((*file)->error(), 0);
    EXPECT_FALSE((*file)->is_full());
    EXPECT_FALSE(fs::exists(path));
    ASSERT_TRUE((*file)->appear_as(path).has_value());
  }
  EXPECT_EQ(*read_file(path), bytes_of("0123xy6789"));
  EXPECT_EQ(files_in(folder / "new"), 1U);
}

TEST(VideoFile, LeavesNothingWhereItIsGivenUp) {
  const TestFolder folder;
  { ASSERT_TRUE(VideoFile::create(folder / "film.mp4").has_value()); }
  EXPECT_EQ(files_in(folder.path()), 0U);
}

TEST(VideoFile, SaysWhereItCannotBe) {
  const TestFolder folder;
  const auto file = VideoFile::create(folder.add("file", "") / "film.mp4");
  ASSERT_FALSE(file.has_value());
  EXPECT_THAT(file.error(), testing::StartsWith("cannot write"));
}

}  // namespace
}  // namespace tintflow
