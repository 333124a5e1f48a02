#include "io/job_source.h"

#include <gmock/gmock.h>

#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

OutputPlan plan_of(const std::vector<std::string>& inputs, const std::filesystem::path& out) {
  auto plan = plan_outputs(list_inputs(inputs), {.out = out});
  EXPECT_TRUE(plan.has_value()) << plan.error();
  return std::move(*plan);
}

TEST(JobSource, ReadsTheItemsThatAreLeftAndTheirStamps) {
  const TestFolder folder;
  for (const char* name : {"in/0.png", "in/1.png", "in/2.png"}) folder.add(name, name);
  const OutputPlan plan = plan_of({(folder / "in").string()}, folder / "out");
  const Journals journals = open_journals(plan);
  InputStamps stamps(plan.size());
  JobSource source(plan, journals, {2, 0}, stamps);
  EXPECT_EQ(source.total(), 2U);

  const auto first = source.next();
  ASSERT_TRUE(first && *first);
  EXPECT_EQ((*first)->id, (FrameId{.source = 2, .index = 0}));
  EXPECT_EQ(*(*first)->bytes, bytes_of("in/2.png"));
  const auto second = source.next();
  ASSERT_TRUE(second && *second);
  EXPECT_EQ((*second)->id, (FrameId{.source = 0, .index = 1}));
  EXPECT_EQ(source.next(), std::nullopt);
  EXPECT_EQ(stamps[2], *stamp_behind_links(folder / "in/2.png"));
  EXPECT_EQ(stamps[1], FileStamp());
}

TEST(JobSource, NamesAFileThatVanished) {
  const TestFolder folder;
  folder.add("in/0.png", "");
  const OutputPlan plan = plan_of({(folder / "in").string()}, folder / "out");
  std::filesystem::remove(folder / "in/0.png");
  const Journals journals = open_journals(plan);
  InputStamps stamps(plan.size());
  const auto item = JobSource(plan, journals, {0}, stamps).next();
  ASSERT_TRUE(item && !*item);
  EXPECT_EQ(item->error().stage, "read");
  EXPECT_EQ(item->error().reason, "the file does not exist");
}

TEST(JobSource, ReadsNothingThatCouldNotBeWritten) {
  const TestFolder folder;
  folder.add("in/0.png", "");
  const OutputPlan plan = plan_of({(folder / "in").string()}, folder.add("file", "") / "out");
  const Journals journals = open_journals(plan);
  InputStamps stamps(plan.size());
  const auto item = JobSource(plan, journals, {0}, stamps).next();
  ASSERT_TRUE(item && !*item);
  EXPECT_EQ(item->error().stage, "write");
  EXPECT_THAT(item->error().reason, testing::HasSubstr("Not a directory"));
}

TEST(JobSource, ReadsHintsWithTheirStamp) {
  const TestFolder folder;
  folder.add("in/a/0.jpg", "drawing");
  folder.add("in/1.png", "other");
  folder.add("hints/a/0.png", "dots");
  auto plan = plan_outputs(list_inputs(std::vector<std::string>{(folder / "in").string()}),
                           {.out = folder / "out", .hints = folder / "hints"});
  ASSERT_TRUE(plan) << plan.error();
  const Journals journals = open_journals(*plan);
  InputStamps stamps(plan->size());
  JobSource source(*plan, journals, {0, 1}, stamps);
  for (int i = 0; i < 2; ++i) {
    const auto item = source.next();
    ASSERT_TRUE(item && *item);
    const auto number = (*item)->id.source;
    const FileStamp drawing = *stamp_behind_links(plan->input(number));
    if (plan->input(number).filename() == "1.png") {
      EXPECT_EQ((*item)->hints, nullptr);
      EXPECT_EQ(stamps[number], drawing);
    } else {
      EXPECT_EQ(*(*item)->hints, bytes_of("dots"));
      EXPECT_EQ(stamps[number], joined(drawing, *stamp_behind_links(folder / "hints/a/0.png")));
    }
  }
}

}  // namespace
}  // namespace tintflow
