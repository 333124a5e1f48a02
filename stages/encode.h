#pragma once

#include <memory>
#include <vector>

#include "io/encode_image.h"
#include "io/frame.h"
#include "io/result.h"

namespace tintflow {

/// Pixels to a compressed picture.
struct Encode {
  static constexpr const char* name = "encode";
  /// Output format of each input of the job, by `FrameId::source`.
  std::shared_ptr<const std::vector<ImageFormat>> formats;
  /// For lossy formats, 1 to 100.
  int quality = 92;

  /// Drops alpha where the format has none: the pixels are on paper already.
  Expected<Encoded> operator()(const Frame& frame) const;
};

}  // namespace tintflow
