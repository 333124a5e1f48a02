#include "io/numbered_sink.h"

#include <gtest/gtest.h>

#include "io/read_file.h"
#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

TEST(NumberedSink, NumbersFilesFromOne) {
  const TestFolder folder;
  NumberedSink sink(folder / "new/f_%03d.png");
  for (const char* content : {"one", "two"}) {
    ASSERT_TRUE(sink.write({{}, std::make_shared<const Bytes>(bytes_of(content)), {}, 8}));
  }
  EXPECT_EQ(*read_file(folder / "new/f_001.png"), bytes_of("one"));
  EXPECT_EQ(*read_file(folder / "new/f_002.png"), bytes_of("two"));
}

}  // namespace
}  // namespace tintflow
