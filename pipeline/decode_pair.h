#pragma once

#include <filesystem>

#include <opencv2/core.hpp>

#include "io/result.h"
#include "stages/split.h"

namespace tintflow {

/// A drawing on white paper and its ground truth: CV_8UC3 sRGB of one size.
struct PairPictures {
  cv::Mat drawing;
  cv::Mat truth;
};

/// Reads and decodes a pair to compare with; `split` keeps the color.
[[nodiscard]] Expected<PairPictures> decode_pair(const std::filesystem::path& path,
                                                 const Split& split);

}  // namespace tintflow
