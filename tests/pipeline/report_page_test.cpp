#include "pipeline/report_page.h"

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

TEST(ReportPage, HoldsItsDataInAScriptElement) {
  EXPECT_THAT(fill_report_page("{\"rows\":[[1]]}"),
              HasSubstr("<script id=\"run\" type=\"application/json\">{\"rows\":[[1]]}</script>"));
}

TEST(ReportPage, LoadsNothing) {
  const std::string page = fill_report_page("{}");
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, Not(ContainsRegex("(src|href)=")));
  EXPECT_THAT(page, Not(HasSubstr("url(")));
  EXPECT_THAT(page, Not(HasSubstr("@import")));
}

}  // namespace
}  // namespace tintflow
