#include "tests/io/test_profiles.h"

#include <algorithm>
#include <cstdint>

#include <lcms2.h>

namespace tintflow {
namespace {

/// The profile's bytes without the time of its creation (bytes 24 to 35 of the header), so that
/// every call gives the same.
Bytes saved(cmsHPROFILE profile) {
  cmsUInt32Number size = 0;
  cmsSaveProfileToMem(profile, nullptr, &size);
  Bytes bytes(size);
  cmsSaveProfileToMem(profile, bytes.data(), &size);
  cmsCloseProfile(profile);
  std::fill_n(bytes.begin() + 24, 12, std::uint8_t{0});
  return bytes;
}

/// A profile that converts its space to Lab by a table that `sample` fills, and not back.
Bytes one_way_profile(cmsColorSpaceSignature space, unsigned channels, cmsSAMPLER16 sample) {
  cmsHPROFILE profile = cmsCreateProfilePlaceholder(nullptr);
  cmsSetProfileVersion(profile, 4.3);
  cmsSetDeviceClass(profile, space == cmsSigCmykData ? cmsSigOutputClass : cmsSigInputClass);
  cmsSetColorSpace(profile, space);
  cmsSetPCS(profile, cmsSigLabData);
  cmsPipeline* pipeline = cmsPipelineAlloc(nullptr, channels, 3);
  cmsStage* table = cmsStageAllocCLut16bit(nullptr, 3, channels, 3, nullptr);
  cmsStageSampleCLut16bit(table, sample, nullptr, 0);
  cmsPipelineInsertStage(pipeline, cmsAT_END, cmsStageAllocToneCurves(nullptr, channels, nullptr));
  cmsPipelineInsertStage(pipeline, cmsAT_END, table);
  cmsPipelineInsertStage(pipeline, cmsAT_END, cmsStageAllocToneCurves(nullptr, 3, nullptr));
  cmsWriteTag(profile, cmsSigAToB0Tag, pipeline);
  cmsWriteTag(profile, cmsSigMediaWhitePointTag, cmsD50_XYZ());
  cmsPipelineFree(pipeline);
  return saved(profile);
}

constexpr cmsUInt16Number kNeutral = 0x8080;  // a* and b* of zero

}  // namespace

Bytes srgb_profile() { return saved(cmsCreate_sRGBProfile()); }

Bytes wide_rgb_profile() {
  const cmsCIExyY white{0.3127, 0.3290, 1};
  const cmsCIExyYTRIPLE primaries{{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}};
  cmsToneCurve* curve = cmsBuildGamma(nullptr, 563 / 256.0);
  cmsToneCurve* curves[] = {curve, curve, curve};
  const Bytes profile = saved(cmsCreateRGBProfile(&white, &primaries, curves));
  cmsFreeToneCurve(curve);
  return profile;
}

Bytes gray_profile(double gamma) {
  cmsToneCurve* curve = cmsBuildGamma(nullptr, gamma);
  const Bytes profile = saved(cmsCreateGrayProfile(cmsD50_xyY(), curve));
  cmsFreeToneCurve(curve);
  return profile;
}

Bytes scanner_profile() {
  return one_way_profile(cmsSigRgbData, 3,
                         [](const cmsUInt16Number* in, cmsUInt16Number* out, void*) {
                           out[0] = in[1];  // lightness from green alone
                           out[1] = out[2] = kNeutral;
                           return 1;
                         });
}

Bytes cmyk_profile() {
  return one_way_profile(cmsSigCmykData, 4,
                         [](const cmsUInt16Number* in, cmsUInt16Number* out, void*) {
                           const int ink = in[0] + in[1] + in[2] + in[3];
                           out[0] = static_cast<cmsUInt16Number>(ink >= 0xFFFF ? 0 : 0xFFFF - ink);
                           out[1] = out[2] = kNeutral;
                           return 1;
                         });
}

}  // namespace tintflow
