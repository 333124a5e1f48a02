#pragma once

#include <cstdint>
#include <span>

namespace tintflow {

/// True for a GIF that holds more than one image, which is an animation.
[[nodiscard]] bool is_animated_gif(std::span<const std::uint8_t> gif);

}  // namespace tintflow
