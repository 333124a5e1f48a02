#include "io/write_all.h"

#include <array>
#include <cerrno>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

#include "io/file_descriptor.h"
#include "io/read_file.h"

namespace tintflow {
namespace {

TEST(WriteAll, GoesOnWhereAPipeTakesOnlyPart) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  const FileDescriptor reader(ends[0]);
  FileDescriptor writer(ends[1]);
  Bytes content(1'000'000);  // many times what a pipe holds
  for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<std::uint8_t>(i % 251);
  std::jthread writing([&] {
    EXPECT_TRUE(write_all(writer.number(), content));
    EXPECT_TRUE(writer.close());
  });
  EXPECT_EQ(*read_to_end(reader.number()), content);
}

TEST(WriteAll, LeavesTheCause) {
  const Bytes content(1);
  EXPECT_FALSE(write_all(-1, content));
  EXPECT_EQ(errno, EBADF);
}

}  // namespace
}  // namespace tintflow
