#include "io/job_sink.h"

#include <csignal>
#include <memory>

#include <gmock/gmock.h>
#include <sys/resource.h>

#include "io/read_file.h"
#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

Encoded picture(std::uint64_t source, std::string_view content) {
  return {{source, 0}, std::make_shared<const Bytes>(bytes_of(content)), {}, 8};
}

/// A plan of two drawings, its journals, and the stamps that its source would have left.
class JobSinkTest : public testing::Test {
 protected:
  TestFolder folder_;
  const OutputPlan plan_ = [this] {
    folder_.add("in/0.png", "drawing");
    folder_.add("in/sub/1.png", "drawing");
    const std::vector<std::string> inputs{(folder_ / "in").string()};
    return *plan_outputs(list_inputs(inputs), {.out = folder_ / "out"});
  }();
  const Journals journals_ = open_journals(plan_);
  const InputStamps stamps_{{1, 2}, {3, 4}};
};

TEST_F(JobSinkTest, WritesEachPictureAndItsRecord) {
  JobSink sink(plan_, journals_, stamps_, "digest");
  ASSERT_TRUE(sink.write(picture(1, "result")).has_value());
  EXPECT_EQ(*read_file(folder_ / "out/sub/1.png"), bytes_of("result"));
  EXPECT_THAT(read_journal(folder_ / "out").of("sub/1.png"),
              ElementsAre(JournalRecord{.output = "sub/1.png",
                                        .output_stamp = *stamp_of_name(folder_ / "out/sub/1.png"),
                                        .input = fs::canonical(folder_ / "in/sub/1.png").string(),
                                        .input_stamp = {3, 4},
                                        .digest = "digest"}));
}

TEST_F(JobSinkTest, ARecordComesBeforeItsFile) {
  // A folder in the way of the file lets the rename fail, as if the run had ended before it.
  fs::create_directories(folder_ / "out/0.png/x");
  JobSink sink(plan_, journals_, stamps_, "digest");
  EXPECT_FALSE(sink.write(picture(0, "result")).has_value());
  EXPECT_EQ(read_journal(folder_ / "out").of("0.png").size(), 1U);
}

TEST_F(JobSinkTest, NoFileAppearsWithoutItsRecord) {
  rlimit old{};
  getrlimit(RLIMIT_FSIZE, &old);
  const rlimit tiny{10, old.rlim_max};
  const auto old_handler = signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &tiny);
  const auto written = JobSink(plan_, journals_, stamps_, "digest").write(picture(0, "result"));
  setrlimit(RLIMIT_FSIZE, &old);
  signal(SIGXFSZ, old_handler);
  ASSERT_FALSE(written.has_value());
  EXPECT_THAT(written.error(), testing::HasSubstr(".tintflow-journal: File too large"));
  EXPECT_FALSE(fs::exists(folder_ / "out/0.png"));
}

}  // namespace
}  // namespace tintflow
