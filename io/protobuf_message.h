#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "io/frame.h"

namespace tintflow {

/// A protocol buffers message as its bytes; every function appends a field.
/// https://protobuf.dev/programming-guides/encoding
class ProtobufMessage {
 public:
  /// For int32, int64, bool and enumerations.
  void add_integer(int field, std::int64_t value);
  void add_float(int field, float value);
  void add_double(int field, double value);
  void add_bytes(int field, std::span<const std::uint8_t> bytes);
  void add_text(int field, std::string_view text);
  void add_message(int field, const ProtobufMessage& message);

  [[nodiscard]] const Bytes& bytes() const { return bytes_; }

 private:
  void add_key(int field, int wire_type);
  void append_varint(std::uint64_t value);

  Bytes bytes_;
};

}  // namespace tintflow
