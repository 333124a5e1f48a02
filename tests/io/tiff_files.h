#pragma once

#include <initializer_list>
#include <vector>

#include <opencv2/core.hpp>

#include "io/frame.h"

namespace tintflow {

/// A tag of type SHORT, LONG, RATIONAL (numerator and denominator) or UNDEFINED, by its values.
struct TiffTag {
  enum Type { kShort = 3, kLong = 4, kRational = 5, kUndefined = 7 };
  unsigned number;
  std::vector<std::uint32_t> values;
  Type type = kShort;
};

/// One page: tags, and pixels as they are stored. Tags for size, strip and rows are added.
struct TiffPageContent {
  cv::Size size;
  std::vector<TiffTag> tags;
  Bytes strip;
};

/// A TIFF file of pages, each with one strip.
Bytes tiff_of(const std::vector<TiffPageContent>& pages, bool big_endian = false);

/// An uncompressed page of 8- or 16-bit RGB or gray (1 or 3 channels), samples in the machine's
/// order, which is little-endian, with further tags.
TiffPageContent plain_tiff_page(const cv::Mat& pixels, std::vector<TiffTag> tags = {});

}  // namespace tintflow
