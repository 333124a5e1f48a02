#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace tintflow {

/// Picture formats that can be read; JPEG, PNG and WebP can be written too, OpenRaster only
/// written.
enum class ImageFormat {
  jpeg,
  png,
  webp,
  bmp,
  gif,
  tiff,
  tga,
  pnm,
  jpeg2000,
  jpeg_xl,
  psd,
  qoi,
  ora
};

/// The format's name as people write it, for example "JPEG 2000".
[[nodiscard]] std::string_view format_name(ImageFormat format);

/// The format by the signature that the content begins with; 32 bytes of it are enough. Nothing
/// where it is no picture that can be read.
[[nodiscard]] std::optional<ImageFormat> format_of_content(std::span<const std::uint8_t> content);

/// The format that a file name's extension stands for, in upper or lower case.
[[nodiscard]] std::optional<ImageFormat> format_of_extension(const std::filesystem::path& path);

/// The extensions that files of readable formats have, with their dots, in lower case.
[[nodiscard]] std::vector<std::string_view> readable_extensions();

/// True for the formats that `decode_image` reads.
[[nodiscard]] bool is_readable(ImageFormat format);

/// True for the formats that results can have: those that `encode_image` writes, and OpenRaster.
[[nodiscard]] bool is_writable(ImageFormat format);

}  // namespace tintflow
