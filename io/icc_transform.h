#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include <opencv2/core.hpp>

namespace tintflow {

enum class ColorSpace { gray, rgb, cmyk };

/// How pixels hold their color.
struct PixelLayout {
  ColorSpace space = ColorSpace::rgb;
  /// CV_8U or CV_16U.
  int depth = CV_8U;
  /// Samples are full scale minus the amount of ink.
  bool inverted = false;
};

/// A conversion between the color space of an ICC profile and sRGB, by Little CMS. Relative
/// colorimetric with black point compensation, as image editors have it by default: white stays
/// white, black stays as dark as it can be, and colors that both spaces hold keep their look.
/// Thread-safe.
class IccTransform {
 public:
  /// To sRGB, as deep as the source. Gray gives one channel of gray with sRGB's tone curve. Nothing
  /// where the profile is damaged or not of that space.
  static std::optional<IccTransform> to_srgb(std::span<const std::uint8_t> profile,
                                             const PixelLayout& source);

  /// From 8-bit sRGB to the RGB space of a profile. Nothing where the profile only describes the
  /// way to sRGB, as those of scanners may.
  static std::optional<IccTransform> from_srgb(std::span<const std::uint8_t> profile);

  [[nodiscard]] cv::Mat operator()(const cv::Mat& pixels) const;

 private:
  IccTransform(std::shared_ptr<void> transform, int output_channels)
      : transform_(std::move(transform)), output_channels_(output_channels) {}

  std::shared_ptr<void> transform_;
  int output_channels_;
};

/// The color space that a profile is for; nothing where it is damaged or none of these.
[[nodiscard]] std::optional<ColorSpace> color_space_of(std::span<const std::uint8_t> profile);

}  // namespace tintflow
