#include "io/base64.h"

#include <string_view>

#include <gtest/gtest.h>

#include "io/frame.h"

namespace tintflow {
namespace {

std::string base64_of(std::string_view text) { return to_base64(Bytes(text.begin(), text.end())); }

// RFC 4648, section 10.
TEST(Base64, IsAsPublished) {
  EXPECT_EQ(base64_of(""), "");
  EXPECT_EQ(base64_of("f"), "Zg==");
  EXPECT_EQ(base64_of("fo"), "Zm8=");
  EXPECT_EQ(base64_of("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64_of("\xff\xef\xbe"), "/+++");
}

}  // namespace
}  // namespace tintflow
