#include "io/natural_order.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using testing::ElementsAre;

TEST(NaturalOrder, SortsNumbersByValue) {
  std::vector<std::string> names{"page10.png", "page9.png", "page1.png", "page 2.png", "page.png"};
  std::ranges::sort(names, natural_less);
  EXPECT_THAT(names, ElementsAre("page 2.png", "page.png", "page1.png", "page9.png", "page10.png"));
}

TEST(NaturalOrder, TakesNumbersOfAnyLength) {
  EXPECT_TRUE(natural_less("99999999999999999999998", "99999999999999999999999"));
  EXPECT_TRUE(natural_less("99999999999999999999999", "100000000000000000000000"));
}

TEST(NaturalOrder, KeepsAFolderTogether) {
  std::vector<std::string> names{"a b/1.png", "a/2.png", "a-b/1.png", "a/10.png"};
  std::ranges::sort(names, natural_less);
  EXPECT_THAT(names, ElementsAre("a/2.png", "a/10.png", "a b/1.png", "a-b/1.png"));
}

TEST(NaturalOrder, IsTotal) {
  const std::vector<std::string> names{"",    "0",        "00",  "1",   "01",   "001",   "1a",
                                       "01a", "a",        "a1",  "a01", "a1b2", "a01b1", "A1",
                                       "/",   "\xC3\xA4", "a/1", "a 1", "12",   "1 2"};
  for (const auto& a : names) {
    for (const auto& b : names) {
      EXPECT_EQ(natural_less(a, b) + natural_less(b, a), a != b) << a << " and " << b;
      for (const auto& c : names) {
        if (natural_less(a, b) && natural_less(b, c)) {
          EXPECT_TRUE(natural_less(a, c)) << a << ", " << b << ", " << c;
        }
      }
    }
  }
}

}  // namespace
}  // namespace tintflow
