#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// How alike two drawings must be to count as one.
enum class Likeness {
  /// All pixels equal.
  exact,
  /// Nothing differs by more than what a codec leaves behind.
  near,
};

/// Levels of 255 by which a codec changes single pixels at the network's size, and means of 3 x 3
/// of them: x264 at a rate factor of 30 and below. A line that is one pixel wide in a frame of 1920
/// pixels has 34 levels there.
constexpr int kCodecNoise = 28;
constexpr int kCodecNoiseOfMeans = 10;

/// CV_8UC1: 255 where a channel differs by more than that. Both CV_8UC3 of one size.
[[nodiscard]] cv::Mat beyond_noise(const cv::Mat& one, const cv::Mat& other);

/// True where two drawings at the network's size, CV_8UC3, are so alike.
[[nodiscard]] bool is_same_drawing(const cv::Mat& one, const cv::Mat& other, Likeness likeness);

}  // namespace tintflow
