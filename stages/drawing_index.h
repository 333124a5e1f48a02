#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <opencv2/core.hpp>

namespace tintflow {

/// A drawing as seen from afar: how dark each of 32 x 32 blurred fields is.
using DrawingDescriptor = std::array<std::uint8_t, 32 * 32>;

/// `drawing`: CV_8UC3 RGB of any size; it is centered in a square of paper, as for the network.
[[nodiscard]] DrawingDescriptor describe_drawing(const cv::Mat& drawing);

/// Finds which of many drawings looks most like another: the least sum of squared differences of
/// the descriptors. A KiB a drawing. Thread-safe once filled.
class DrawingIndex {
 public:
  void add(std::size_t id, const DrawingDescriptor& descriptor);

  /// The id of the nearest drawing but `except`, of equally near ones the first added; nothing
  /// where there is none.
  [[nodiscard]] std::optional<std::size_t> nearest(
      const DrawingDescriptor& descriptor, std::optional<std::size_t> except = std::nullopt) const;

  [[nodiscard]] std::size_t size() const { return ids_.size(); }

 private:
  std::vector<std::size_t> ids_;
  std::vector<DrawingDescriptor> descriptors_;
};

}  // namespace tintflow
