#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

namespace tintflow {

/// Bytes of a file's start that `is_video_content` looks at.
constexpr std::size_t kVideoSignatureSize = 512;

/// True where a file that begins so is a video's container, as its signature says. An animated GIF
/// is a picture here.
[[nodiscard]] bool is_video_content(std::span<const std::uint8_t> start);

/// True where the name has a video's extension, in upper or lower case.
[[nodiscard]] bool has_video_name(const std::filesystem::path& path);

/// True where the content or, if that is of no known kind, the name is a video's. False where the
/// file cannot be read.
[[nodiscard]] bool is_video_file(const std::filesystem::path& path);

}  // namespace tintflow
