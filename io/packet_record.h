#pragma once

#include <optional>
#include <span>

#include "io/ffmpeg_handles.h"
#include "io/frame.h"

namespace tintflow {

/// All that a muxer needs of a packet of an encoder: times, flags, data and side data.
[[nodiscard]] Bytes packet_record(const AVPacket& packet);

/// The packet of a record; null where the bytes are no record.
[[nodiscard]] PacketPtr packet_of_record(std::span<const std::uint8_t> record);

}  // namespace tintflow
