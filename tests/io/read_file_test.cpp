#include "io/read_file.h"

#include <string>
#include <thread>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/file_descriptor.h"
#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

using testing::HasSubstr;
using std::literals::operator""sv;

TEST(ReadFile, ReadsEveryByte) {
  const TestFolder folder;
  const auto path = folder.add("a.bin", "one\0two\r\n\xFF"sv);
  const auto bytes = read_file(path);
  ASSERT_TRUE(bytes.has_value()) << bytes.error();
  EXPECT_EQ(std::string(bytes->begin(), bytes->end()), "one\0two\r\n\xFF"sv);
}

TEST(ReadFile, EmptyFileHasNoBytes) {
  const TestFolder folder;
  EXPECT_THAT(read_file(folder.add("empty", "")).value(), testing::IsEmpty());
}

TEST(ReadFile, NamesWhatIsInTheWay) {
  const TestFolder folder;
  EXPECT_EQ(read_file(folder / "missing.png").error(), "the file does not exist");
  EXPECT_EQ(read_file(folder.path()).error(), "is a folder, not a file");
  EXPECT_THAT(read_file(folder.add("file", "x") / "below").error(), HasSubstr("Not a directory"));
}

TEST(ReadFile, NeverWaitsForAPipe) {
  const TestFolder folder;
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(read_file(folder / "pipe").error(), HasSubstr("is a pipe or device"));
  EXPECT_THAT(read_file("/dev/zero").error(), HasSubstr("is a pipe or device"));
}

TEST(ReadFile, RefusesHugeFilesWithoutReadingThem) {
  const TestFolder folder;
  const auto path = folder.add("huge.tif", "");
  ASSERT_EQ(truncate(path.c_str(), off_t{1} << 31), 0);  // sparse: takes no space
  EXPECT_THAT(read_file(path).error(), HasSubstr("is 2147483648 bytes large, more than the 2 GiB"));
}

TEST(ReadFile, TellsTheStampOfWhatItRead) {
  const TestFolder folder;
  const auto path = folder.add("a", "12345");
  const auto content = read_file_content(path);
  ASSERT_TRUE(content.has_value()) << content.error();
  EXPECT_EQ(content->bytes, bytes_of("12345"));
  EXPECT_EQ(content->stamp, stamp_behind_links(path));
}

TEST(ReadFile, RefusesAFileThatChangesMeanwhile) {
  const TestFolder folder;
  const auto path = folder.add("a", std::string(4'000'000, 'x'));
  const std::jthread changing([&](const std::stop_token& stop) {
    for (std::int64_t second = 1; !stop.stop_requested(); ++second) {
      const timespec times[2] = {{second, 0}, {second, 0}};
      utimensat(AT_FDCWD, path.c_str(), times, 0);
    }
  });
  // Reading takes far longer than a change, yet the other thread may not run for once.
  auto content = read_file_content(path);
  for (int tries = 1; tries < 1000 && content; ++tries) content = read_file_content(path);
  ASSERT_FALSE(content.has_value());
  EXPECT_EQ(content.error(), "was changed while it was read: run again when nothing writes to it");
}

TEST(ReadFile, ReadsStreamsToTheirEnd) {
  const TestFolder folder;
  const std::string text(200'000, 'x');
  const FileDescriptor file(::open(folder.add("a", text).c_str(), O_RDONLY));
  EXPECT_EQ(read_to_end(file.number())->size(), text.size());
  EXPECT_EQ(read_to_end(file.number())->size(), 0U);
  EXPECT_THAT(read_to_end(-1).error(), HasSubstr("Bad file descriptor"));
}

TEST(ReadStart, LeavesTheRestToBeRead) {
  const TestFolder folder;
  const FileDescriptor file(::open(folder.add("a", "0123456789").c_str(), O_RDONLY));
  const auto start = read_start(file.number(), 4);
  ASSERT_TRUE(start.has_value());
  EXPECT_EQ(*start, (Bytes{'0', '1', '2', '3'}));
  EXPECT_EQ(read_to_end(file.number(), *start)->size(), 10U);
  EXPECT_EQ(read_start(file.number(), 4)->size(), 0U);
  EXPECT_THAT(read_start(-1, 4).error(), HasSubstr("Bad file descriptor"));
}

}  // namespace
}  // namespace tintflow
