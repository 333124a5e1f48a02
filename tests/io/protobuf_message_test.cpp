#include "io/protobuf_message.h"

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using testing::ElementsAre;

TEST(ProtobufMessage, WritesIntegersInGroupsOfSevenBits) {
  ProtobufMessage message;
  message.add_integer(1, 0);
  message.add_integer(2, 127);
  message.add_integer(3, 128);
  message.add_integer(16, 150);  // the example of the encoding's description, with a longer key
  EXPECT_THAT(message.bytes(),
              ElementsAre(0x08, 0x00, 0x10, 0x7f, 0x18, 0x80, 0x01, 0x80, 0x01, 0x96, 0x01));
}

TEST(ProtobufMessage, WritesNegativeIntegersInTenBytes) {
  ProtobufMessage message;
  message.add_integer(1, -2);
  EXPECT_THAT(message.bytes(),
              ElementsAre(0x08, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01));
}

TEST(ProtobufMessage, WritesFloatingPointLittleEndian) {
  ProtobufMessage message;
  message.add_float(1, 0.25F);
  message.add_double(2, -1.5);
  EXPECT_THAT(message.bytes(),
              ElementsAre(0x0d, 0, 0, 0x80, 0x3e, 0x11, 0, 0, 0, 0, 0, 0, 0xf8, 0xbf));
}

TEST(ProtobufMessage, WritesTextsAndMessagesBehindTheirLength) {
  ProtobufMessage inner;
  inner.add_integer(1, 150);
  ProtobufMessage message;
  message.add_message(3, inner);
  message.add_text(2, "testing");
  message.add_text(4, "");
  EXPECT_THAT(message.bytes(), ElementsAre(0x1a, 0x03, 0x08, 0x96, 0x01, 0x12, 0x07, 't', 'e', 's',
                                           't', 'i', 'n', 'g', 0x22, 0x00));
}

}  // namespace
}  // namespace tintflow
