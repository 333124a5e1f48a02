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

/// Decodes by FFmpeg's decoder for `format` alone: no demuxer, so no playlist, no other file and no
/// network. Animations give their first frame and TIFF files their first page of full size. A
/// picture of more than `max_pixels` is refused before memory is taken for it.
[[nodiscard]] Expected<Picture> decode_with_ffmpeg(std::span<const std::uint8_t> bytes,
                                                   ImageFormat format, std::int64_t max_pixels);

}  // namespace tintflow
