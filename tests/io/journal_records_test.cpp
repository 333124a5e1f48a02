#include "io/journal_records.h"

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

JournalRecord record(const std::string& output, std::int64_t size) {
  return {.output = output,
          .output_stamp = {size, 1'700'000'000'123'456'789},
          .input = "/in/" + output,
          .input_stamp = {size + 1, -5},
          .digest = "abc"};
}

TEST(JournalRecords, ALineIsTextWithTabs) {
  EXPECT_EQ(to_line(record("a/b.png", 7)),
            "1\t7\t1700000000123456789\t8\t-5\tabc\ta/b.png\t/in/a/b.png\n");
}

TEST(JournalRecords, NamesOfAnyBytesComeBackExactly) {
  for (const std::string name :
       {"a\nb", "tab\there", "back\\slash", "\\n", "\xff\xfe", " ", "\r"}) {
    std::string line = to_line(record(name, 1));
    ASSERT_EQ(line.find('\n'), line.size() - 1);
    line.pop_back();
    EXPECT_EQ(parse_line(line), record(name, 1));
    EXPECT_THAT(JournalRecords(line + "\n").of(name), ElementsAre(record(name, 1)));
  }
}

TEST(JournalRecords, NoBeginningOfALineIsARecord) {
  const std::string line = to_line(record("a.png", 7));
  // The input is last and may end anywhere; only the newline tells that it is whole.
  for (std::size_t length = 0; length < line.size(); ++length) {
    EXPECT_EQ(JournalRecords(line.substr(0, length)).size(), 0U) << length;
  }
  EXPECT_EQ(JournalRecords(line).size(), 1U);
}

TEST(JournalRecords, PassesOverLinesThatAreNoRecords) {
  const std::string good = to_line(record("a", 1));
  const JournalRecords records(good.substr(0, 9) + "\n" + "\n2" + good.substr(1) + "1\t1\t1\n" +
                               "1\tx\t1\t1\t1\td\to\ti\n" + "1\t1\t1\t1\t1\td\t\ti\n" +
                               "1\t1\t1\t1\t1\td\to\ti\tmore\n" + to_line(record("b", 2)));
  EXPECT_EQ(records.size(), 1U);
  EXPECT_THAT(records.of("b"), ElementsAre(record("b", 2)));
}

TEST(JournalRecords, FindsAllOfAnOutputOldestFirst) {
  const JournalRecords records(to_line(record("b", 1)) + to_line(record("a", 2)) +
                               to_line(record("b", 3)) + to_line(record("b", 2)));
  EXPECT_THAT(records.of("b"), ElementsAre(record("b", 1), record("b", 3), record("b", 2)));
  EXPECT_THAT(records.of("c"), IsEmpty());
  EXPECT_EQ(records.size(), 4U);
  EXPECT_EQ(records.output_count(), 2U);
  std::vector<std::size_t> counts;
  records.for_each_output([&](const auto& of_one) { counts.push_back(of_one.size()); });
  EXPECT_THAT(counts, ElementsAre(1, 3));
}

}  // namespace
}  // namespace tintflow
