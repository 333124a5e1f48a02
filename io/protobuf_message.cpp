#include "io/protobuf_message.h"

#include <bit>

#include "io/little_endian.h"

namespace tintflow {
namespace {

// Wire types.
constexpr int kVarint = 0;
constexpr int kFixed64 = 1;
constexpr int kLengthDelimited = 2;
constexpr int kFixed32 = 5;

}  // namespace

void ProtobufMessage::add_integer(int field, std::int64_t value) {
  add_key(field, kVarint);
  append_varint(static_cast<std::uint64_t>(value));
}

void ProtobufMessage::add_float(int field, float value) {
  add_key(field, kFixed32);
  append_little_endian(bytes_, std::bit_cast<std::uint32_t>(value));
}

void ProtobufMessage::add_double(int field, double value) {
  add_key(field, kFixed64);
  append_little_endian(bytes_, std::bit_cast<std::uint64_t>(value));
}

void ProtobufMessage::add_bytes(int field, std::span<const std::uint8_t> bytes) {
  add_key(field, kLengthDelimited);
  append_varint(bytes.size());
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

void ProtobufMessage::add_text(int field, std::string_view text) {
  add_bytes(field, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

void ProtobufMessage::add_message(int field, const ProtobufMessage& message) {
  add_bytes(field, message.bytes());
}

void ProtobufMessage::add_key(int field, int wire_type) {
  append_varint(static_cast<std::uint64_t>(field) << 3 | static_cast<std::uint64_t>(wire_type));
}

void ProtobufMessage::append_varint(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<std::uint8_t>(value | 0x80));
  bytes_.push_back(static_cast<std::uint8_t>(value));
}

}  // namespace tintflow
