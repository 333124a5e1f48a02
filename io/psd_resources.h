#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include <opencv2/core.hpp>

namespace tintflow {

/// The content of an image resource of a Photoshop file, by its number; nothing where it has none.
[[nodiscard]] std::optional<std::span<const std::uint8_t>> psd_resource(
    std::span<const std::uint8_t> psd, unsigned number);

/// What the header of a Photoshop file says; nothing where the header is cut off or says nonsense.
struct PsdHeader {
  cv::Size size;
  /// Bits of a channel as stored: 1, 8, 16 or 32.
  int depth = 8;
  bool is_cmyk = false;
};
[[nodiscard]] std::optional<PsdHeader> psd_header(std::span<const std::uint8_t> psd);

/// ICC profile of a Photoshop file; empty where it has none.
[[nodiscard]] std::span<const std::uint8_t> psd_color_profile(std::span<const std::uint8_t> psd);

/// Pixels per inch of a Photoshop file; zero where it does not say.
[[nodiscard]] cv::Size2d psd_resolution(std::span<const std::uint8_t> psd);

}  // namespace tintflow
