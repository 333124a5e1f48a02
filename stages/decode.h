#pragma once

#include "io/decode_image.h"
#include "io/frame.h"
#include "io/result.h"

namespace tintflow {

/// Compressed picture to pixels, with those of its hints, or both pictures of a pair in two files.
struct Decode {
  static constexpr const char* name = "decode";
  DecodeLimits limits = {};

  /// Fails, too, where hints are opaque all over.
  Expected<Frame> operator()(const Encoded& encoded) const;
};

}  // namespace tintflow
