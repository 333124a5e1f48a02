#include "io/tf_record.h"

#include <sstream>
#include <string_view>

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using testing::ElementsAre;

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

// RFC 3720, appendix B.4, gives CRC-32C as 0x8a9136aa for 32 zeros; the check value of "123456789"
// is 0xe3069283. Both are rotated right by 15 bits, and 0xa282ead8 is added.
TEST(MaskedCrc32c, IsAsPublished) {
  EXPECT_EQ(masked_crc32c(Bytes(32, 0)), 0x0fd7fffaU);
  EXPECT_EQ(masked_crc32c(bytes_of("123456789")), 0xc78ab0e5U);
  EXPECT_EQ(masked_crc32c({}), 0xa282ead8U);
}

// As TensorBoard's own writer frames them.
TEST(TfRecord, IsLengthContentAndAChecksumOfEach) {
  EXPECT_THAT(tf_record(bytes_of("abc")), ElementsAre(3, 0, 0, 0, 0, 0, 0, 0, 0xb0, 0x99, 0x49,
                                                      0x0e, 'a', 'b', 'c', 0x6e, 0x57, 0xf1, 0x21));
}

TEST(TfRecord, MayBeEmpty) {
  const Bytes record = tf_record({});
  EXPECT_EQ(record.size(), 16U);
  EXPECT_EQ(Bytes(record.end() - 4, record.end()), (Bytes{0xd8, 0xea, 0x82, 0xa2}));
}

TEST(ReadTfRecord, GivesContentsUpToAnUnfinishedRecord) {
  const Bytes first = tf_record(bytes_of("abc"));
  const Bytes second = tf_record({});
  std::string file(first.begin(), first.end());
  file.append(second.begin(), second.end()).append(first.begin(), first.end() - 1);
  std::istringstream stream(file);
  EXPECT_EQ(read_tf_record(stream), bytes_of("abc"));
  EXPECT_EQ(read_tf_record(stream), Bytes());
  EXPECT_EQ(read_tf_record(stream), std::nullopt);
}

TEST(ReadTfRecord, TakesNothingThatIsDamaged) {
  const Bytes record = tf_record(bytes_of("abc"));
  for (std::size_t place = 0; place < record.size(); ++place) {
    std::string damaged(record.begin(), record.end());
    damaged[place] = static_cast<char>(damaged[place] ^ 4);
    std::istringstream stream(damaged);
    EXPECT_EQ(read_tf_record(stream), std::nullopt) << place;
  }
}

}  // namespace
}  // namespace tintflow
