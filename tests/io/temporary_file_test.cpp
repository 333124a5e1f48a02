#include "io/temporary_file.h"

#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/wait.h>

#include "io/read_file.h"
#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  return names;
}

/// The number of a process that has ended and was waited for.
pid_t ended_process() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  waitpid(child, nullptr, 0);
  return child;
}

TEST(TemporaryFile, IsRemovedUnlessItWasMoved) {
  const TestFolder folder;
  {
    const TemporaryFile file(folder / "a");
    EXPECT_TRUE(file.exists());
    EXPECT_EQ(names_in(folder.path()).size(), 1U);
  }
  EXPECT_TRUE(names_in(folder.path()).empty());
}

TEST(TemporaryFile, MovesToAnotherNameOfItsFolder) {
  const TestFolder folder;
  TemporaryFile file(folder / "a");
  ASSERT_TRUE(file.write(bytes_of("content")) && file.move_to(folder / "b"));
  EXPECT_FALSE(file.exists());
  EXPECT_EQ(*read_file(folder / "b"), bytes_of("content"));
}

TEST(TemporaryFile, MovesWithTheStampThatItHadWhenFinished) {
  const TestFolder folder;
  TemporaryFile file(folder / "a");
  FileStamp stamp;
  ASSERT_TRUE(file.write(bytes_of("content")) && file.synchronize(stamp) && file.move_to_target());
  EXPECT_EQ(read_file_content(folder / "a")->stamp, stamp);
  EXPECT_EQ(stamp.size, 7);
  EXPECT_THAT(names_in(folder.path()), testing::ElementsAre("a"));
}

TEST(TemporaryFile, PassesOverNamesThatAnEndedProcessOfItsNumberHasLeft) {
  const TestFolder folder;
  const TemporaryFile first(folder / "a");
  const std::string name = names_in(folder.path()).front();
  const std::size_t dash = name.rfind('-');
  const int number = std::stoi(name.substr(dash + 1));
  folder.add(fmt::format("{}-{}.tmp", name.substr(0, dash), number + 1), "left");
  const TemporaryFile second(folder / "b");
  EXPECT_TRUE(second.exists());
  EXPECT_EQ(names_in(folder.path()).size(), 3U);
}

TEST(TemporaryFile, WhatEndedProcessesLeftCanBeRemoved) {
  const TestFolder folder;
  folder.add(fmt::format(".tintflow-{}-17.tmp", ended_process()), "left");
  folder.add(fmt::format(".tintflow-{}-18.tmp", getpid()), "left by a namesake");
  const std::string running = fmt::format(".tintflow-{}-1.tmp", getppid());
  for (const std::string& name :
       {running, std::string(".tintflow-journal"), std::string(".tintflow-x-1.tmp"),
        std::string("tintflow-1-1.tmp"), std::string("a.png")}) {
    folder.add(name, "");
  }
  remove_left_temporaries(folder.path());
  EXPECT_THAT(names_in(folder.path()),
              testing::UnorderedElementsAre(running, ".tintflow-journal", ".tintflow-x-1.tmp",
                                            "tintflow-1-1.tmp", "a.png"));
  remove_left_temporaries(folder / "absent");
}

}  // namespace
}  // namespace tintflow
