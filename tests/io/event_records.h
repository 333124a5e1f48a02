#pragma once

#include <filesystem>
#include <vector>

#include <gtest/gtest.h>

#include "io/read_file.h"
#include "io/tf_record.h"

namespace tintflow {

/// An event without its time, which is a field of 9 bytes at its begin.
inline Bytes timeless(const Bytes& event) { return {event.begin() + 9, event.end()}; }

/// The events of a file, without their times. Fails where a checksum is wrong or a part is left.
inline std::vector<Bytes> timeless_events_of(const std::filesystem::path& file) {
  const Bytes bytes = read_file(file).value_or(Bytes{});
  std::vector<Bytes> events;
  std::size_t at = 0;
  while (at + 16 <= bytes.size()) {
    std::size_t length = 0;
    for (std::size_t i = 8; i-- > 0;) length = length << 8 | bytes[at + i];
    if (length > bytes.size() - at - 16) break;
    const auto record = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = record + static_cast<std::ptrdiff_t>(length + 16);
    const Bytes event(record + 12, end - 4);
    EXPECT_EQ(tf_record(event), Bytes(record, end));
    events.push_back(timeless(event));
    at += length + 16;
  }
  EXPECT_EQ(at, bytes.size());
  return events;
}

}  // namespace tintflow
