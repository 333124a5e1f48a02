#pragma once

#include <cstdint>
#include <span>

#include "io/frame.h"
#include "io/image_info.h"
#include "io/result.h"

namespace tintflow {

/// Like `probe_image`, for the formats that have no codec of their own here.
[[nodiscard]] Expected<ImageInfo> probe_with_ffmpeg(std::span<const std::uint8_t> bytes,
                                                    ImageFormat format);

/// Decodes by FFmpeg's decoder for `format` alone: no demuxer, so no playlist and no network.
[[nodiscard]] Expected<Picture> decode_with_ffmpeg(std::span<const std::uint8_t> bytes,
                                                   ImageFormat format);

}  // namespace tintflow
