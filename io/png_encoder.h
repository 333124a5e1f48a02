#pragma once

#include "io/frame.h"
#include "io/result.h"

namespace tintflow {

/// Encodes RGB or RGBA of 8 or 16 bits as PNG, with color profile and resolution, for speed first.
[[nodiscard]] Expected<Bytes> encode_png(const Picture& picture);

}  // namespace tintflow
