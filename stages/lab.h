#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// A color in CIELAB: L* 0 to 100, a* and b*.
using Lab = cv::Vec3d;

/// CIELAB (CIE 15:2004) of sRGB pixels (IEC 61966-2-1), both with the white of D65: CV_8UC3 RGB to
/// CV_32FC3 L*, a*, b*. Grays have no chroma.
[[nodiscard]] cv::Mat to_lab(const cv::Mat& srgb);

/// The same as OpenCV keeps it in 8 bits: L* by 2.55, a* and b* moved by
/// 128. CV_8UC3 to CV_8UC3.
[[nodiscard]] cv::Mat to_lab_bytes(const cv::Mat& srgb);

/// Distance from the neutral axis.
[[nodiscard]] double chroma(const Lab& color);

/// The color difference CIEDE2000 with all weights 1, as Sharma, Wu and Dalal, "The CIEDE2000
/// Color-Difference Formula", 2005, have it. 1 is about what an eye can tell apart.
[[nodiscard]] double ciede2000(const Lab& one, const Lab& other);

}  // namespace tintflow
