#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include <opencv2/core.hpp>

#include "io/frame.h"

namespace tintflow {

// A drawing's pixels stay in the color space of their own profile, so that ink is exact at any size
// and depth. Only what the network sees is converted to sRGB, and what it paints is converted back.

/// A decoded picture, with its profile as its file holds it, made ready for a graph. A profile of
/// an RGB space is kept. By one of gray, or one that cannot be converted to, the pixels are brought
/// to sRGB, and it is dropped. One that is damaged or does not fit the pixels is dropped with a
/// notice.
[[nodiscard]] Picture settle_color_profile(const Picture& picture);

/// CV_8UC4 CMYK in sRGB by its profile; nothing where that is damaged or not of CMYK. `inverted`:
/// samples are 255 minus the amount of ink.
[[nodiscard]] std::optional<cv::Mat> cmyk_to_srgb(const cv::Mat& cmyk, bool inverted,
                                                  std::span<const std::uint8_t> profile);

/// CV_8UC3 pixels converted between the space of a settled picture's profile and sRGB; themselves
/// where `profile` is null or sRGB. Thread-safe; keeps the conversions of a few recent profiles.
[[nodiscard]] cv::Mat to_srgb(const cv::Mat& rgb, const std::shared_ptr<const Bytes>& profile);
[[nodiscard]] cv::Mat from_srgb(const cv::Mat& rgb, const std::shared_ptr<const Bytes>& profile);

}  // namespace tintflow
