#include "io/write_error.h"

#include <cerrno>

#include <gmock/gmock.h>

#include "io/errors.h"

namespace tintflow {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(WriteError, OfOneFileIsAReason) {
  EXPECT_EQ(write_error("a/b.png", EACCES), "cannot write a/b.png: Permission denied");
}

TEST(WriteError, OfTheWholeDiskEndsTheRunAndSaysWhatToDo) {
  const auto message = [](const char* cause, const char* advice) {
    return ThrowsMessage<FatalError>(
        AllOf(HasSubstr("cannot write a/b.png: "), HasSubstr(cause), HasSubstr(advice)));
  };
  EXPECT_THAT([] { (void)write_error("a/b.png", ENOSPC); },
              message("No space left on device", "free some space on the disk"));
  EXPECT_THAT([] { (void)write_error("a/b.png", EDQUOT); },
              message("Disk quota exceeded", "larger quota"));
  EXPECT_THAT([] { (void)write_error("a/b.png", EROFS); },
              message("Read-only file system", "choose an output folder"));
  EXPECT_THAT([] { (void)write_error("a/b.png", EIO); },
              message("Input/output error", "the disk may be failing"));
}

}  // namespace
}  // namespace tintflow
