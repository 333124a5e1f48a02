#pragma once

#include "io/decode_image.h"
#include "io/frame.h"
#include "io/result.h"

namespace tintflow {

/// Compressed picture to pixels; both pictures of a pair in two files.
struct Decode {
  static constexpr const char* name = "decode";
  DecodeLimits limits = {};

  Expected<Frame> operator()(const Encoded& encoded) const;
};

}  // namespace tintflow
