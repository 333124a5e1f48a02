#include "io/tiff_directory.h"

#include <gmock/gmock.h>

#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

constexpr unsigned kSubfileType = 254;
constexpr int kPageSize = 2 + 12 + 4;

/// A little-endian TIFF structure of pages with one tag each: NewSubfileType, whose value is given.
Bytes pages(std::initializer_list<int> subfile_types) {
  Bytes result = bytes('I', 'I', 42, 0, 8, 0, 0, 0);
  int count = 0;
  for (const int type : subfile_types) {
    const bool is_last = ++count == static_cast<int>(subfile_types.size());
    const int next = is_last ? 0 : 8 + count * kPageSize;
    result = result + bytes(1, 0) + bytes(254, 0, 4, 0, 1, 0, 0, 0, type, 0, 0, 0) +
             bytes(next, next >> 8, 0, 0);
  }
  return result;
}

TEST(TiffDirectory, ReadsIntegersOfEverySize) {
  const Bytes tiff = bytes('M', 'M', 0, 42, 0, 0, 0, 8, 0, 3) +
                     bytes(0, 1, 0, 1, 0, 0, 0, 1, 7, 0, 0, 0) +
                     bytes(0, 2, 0, 3, 0, 0, 0, 1, 1, 2, 0, 0) +
                     bytes(0, 3, 0, 4, 0, 0, 0, 1, 1, 2, 3, 4) + zeros(4);
  const auto directory = TiffDirectory::first(tiff);
  ASSERT_TRUE(directory.has_value());
  EXPECT_EQ(directory->integer(1), 7U);
  EXPECT_EQ(directory->integer(2), 0x0102U);
  EXPECT_EQ(directory->integer(3), 0x01020304U);
  EXPECT_EQ(directory->integer(4), std::nullopt);
  EXPECT_EQ(directory->rational(3), std::nullopt) << "of another type";
  EXPECT_FALSE(directory->next().has_value());
}

TEST(TiffDirectory, IsOnlyFoundInTiff) {
  EXPECT_FALSE(TiffDirectory::first({}).has_value());
  EXPECT_FALSE(TiffDirectory::first(bytes_of("II+\0\0\0\0\0")).has_value());
  EXPECT_FALSE(TiffDirectory::first(bytes('I', 'M', 42, 0, 8, 0, 0, 0)).has_value());
}

TEST(TiffDirectory, FollowsTheChainOfPages) {
  const Bytes tiff = pages({0, 1, 2});
  auto page = TiffDirectory::first(tiff);
  for (const unsigned type : {0U, 1U, 2U}) {
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->integer(kSubfileType), type);
    page = page->next();
  }
  EXPECT_FALSE(page.has_value());
}

TEST(FirstFullPage, SkipsThumbnails) {
  struct Case {
    Bytes tiff;
    unsigned number;
    bool is_one_of_several;
  };
  for (const auto& [tiff, number, is_one_of_several] :
       {Case{pages({0}), 1, false}, Case{pages({0, 1}), 1, false}, Case{pages({1, 0}), 2, false},
        Case{pages({1, 1, 0, 2}), 3, true}, Case{pages({1, 1}), 1, false},
        Case{pages({2, 2}), 1, true}}) {
    const auto page = first_full_page(tiff);
    ASSERT_TRUE(page.has_value()) << page.error();
    EXPECT_EQ((page->directory.offset() - 8) / kPageSize + 1, number);
    EXPECT_EQ(page->is_one_of_several, is_one_of_several);
  }
}

TEST(MakeFirst, PutsAPageInPlaceOfTheFirst) {
  Bytes tiff = pages({1, 0});
  make_first(tiff, first_full_page(tiff)->directory);
  EXPECT_EQ(TiffDirectory::first(tiff)->integer(kSubfileType), 0U);
  Bytes big_endian = bytes('M', 'M', 0, 42, 0, 0, 1, 2) + zeros(0x102 - 8 + 6);
  make_first(big_endian, *TiffDirectory::first(big_endian));
  EXPECT_EQ(big_endian[6], 1);
  EXPECT_EQ(big_endian[7], 2);
}

TEST(FirstFullPage, RefusesCircles) {
  Bytes tiff = pages({0, 0, 0});
  tiff[tiff.size() - 4] = 26;  // the last page points to the second
  EXPECT_EQ(first_full_page(tiff).error(), "the chain of its pages has no end");
  EXPECT_EQ(first_full_page(bytes_of("text")).error(), "the directory of its pages is missing");
}

}  // namespace
}  // namespace tintflow
