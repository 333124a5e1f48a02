#include "io/atomic_file.h"

#include <csignal>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "io/read_file.h"
#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::size_t entries_of(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(AtomicFile, CreatesTheFileAndItsFolders) {
  const TestFolder folder;
  const auto path = folder / "a/b/c.png";
  ASSERT_TRUE(write_file_atomically(path, bytes_of("content")).has_value());
  EXPECT_EQ(*read_file(path), bytes_of("content"));
  EXPECT_EQ(entries_of(folder / "a/b"), 1U) << "a temporary file was left";
}

TEST(AtomicFile, ReplacesAnOldFile) {
  const TestFolder folder;
  const auto path = folder.add("a", "a longer old content");
  ASSERT_TRUE(write_file_atomically(path, bytes_of("new")).has_value());
  EXPECT_EQ(*read_file(path), bytes_of("new"));
}

TEST(AtomicFile, FollowsTheUmask) {
  const TestFolder folder;
  const mode_t old = umask(0027);
  ASSERT_TRUE(write_file_atomically(folder / "a", bytes_of("x")).has_value());
  umask(old);
  EXPECT_EQ(fs::status(folder / "a").permissions(), fs::perms(0640));
}

TEST(AtomicFile, WritesNamesOfTheGreatestLength) {
  const TestFolder folder;
  const std::string name(255, 'n');
  EXPECT_TRUE(write_file_atomically(folder / name, bytes_of("x")).has_value());
  const auto longer = write_file_atomically(folder / (name + "n"), bytes_of("x"));
  ASSERT_FALSE(longer.has_value());
  EXPECT_THAT(longer.error(), HasSubstr("File name too long"));
  EXPECT_EQ(entries_of(folder.path()), 1U) << "a temporary file was left";
}

TEST(AtomicFile, FailsWhereAFileIsInTheWayOfAFolder) {
  const TestFolder folder;
  const auto blocked = folder.add("file", "x") / "below.png";
  const auto written = write_file_atomically(blocked, bytes_of("x"));
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error(), "cannot write " + blocked.string() + ": Not a directory");
}

TEST(AtomicFile, FailsWhereAFolderHasTheName) {
  const TestFolder folder;
  folder.add("taken/inside", "x");
  const auto written = write_file_atomically(folder / "taken", bytes_of("x"));
  ASSERT_FALSE(written.has_value());
  EXPECT_THAT(written.error(), HasSubstr("directory"));
  EXPECT_EQ(entries_of(folder.path()), 1U) << "a temporary file was left";
}

TEST(AtomicFile, KeepsTheOldFileWhereTheNewOneCannotBeWritten) {
  const TestFolder folder;
  const auto path = folder.add("a", "old");
  rlimit old{};
  getrlimit(RLIMIT_FSIZE, &old);
  const rlimit tiny{2, old.rlim_max};
  const auto old_handler = signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &tiny);
  const auto written = write_file_atomically(path, bytes_of("new content"));
  setrlimit(RLIMIT_FSIZE, &old);
  signal(SIGXFSZ, old_handler);
  ASSERT_FALSE(written.has_value());
  EXPECT_THAT(written.error(), HasSubstr("File too large"));
  EXPECT_EQ(*read_file(path), bytes_of("old"));
  EXPECT_EQ(entries_of(folder.path()), 1U) << "a temporary file was left";
}

TEST(AtomicFile, ThreadsDoNotDisturbOneAnother) {
  const TestFolder folder;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 20; ++i) {
        const Bytes content(1000, static_cast<std::uint8_t>(thread));
        EXPECT_TRUE(write_file_atomically(folder / "shared", content).has_value());
      }
    });
  }
  for (auto& thread : threads) thread.join();
  const Bytes content = *read_file(folder / "shared");
  EXPECT_EQ(content, Bytes(1000, content.front()));
  EXPECT_EQ(entries_of(folder.path()), 1U);
}

}  // namespace
}  // namespace tintflow
