#include "io/descriptor_sink.h"

#include <fcntl.h>
#include <gmock/gmock.h>

#include "io/errors.h"
#include "io/file_descriptor.h"
#include "io/read_file.h"
#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

Encoded picture(std::string_view content) {
  return {{}, std::make_shared<const Bytes>(bytes_of(content)), {}, 8};
}

TEST(DescriptorSink, WritesOnePictureBehindTheOther) {
  const TestFolder folder;
  const FileDescriptor file(::open((folder / "a").c_str(), O_WRONLY | O_CREAT, 0600));
  DescriptorSink sink(file.number(), "a");
  ASSERT_TRUE(sink.write(picture("one")).has_value());
  ASSERT_TRUE(sink.write(picture("two")).has_value());
  EXPECT_EQ(*read_file(folder / "a"), bytes_of("onetwo"));
}

TEST(DescriptorSink, EndsTheRunWhereNothingCanBeWritten) {
  const FileDescriptor full(::open("/dev/full", O_WRONLY));
  DescriptorSink sink(full.number(), "standard output");
  try {
    (void)sink.write(picture("one"));
    FAIL() << "wrote to a full device";
  } catch (const FatalError& error) {
    EXPECT_THAT(error.what(),
                testing::StartsWith("cannot write standard output: No space left on device"));
  }
}

TEST(DescriptorSink, TellsOtherReasons) {
  const FileDescriptor read_only(::open("/dev/null", O_RDONLY));
  const auto written = DescriptorSink(read_only.number(), "standard output").write(picture("one"));
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error(), "cannot write standard output: Bad file descriptor");
}

}  // namespace
}  // namespace tintflow
