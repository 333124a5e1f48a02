#include "pipeline/run_report.h"

#include <fstream>

#include <gmock/gmock.h>

#include "io/encode_image.h"
#include "io/errors.h"
#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

using Json = nlohmann::ordered_json;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr const char* kLog =
    "epoch,step,generator_l1,l1\n"
    "1,10,0.5,0.4\n"
    "2,20,0.25,0.125\n"
    "2,30,,0.3\n"
    "3,40,inf,0.125\n";

class RunReportTest : public testing::Test {
 protected:
  std::string page(const std::vector<FailedPair>& failures = {}) {
    report_.write(failures);
    std::ifstream file(folder_.report());
    return {std::istreambuf_iterator<char>(file), {}};
  }

  Json data(const std::vector<FailedPair>& failures = {}) {
    static const std::string start = "<script id=\"run\" type=\"application/json\">";
    const std::string text = page(failures);
    const std::size_t begin = text.find(start) + start.size();
    return Json::parse(text.substr(begin, text.find("</script>", begin) - begin));
  }

  void add_panel(std::int64_t epoch, int level) const {
    const cv::Mat pixels(40, 60, CV_8UC3, cv::Scalar::all(level));
    scratch_.add(folder_.panel(epoch).lexically_relative(scratch_.path()),
                 *encode_image({pixels, {}}, {}));
  }

  const TestFolder scratch_;
  const RunFolder folder_{scratch_ / "first"};
  RunReport report_{folder_};
};

TEST_F(RunReportTest, HoldsTheLog) {
  scratch_.add("first/log.csv", kLog);
  const Json shown = data();
  EXPECT_EQ(shown["run"], "first");
  EXPECT_EQ(shown["columns"], Json({"epoch", "step", "generator_l1", "l1"}));
  EXPECT_EQ(shown["rows"], Json::parse("[[1,10,0.5,0.4],[2,20,0.25,0.125],[2,30,null,0.3],"
                                       "[3,40,null,0.125]]"));
  EXPECT_EQ(shown["losses"][1], Json({{"name", "generator_l1"}, {"label", "L1"}}));
  EXPECT_EQ(shown["validation"][2], Json({{"name", "ssim"}, {"label", "SSIM"}}));
}

TEST_F(RunReportTest, MarksTheFirstRowOfTheSmallestValidationL1) {
  scratch_.add("first/log.csv", kLog);
  EXPECT_EQ(data()["best_row"], 1);
  scratch_.add("first/log.csv", "epoch,step,l1\n1,10,\n");
  EXPECT_TRUE(data()["best_row"].is_null());
}

TEST_F(RunReportTest, HoldsThePanelsOfTheEpochsInTheLog) {
  scratch_.add("first/log.csv", kLog);
  add_panel(2, 100);
  add_panel(3, 200);
  add_panel(4, 200);  // of a run that was killed before it wrote its log
  const Json panels = data()["panels"];
  ASSERT_THAT(panels, SizeIs(2));
  EXPECT_EQ(panels[0]["epoch"], 2);
  EXPECT_EQ(panels[0]["file"], "panels/epoch_0002.png");
  EXPECT_THAT(panels[0]["image"].get<std::string>(), HasSubstr("data:image/jpeg;base64,"));
  EXPECT_NE(panels[0]["image"], panels[1]["image"]);
}

TEST_F(RunReportTest, ShowsAPanelThatWasWrittenAgain) {
  scratch_.add("first/log.csv", kLog);
  add_panel(2, 100);
  const Json before = data()["panels"];
  add_panel(2, 200);
  report_.panel_written(2);
  EXPECT_NE(data()["panels"], before);
}

TEST_F(RunReportTest, HoldsTheSettings) {
  EXPECT_TRUE(data()["settings"].is_null());
  scratch_.add("first/options.json", R"({"data": {"folder": "p"}, "options": {"lr": 0.5}})");
  EXPECT_EQ(data()["settings"]["options"]["lr"], 0.5);
}

TEST_F(RunReportTest, CountsFailuresAndListsTheFirstOfThem) {
  const std::vector<FailedPair> failures(250, {"odd.png", "split", "odd width"});
  const Json shown = data(failures)["failures"];
  EXPECT_EQ(shown["count"], 250);
  EXPECT_THAT(shown["list"], SizeIs(200));
  EXPECT_EQ(shown["list"][0],
            Json({{"pair", "odd.png"}, {"stage", "split"}, {"reason", "odd width"}}));
}

TEST_F(RunReportTest, LetsNoNameEndItsScript) {
  const std::vector<FailedPair> failures = {{"</script><!--<script>.png", "split", "\xff"}};
  EXPECT_THAT(page(failures), Not(HasSubstr("</script><!--")));
  EXPECT_EQ(data(failures)["failures"]["list"][0]["pair"], "</script><!--<script>.png");
}

TEST_F(RunReportTest, ThrowsWhereItCannotBeWritten) {
  scratch_.add("first", "x");
  EXPECT_THROW(report_.write({}), FatalError);
}

}  // namespace
}  // namespace tintflow
