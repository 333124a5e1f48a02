#pragma once

#include <string>
#include <vector>

#include "io/frame.h"
#include "io/image_format.h"
#include "io/result.h"

namespace tintflow {

struct EncodeOptions {
  /// PNG, JPEG or WebP.
  ImageFormat format = ImageFormat::png;
  /// 1 to 100, for JPEG and WebP. JPEG keeps full color resolution (4:4:4) from 90 up, so that thin
  /// ink stays sharp.
  int quality = 92;
};

/// Encodes a picture with its color profile and resolution. PNG keeps 16 bits and alpha. WebP and
/// JPEG hold 8 bits, to which deeper pictures are rounded; JPEG has no alpha, so a picture with
/// alpha is an error. Thread-safe.
[[nodiscard]] Expected<Bytes> encode_image(const Picture& picture, const EncodeOptions& options);

/// What a format cannot hold of a picture, as notices.
[[nodiscard]] std::vector<std::string> encoding_losses(const Picture& picture, ImageFormat format);

}  // namespace tintflow
