#pragma once

#include <cstdio>

#include <jpeglib.h>
#include <opencv2/core.hpp>

#include "io/frame.h"

namespace tintflow {

/// A variant that `encode_jpeg` does not write.
struct JpegVariant {
  J_COLOR_SPACE input = JCS_RGB;
  J_COLOR_SPACE stored = JCS_YCbCr;
  bool progressive = false;
  bool adobe_marker = false;
  /// How much wider and higher brightness is sampled than color.
  cv::Size subsampling = {2, 2};
  /// Blocks between restart markers; zero for none.
  int restart_interval = 0;
  bool arithmetic = false;
};

/// Writes a JPEG by libjpeg alone, at quality 100.
Bytes jpeg_of(const cv::Mat& pixels, const JpegVariant& variant = {});

/// Puts a marker segment right behind the beginning of a JPEG.
Bytes with_segment(const Bytes& jpeg, int marker, const Bytes& content);

}  // namespace tintflow
