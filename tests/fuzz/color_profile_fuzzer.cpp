#include <cstdlib>

#include "io/color_profile.h"

/// A profile as a file could hold it, on a picture of each depth.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto profile = std::make_shared<const tintflow::Bytes>(data, data + size);
  for (const int type : {CV_8UC3, CV_16UC3}) {
    tintflow::Picture picture{cv::Mat(2, 3, type, cv::Scalar::all(77)), {}};
    picture.metadata.icc_profile = profile;
    const tintflow::Picture settled = settle_color_profile(picture);
    if (settled.pixels.type() != type || settled.pixels.size() != cv::Size(3, 2)) std::abort();
    if (type != CV_8UC3) continue;
    const cv::Mat srgb = tintflow::to_srgb(settled.pixels, settled.metadata.icc_profile);
    if (tintflow::from_srgb(srgb, settled.metadata.icc_profile).type() != type) std::abort();
  }
  const cv::Mat ink(2, 3, CV_8UC4, cv::Scalar::all(77));
  const auto rgb = tintflow::cmyk_to_srgb(ink, true, *profile);
  if (rgb && rgb->type() != CV_8UC3) std::abort();
  return 0;
}
