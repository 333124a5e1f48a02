#include "pipeline/csv_table.h"

#include <gmock/gmock.h>

#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(CsvTable, IsReadAsItWasWritten) {
  const TestFolder folder;
  const CsvTable table{{"epoch", "l1"}, {{"1", "0.5"}, {"2", ""}}};
  EXPECT_EQ(to_csv(table), "epoch,l1\n1,0.5\n2,\n");
  const CsvTable read = read_csv(folder.add("log.csv", to_csv(table)));
  EXPECT_EQ(read.columns, table.columns);
  EXPECT_EQ(read.rows, table.rows);
}

TEST(CsvTable, FindsValuesByTheirColumn) {
  const CsvTable table{{"epoch", "l1"}, {{"1", "0.5"}, {"2", "0.25"}}};
  EXPECT_EQ(table.value(1, "l1"), "0.25");
  EXPECT_EQ(table.value(0, "epoch"), "1");
  EXPECT_EQ(table.value(0, "psnr"), "");
}

TEST(CsvTable, MakesRowsFitTheirHeader) {
  const TestFolder folder;
  const CsvTable read = read_csv(folder.add("log.csv", "a,b\r\n1\r\n1,2,3\r\n"));
  EXPECT_THAT(read.columns, ElementsAre("a", "b"));
  EXPECT_THAT(read.rows, ElementsAre(ElementsAre("1", ""), ElementsAre("1", "2")));
}

TEST(CsvTable, OfNoFileIsEmpty) {
  const TestFolder folder;
  const CsvTable read = read_csv(folder / "log.csv");
  EXPECT_THAT(read.columns, IsEmpty());
  EXPECT_THAT(read.rows, IsEmpty());
}

}  // namespace
}  // namespace tintflow
