#include "io/own_results.h"

#include <gmock/gmock.h>

#include "io/job_journal.h"
#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

/// What a journal says of an output made of `input`.
std::string made(const std::string& output, const fs::path& input) {
  return to_line({.output = output,
                  .output_stamp = {},
                  .input = fs::weakly_canonical(input).string(),
                  .input_stamp = {},
                  .digest = "d"});
}

std::vector<std::string> names_left(const std::vector<fs::path>& inputs) {
  std::vector<std::string> given;
  for (const fs::path& input : inputs) given.push_back(input.string());
  InputList list = list_inputs(given);
  const std::size_t before = list.files.size();
  const std::size_t dropped = drop_own_results(list);
  EXPECT_EQ(dropped, before - list.files.size());
  std::vector<std::string> names;
  for (const InputFile& file : list.files) names.push_back(file.name);
  return names;
}

TEST(OwnResults, AreNoInputsBesideTheirDrawings) {
  const TestFolder folder;
  const auto a = folder.add("a.png", "");
  const auto result = folder.add("a_colorized.png", "");
  const auto other = folder.add("b_colorized.png", "");
  folder.add(kJournalName, made("a_colorized.png", a));
  EXPECT_THAT(names_left({folder.path()}), ElementsAre("a.png", "b_colorized.png"));
  EXPECT_THAT(names_left({a, result, other}), ElementsAre("a.png", "b_colorized.png"));
}

TEST(OwnResults, AreNoInputsInAFolderBelow) {
  const TestFolder folder;
  const auto a = folder.add("sub/deep/a.png", "");
  folder.add("sub_colorized/deep/a.png", "");
  folder.add("sub_colorized/new.png", "");
  folder.add(std::string("sub_colorized/") + kJournalName, made("deep/a.png", a));
  EXPECT_THAT(names_left({folder.path()}), ElementsAre("sub/deep/a.png", "sub_colorized/new.png"));
}

TEST(OwnResults, OfAnotherFolderAreInputsAsAnyOther) {
  const TestFolder folder;
  const auto a = folder.add("in/a.png", "");
  folder.add("in_colorized/a.png", "");
  folder.add(std::string("in_colorized/") + kJournalName, made("a.png", a));
  EXPECT_THAT(names_left({folder / "in_colorized"}), ElementsAre("a.png"));
}

}  // namespace
}  // namespace tintflow
