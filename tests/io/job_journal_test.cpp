#include "io/job_journal.h"

#include <csignal>
#include <optional>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "io/read_file.h"
#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using Lock = JobJournal::Lock;

JournalRecord record(const std::string& output, std::int64_t size = 1) {
  return {.output = output,
          .output_stamp = {size, 2},
          .input = "/in/" + output,
          .input_stamp = {3, 4},
          .digest = "d"};
}

std::unique_ptr<JobJournal> open_journal(const fs::path& folder, Lock lock = Lock::exclusive) {
  auto journal = JobJournal::open(folder, lock);
  EXPECT_TRUE(journal.has_value()) << journal.error();
  return std::move(*journal);
}

std::string text_of(const fs::path& folder) {
  const auto bytes = read_file(folder / kJournalName);
  return bytes ? std::string(bytes->begin(), bytes->end()) : bytes.error();
}

TEST(JobJournal, RemembersWhatWasAppended) {
  const TestFolder folder;
  {
    const auto journal = open_journal(folder / "new/out");
    EXPECT_EQ(journal->take_records().size(), 0U);
    ASSERT_TRUE(journal->append(record("a")).has_value());
    ASSERT_TRUE(journal->append(record("b")).has_value());
  }
  const auto journal = open_journal(folder / "new/out");
  const JournalRecords records = journal->take_records();
  EXPECT_THAT(records.of("a"), ElementsAre(record("a")));
  EXPECT_THAT(records.of("b"), ElementsAre(record("b")));
  EXPECT_EQ(read_journal(folder / "new/out").size(), 2U);
  EXPECT_EQ(read_journal(folder.path()).size(), 0U);
}

TEST(JobJournal, ThreadsAppendWholeLines) {
  const TestFolder folder;
  const auto journal = open_journal(folder.path());
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(journal->append(record(std::to_string(thread), i)).has_value());
      }
    });
  }
  for (auto& thread : threads) thread.join();
  const JournalRecords records = read_journal(folder.path());
  EXPECT_EQ(records.size(), 400U);
  EXPECT_EQ(records.of("3").size(), 100U);
}

TEST(JobJournal, ATornLineIsLostAloneAndNotMixedWithTheNext) {
  const TestFolder folder;
  const std::string whole = to_line(record("a"));
  folder.add(kJournalName, whole + to_line(record("b")).substr(0, 9));
  ASSERT_TRUE(open_journal(folder.path())->append(record("c")).has_value());
  const JournalRecords records = read_journal(folder.path());
  EXPECT_EQ(records.size(), 2U);
  EXPECT_THAT(records.of("c"), ElementsAre(record("c")));
}

TEST(JobJournal, OneRunAtATimeUsesAFolder) {
  const TestFolder folder;
  auto first = open_journal(folder.path());
  try {
    (void)JobJournal::open(folder.path(), Lock::exclusive);
    FAIL() << "opened twice";
  } catch (const FolderInUse& error) {
    EXPECT_EQ(std::string(error.what()),
              "another run is writing to " + folder.path().string() +
                  ": wait until it has ended, or choose another output folder");
  }
  EXPECT_THROW((void)JobJournal::open(folder.path(), Lock::shared), FolderInUse);
  first.reset();
  EXPECT_TRUE(JobJournal::open(folder.path(), Lock::exclusive).has_value());
}

TEST(JobJournal, RunsOfSinglePicturesShareAFolder) {
  const TestFolder folder;
  auto first = open_journal(folder.path(), Lock::shared);
  auto second = open_journal(folder.path(), Lock::shared);
  EXPECT_THROW((void)JobJournal::open(folder.path(), Lock::exclusive), FolderInUse);
  first.reset();
  EXPECT_TRUE(fs::exists(folder / kJournalName)) << "the second may still append";
  ASSERT_TRUE(second->append(record("b")).has_value());
  second.reset();
  EXPECT_THAT(read_journal(folder.path()).of("b"), ElementsAre(record("b")));
}

