#pragma once

#include <functional>
#include <span>
#include <string>

#include <opencv2/core.hpp>

#include "models/device.h"

namespace tintflow {

/// Turns pictures, CV_8UC3 RGB of one size, into what FID and KID compare: CV_32FC1, a row of
/// features for each picture. Thread-safe.
using FeatureExtractor = std::function<cv::Mat(std::span<const cv::Mat> pictures)>;

/// Loads a TorchScript module that takes N x 3 x H x W pictures of 8-bit levels, scales them itself
/// and returns N rows of features, as `inception-2015-12-05.pt` of NVIDIA's StyleGAN2-ADA does;
/// where its forward() has an argument `return_features`, that is set. Loading it is running a
/// program. Throws `WeightsError` where the file is no such module.
[[nodiscard]] FeatureExtractor load_feature_extractor(const std::string& file,
                                                      const Device& device);

}  // namespace tintflow
