#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <span>

#include "io/frame.h"

namespace tintflow {

/// CRC-32C (Castagnoli), rotated and shifted as records hold it, so that a checksum of data that
/// holds checksums stays one.
[[nodiscard]] std::uint32_t masked_crc32c(std::span<const std::uint8_t> bytes);

/// Content as one record of a TFRecord file: its length, its bytes, and a checksum of each.
/// https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details
[[nodiscard]] Bytes tf_record(std::span<const std::uint8_t> content);

/// Content of the record that a file goes on with; nothing at its end, and where a record is
/// unfinished or damaged.
[[nodiscard]] std::optional<Bytes> read_tf_record(std::istream& file);

}  // namespace tintflow