TEST(JobJournal, LeavesNothingWhereNothingWasRecorded) {
  const TestFolder folder;
  open_journal(folder.path()).reset();
  EXPECT_FALSE(fs::exists(folder / kJournalName));
  open_journal(folder / "created").reset();
  EXPECT_FALSE(fs::exists(folder / "created"));
  EXPECT_TRUE(fs::exists(folder.path())) << "it was there before";
}

TEST(JobJournal, IsRewrittenWhenMostOfItNoLongerCounts) {
  const TestFolder folder;
  const auto stamp = stamp_of_name(folder.add("kept", "content"));
  JournalRecord current = record("kept");
  current.output_stamp = *stamp;
  folder.add("painted", "on");
  folder.add(kJournalName, to_line(record("kept", 1)) + to_line(current) +
                               to_line(record("kept", 2)) + to_line(record("painted", 1)) +
                               to_line(record("painted", 2)) + to_line(record("painted", 3)) +
                               to_line(record("removed")));
  {
    const auto journal = open_journal(folder.path());
    EXPECT_EQ(text_of(folder.path()), to_line(current) + to_line(record("painted", 3)));
    EXPECT_THROW((void)JobJournal::open(folder.path(), Lock::exclusive), FolderInUse)
        << "the lock is lost";
    ASSERT_TRUE(journal->append(record("new")).has_value());
  }
  EXPECT_EQ(text_of(folder.path()),
            to_line(current) + to_line(record("painted", 3)) + to_line(record("new")));
}

TEST(JobJournal, StaysAsItIsWhereMostOfItCounts) {
  const TestFolder folder;
  const std::string text = to_line(record("a", 1)) + to_line(record("a", 2));
  folder.add(kJournalName, text);
  open_journal(folder.path()).reset();
  EXPECT_EQ(text_of(folder.path()), text);
}

TEST(JobJournal, TellsWhyAFolderCannotBeUsed) {
  const TestFolder folder;
  const auto below_file = JobJournal::open(folder.add("file", "") / "out", Lock::exclusive);
  ASSERT_FALSE(below_file.has_value());
  EXPECT_THAT(below_file.error(), HasSubstr("file/out/.tintflow-journal: Not a directory"));

  fs::create_directories(folder / "taken" / kJournalName);
  const auto taken = JobJournal::open(folder / "taken", Lock::exclusive);
  ASSERT_FALSE(taken.has_value());
  EXPECT_THAT(taken.error(), HasSubstr("Is a directory"));

  fs::create_symlink("/dev/full", folder / kJournalName);
  const auto device = JobJournal::open(folder.path(), Lock::exclusive);
  ASSERT_FALSE(device.has_value());
  EXPECT_THAT(device.error(), HasSubstr(".tintflow-journal: is not a regular file"));
}

TEST(JobJournal, OtherThingsOfItsNameAreNotRead) {
  const TestFolder folder;
  fs::create_symlink("/dev/zero", folder / kJournalName);
  EXPECT_EQ(read_journal(folder.path()).size(), 0U);
  fs::remove(folder / kJournalName);
  ASSERT_EQ(mkfifo((folder / kJournalName).c_str(), 0600), 0);
  EXPECT_EQ(read_journal(folder.path()).size(), 0U);
}

TEST(JobJournal, WhatCouldNotBeWrittenWholeHarmsNoOtherRecord) {
  const TestFolder folder;
  const auto journal = open_journal(folder.path());
  rlimit old{};
  getrlimit(RLIMIT_FSIZE, &old);
  const rlimit tiny{5, old.rlim_max};
  const auto old_handler = signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &tiny);
  const auto appended = journal->append(record("a"));
  setrlimit(RLIMIT_FSIZE, &old);
  signal(SIGXFSZ, old_handler);
  ASSERT_FALSE(appended.has_value());
  EXPECT_THAT(appended.error(), HasSubstr("File too large"));

  ASSERT_TRUE(journal->append(record("b")).has_value());
  ASSERT_TRUE(journal->append(record("c")).has_value());
  EXPECT_EQ(text_of(folder.path()),
            to_line(record("a")).substr(0, 5) + "\n" + to_line(record("b")) + to_line(record("c")));
}

}  // namespace
}  // namespace tintflow
