#include "io/content_digest.h"

#include <gtest/gtest.h>

#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

std::string digest_of_bytes(std::initializer_list<const char*> pieces) {
  ContentDigest digest;
  for (const char* piece : pieces) digest.add(bytes_of(piece));
  return digest.finish();
}

std::string digest_of_texts(std::initializer_list<std::string_view> texts) {
  ContentDigest digest;
  for (const std::string_view text : texts) digest.add(text);
  return digest.finish();
}

TEST(ContentDigest, IsTheSameOnEveryMachine) {
  // "1a064c20c3ea5fcc..." is what libavutil's av_murmur3 gives, whose seed is its own.
  const std::string digest = digest_of_bytes({"drawing"});
  EXPECT_EQ(digest.size(), 32U);
  EXPECT_EQ(digest.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(digest, digest_of_bytes({"drawing"}));
}

TEST(ContentDigest, BytesAreOneStream) {
  EXPECT_EQ(digest_of_bytes({"dra", "wing"}), digest_of_bytes({"drawing"}));
  EXPECT_NE(digest_of_bytes({"drawinh"}), digest_of_bytes({"drawing"}));
  EXPECT_NE(digest_of_bytes({}), digest_of_bytes({"d"}));
}

TEST(ContentDigest, TextsDoNotRunIntoOneAnother) {
  EXPECT_NE(digest_of_texts({"ab", "c"}), digest_of_texts({"a", "bc"}));
  EXPECT_NE(digest_of_texts({"ab", ""}), digest_of_texts({"ab"}));
  EXPECT_EQ(digest_of_texts({"ab", "c"}), digest_of_texts({"ab", "c"}));
}

}  // namespace
}  // namespace tintflow
