#include "io/resume.h"

#include <string>

#include <gmock/gmock.h>
#include <sys/wait.h>

#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

constexpr FileStamp kInput{10, 100};
constexpr FileStamp kOutput{20, 200};

JournalRecord record(const FileStamp& output = kOutput, const FileStamp& input = kInput,
                     const std::string& digest = "d") {
  return {.output = "a.png",
          .output_stamp = output,
          .input = "/in/a.png",
          .input_stamp = input,
          .digest = digest};
}

TEST(Resume, ComparesOutputInputAndOptionsWithTheRecord) {
  const std::vector records{record()};
  EXPECT_EQ(state_of_output({}, records, kInput, "d"), OutputState::missing);
  EXPECT_EQ(state_of_output(kOutput, {}, kInput, "d"), OutputState::foreign);
  EXPECT_EQ(state_of_output(kOutput, records, kInput, "d"), OutputState::finished);
  EXPECT_EQ(state_of_output(kOutput, records, kInput, "e"), OutputState::options_changed);
  EXPECT_EQ(state_of_output(kOutput, records, FileStamp{10, 101}, "d"), OutputState::input_changed);
  EXPECT_EQ(state_of_output(kOutput, records, std::nullopt, "d"), OutputState::input_changed);
  EXPECT_EQ(state_of_output(FileStamp{21, 200}, records, kInput, "d"), OutputState::output_changed);
}

TEST(Resume, ARecordWhoseFileNeverAppearedDoesNotHideTheOneBefore) {
  const std::vector records{record(), record({30, 300}, kInput, "e")};
  EXPECT_EQ(state_of_output(kOutput, records, kInput, "d"), OutputState::finished);
  EXPECT_EQ(state_of_output(kOutput, records, kInput, "e"), OutputState::options_changed);
}

/// A folder "in" of drawings and the plan to color it to "out".
class ResumedJob : public testing::Test {
 protected:
  OutputPlan plan(const fs::path& out = "out") const {
    const std::vector<std::string> inputs{(folder_ / "in").string()};
    auto planned = plan_outputs(list_inputs(inputs), {.out = folder_ / out});
    EXPECT_TRUE(planned.has_value()) << planned.error();
    return std::move(*planned);
  }

  /// Puts a file and its record in place of an item's output.
  void finish(const OutputPlan& plan, const Journals& journals, std::size_t item) const {
    folder_.add(fs::path("out") / plan.name_below_root(item), "result");
    ASSERT_TRUE((*journals[0])
                    ->append({.output = plan.name_below_root(item),
                              .output_stamp = *stamp_of_name(plan.output(item)),
                              .input = plan.absolute_input(item).string(),
                              .input_stamp = *stamp_behind_links(plan.input(item)),
                              .digest = "d"})
                    .has_value());
  }

  RemainingWork remaining() const {
    const OutputPlan again = plan();
    return remaining_work(again, open_journals(again), "d");
  }

  TestFolder folder_;
};

TEST_F(ResumedJob, DoesWhatIsNotFinished) {
  for (const char* name : {"in/0.png", "in/1.png", "in/2.png", "in/sub/3.png", "in/4.png"}) {
    folder_.add(name, "drawing");
  }
  folder_.add("out/1.png", "somebody's");
  {
    const OutputPlan first = plan();
    const Journals journals = open_journals(first);
    for (const std::size_t item : {0, 2, 3, 4}) finish(first, journals, item);
  }
  EXPECT_EQ(remaining().finished, 4U);

  fs::remove(folder_ / "out/0.png");
  folder_.add("out/2.png", "painted on");
  folder_.add("in/sub/3.png", "a new drawing");
  const RemainingWork work = remaining();
  EXPECT_THAT(work.items, ElementsAre(0));
  EXPECT_THAT(work.foreign, ElementsAre(1));
  EXPECT_EQ(work.finished, 1U);
  ASSERT_EQ(work.kept.size(), 2U);
  EXPECT_EQ(work.kept[0].item, 2U);
  EXPECT_EQ(work.kept[0].state, OutputState::output_changed);
  EXPECT_EQ(plan().name_below_root(work.kept[1].item), "sub/3.png");
  EXPECT_EQ(work.kept[1].state, OutputState::input_changed);
}

TEST_F(ResumedJob, AllWorkIsAllItems) {
  folder_.add("in/0.png", "");
  folder_.add("in/1.png", "");
  folder_.add("out/1.png", "");
  EXPECT_THAT(all_work(plan()).items, ElementsAre(0, 1));
  EXPECT_EQ(all_work(plan()).finished, 0U);
}

TEST_F(ResumedJob, RemovesWhatAKilledRunLeft) {
  folder_.add("in/sub/0.png", "");
  const pid_t killed = fork();
  if (killed == 0) _exit(0);
  waitpid(killed, nullptr, 0);
  const std::string name = ".tintflow-" + std::to_string(killed) + "-0.tmp";
  folder_.add("out/" + name, "");
  folder_.add("out/sub/" + name, "");
  const Journals journals = open_journals(plan());
  EXPECT_FALSE(fs::exists(folder_ / "out" / name));
  EXPECT_FALSE(fs::exists(folder_ / "out/sub" / name));
}

TEST_F(ResumedJob, AFolderThatCannotBeWrittenToIsToldForItsItems) {
  folder_.add("in/0.png", "");
  folder_.add("file", "");
  const Journals journals = open_journals(plan("file/out"));
  ASSERT_EQ(journals.size(), 1U);
  ASSERT_FALSE(journals[0].has_value());
  EXPECT_THAT(journals[0].error(), testing::HasSubstr("Not a directory"));
}

}  // namespace
}  // namespace tintflow
