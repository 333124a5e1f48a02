#include "io/file_sink.h"

#include <memory>

#include <gmock/gmock.h>

#include "io/read_file.h"
#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

Encoded picture(std::uint64_t source, std::string_view content) {
  return {{source, 0}, std::make_shared<const Bytes>(bytes_of(content)), {}, 8};
}

TEST(FileSink, WritesEachPictureToTheFileOfItsSource) {
  const TestFolder folder;
  FileSink sink({folder / "x/first.png", folder / "second.png"});
  ASSERT_TRUE(sink.write(picture(1, "two")).has_value());
  ASSERT_TRUE(sink.write(picture(0, "one")).has_value());
  EXPECT_EQ(*read_file(folder / "x/first.png"), bytes_of("one"));
  EXPECT_EQ(*read_file(folder / "second.png"), bytes_of("two"));
}

TEST(FileSink, TellsWhyAPictureCannotBeWritten) {
  const TestFolder folder;
  FileSink sink({folder.add("file", "x") / "below.png"});
  const auto written = sink.write(picture(0, "one"));
  ASSERT_FALSE(written.has_value());
  EXPECT_THAT(written.error(), testing::HasSubstr("below.png: Not a directory"));
}

}  // namespace
}  // namespace tintflow
