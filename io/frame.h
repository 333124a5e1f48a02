#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <opencv2/core.hpp>

#include "io/frame_id.h"

namespace tintflow {

using Bytes = std::vector<std::uint8_t>;

/// Decoded pixels. Copies share them, so nothing writes into a picture that it was given.
struct Picture {
  /// RGB in this order, CV_8UC3 or CV_16UC3.
  cv::Mat pixels;
  /// Straight (not premultiplied) alpha, CV_8UC1 or CV_16UC1 as deep as `pixels`; empty if opaque.
  cv::Mat alpha;
};

/// A compressed picture, as read from a source or ready for a sink.
struct Encoded {
  FrameId id;
  std::shared_ptr<const Bytes> bytes;
  /// Width and height, pixels; 0 x 0 where the header could not be read.
  cv::Size size;
  /// Bits of a channel: 8 or 16.
  int bit_depth = 8;
};

/// A decoded picture on its way through a graph.
struct Frame {
  FrameId id;
  Picture picture;
};

}  // namespace tintflow
