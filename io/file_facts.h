#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "io/exif.h"
#include "io/frame.h"
#include "io/image_format.h"
#include "io/result.h"

namespace tintflow {

/// What a file says beside its pixels, of the formats that FFmpeg decodes: it drops most of it.
struct FileFacts {
  Orientation orientation = 1;
  /// As stored, before the picture is turned upright.
  PictureMetadata metadata = {};
  /// Which page of a TIFF file is the picture; refers to the file's bytes.
  std::optional<TiffDirectory> tiff_page = {};
};

/// Reads them; what is missing or damaged keeps its default. An error only for a TIFF file whose
/// pages cannot be found, or are packed in a way that would be decoded wrongly.
[[nodiscard]] Expected<FileFacts> read_file_facts(std::span<const std::uint8_t> bytes,
                                                  ImageFormat format);

}  // namespace tintflow
