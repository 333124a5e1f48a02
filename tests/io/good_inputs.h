#pragma once

#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "io/frame.h"

namespace tintflow {

/// A file that must be decoded, and what to.
struct GoodInput {
  /// Letters, digits and underscores.
  std::string name = {};
  Bytes file = {};
  /// Upright RGB of 8 or 16 bits.
  cv::Mat pixels = {};
  cv::Mat alpha = {};
  /// Zero: every sample is exact. Else the largest difference in the middle of each quarter.
  int tolerance = 0;
  /// Pixels per inch.
  cv::Size2d resolution = {};
  /// The only notice, or none.
  std::string notice = {};
  bool has_profile = false;
};

/// Each of one family of formats; encoded when called.
std::vector<GoodInput> good_jpegs();
std::vector<GoodInput> good_pngs();
std::vector<GoodInput> good_webps();
std::vector<GoodInput> good_bmps();
std::vector<GoodInput> good_tiffs();
std::vector<GoodInput> good_gifs();
std::vector<GoodInput> good_tgas();
std::vector<GoodInput> good_pnms();
/// QOI, JPEG 2000, JPEG XL, PSD.
std::vector<GoodInput> good_others();

std::vector<GoodInput> all_good_inputs();

/// A picture of 48 x 32 pixels: red, green / blue, white. With an orientation, as it stands upright
/// if it was stored so.
cv::Mat quarters(int orientation = 1);
/// The same picture in gray: 40, 90 / 160, 250.
cv::Mat gray_quarters(int orientation = 1);
/// One channel of it.
cv::Mat one_channel(const cv::Mat& picture);

/// Little-endian EXIF data that hold an orientation alone, without "Exif\0\0".
Bytes exif_of_orientation(int orientation);

}  // namespace tintflow
