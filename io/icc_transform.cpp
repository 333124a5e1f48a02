#include "io/icc_transform.h"

#include <cassert>
#include <utility>

#include <lcms2.h>

namespace tintflow {
namespace {

struct CloseProfile {
  void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;

struct FreeToneCurve {
  void operator()(cmsToneCurve* curve) const { cmsFreeToneCurve(curve); }
};

Profile open(std::span<const std::uint8_t> profile) {
  return Profile(
      cmsOpenProfileFromMem(profile.data(), static_cast<cmsUInt32Number>(profile.size())));
}

/// Gray with D50 white and the tone curve of sRGB (IEC 61966-2-1).
Profile gray_of_srgb() {
  const cmsFloat64Number parameters[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
  constexpr int srgb_curve = 4;
  const std::unique_ptr<cmsToneCurve, FreeToneCurve> curve(
      cmsBuildParametricToneCurve(nullptr, srgb_curve, parameters));
  return Profile(cmsCreateGrayProfile(cmsD50_xyY(), curve.get()));
}

int channels_of(ColorSpace space) {
  switch (space) {
    case ColorSpace::gray:
      return 1;
    case ColorSpace::rgb:
      return 3;
    case ColorSpace::cmyk:
      return 4;
  }
  return 3;
}

cmsUInt32Number lcms_layout(const PixelLayout& layout) {
  const int kind = layout.space == ColorSpace::gray  ? PT_GRAY
                   : layout.space == ColorSpace::rgb ? PT_RGB
                                                     : PT_CMYK;
  return static_cast<cmsUInt32Number>(COLORSPACE_SH(kind) | CHANNELS_SH(channels_of(layout.space)) |
                                      BYTES_SH(layout.depth == CV_16U ? 2 : 1) |
                                      FLAVOR_SH(layout.inverted ? 1 : 0));
}

/// Null where one of the profiles cannot serve as asked.
std::shared_ptr<void> transform_between(const Profile& from, const PixelLayout& from_layout,
                                        const Profile& to, const PixelLayout& to_layout) {
  if (!from || !to) return nullptr;
  // Its cache of the last pixel would be shared by all threads.
  void* transform = cmsCreateTransform(from.get(), lcms_layout(from_layout), to.get(),
                                       lcms_layout(to_layout), INTENT_RELATIVE_COLORIMETRIC,
                                       cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
  if (transform == nullptr) return nullptr;
  return {transform, cmsDeleteTransform};
}

}  // namespace

std::optional<IccTransform> IccTransform::to_srgb(std::span<const std::uint8_t> profile,
                                                  const PixelLayout& source) {
  if (color_space_of(profile) != source.space) return std::nullopt;
  const bool gray = source.space == ColorSpace::gray;
  const PixelLayout target{gray ? ColorSpace::gray : ColorSpace::rgb, source.depth};
  auto transform = transform_between(
      open(profile), source, gray ? gray_of_srgb() : Profile(cmsCreate_sRGBProfile()), target);
  if (!transform) return std::nullopt;
  return IccTransform(std::move(transform), channels_of(target.space));
}

std::optional<IccTransform> IccTransform::from_srgb(std::span<const std::uint8_t> profile) {
  if (color_space_of(profile) != ColorSpace::rgb) return std::nullopt;
  auto transform = transform_between(Profile(cmsCreate_sRGBProfile()), {}, open(profile), {});
  if (!transform) return std::nullopt;
  return IccTransform(std::move(transform), channels_of(ColorSpace::rgb));
}

cv::Mat IccTransform::operator()(const cv::Mat& pixels) const {
  cv::Mat result(pixels.size(), CV_MAKETYPE(pixels.depth(), output_channels_));
  cmsDoTransformLineStride(
      transform_.get(), pixels.data, result.data, static_cast<cmsUInt32Number>(pixels.cols),
      static_cast<cmsUInt32Number>(pixels.rows), static_cast<cmsUInt32Number>(pixels.step),
      static_cast<cmsUInt32Number>(result.step), 0, 0);
  return result;
}

std::optional<ColorSpace> color_space_of(std::span<const std::uint8_t> profile) {
  const Profile opened = open(profile);
  if (!opened) return std::nullopt;
  switch (cmsGetColorSpace(opened.get())) {
    case cmsSigGrayData:
      return ColorSpace::gray;
    case cmsSigRgbData:
      return ColorSpace::rgb;
    case cmsSigCmykData:
      return ColorSpace::cmyk;
    default:
      return std::nullopt;
  }
}

}  // namespace tintflow
