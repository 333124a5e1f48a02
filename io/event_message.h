#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <opencv2/core.hpp>

#include "io/frame.h"

namespace tintflow {

/// When an event was, for TensorBoard.
struct EventTime {
  /// Seconds since 1970.
  double wall_time = 0;
  /// Of training.
  std::int64_t step = 0;
};

// TensorBoard's events as protocol buffers, after tensorboard/compat/proto/event.proto and
// summary.proto.

/// The first of a file: says that it is one of events.
[[nodiscard]] Bytes version_event(double wall_time);

/// Says that a run starts with this step: TensorBoard forgets what files before this one say of it
/// and of later steps.
[[nodiscard]] Bytes start_event(const EventTime& time);

[[nodiscard]] Bytes scalar_event(const EventTime& time, std::string_view tag, float value);

/// `encoded`: an RGB picture of `size` as PNG or JPEG.
[[nodiscard]] Bytes image_event(const EventTime& time, std::string_view tag,
                                std::span<const std::uint8_t> encoded, cv::Size size);

}  // namespace tintflow
