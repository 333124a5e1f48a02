#include "io/read_file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/io/test_folder.h"

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

}  // namespace
}  // namespace tintflow
