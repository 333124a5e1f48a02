#pragma once

#include <cstdint>

#include <opencv2/core.hpp>

namespace tintflow {

/// A drawing to measure with: closed curves and strokes in black ink on white paper, CV_8UC3, about
/// as much ink as line art has. The same for the same seed on every machine.
[[nodiscard]] cv::Mat synthetic_drawing(cv::Size size, std::uint64_t seed);

}  // namespace tintflow
