#include "pipeline/fatal_report.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

TEST(FatalReport, KeepsTheFirstReasonAndTellsOfItOnce) {
  int told = 0;
  FatalReport report([&] { ++told; });
  EXPECT_EQ(report.reason(), std::nullopt);
  report.report("disk full");
  report.report("disk still full");
  EXPECT_EQ(report.reason(), "disk full");
  EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace tintflow
