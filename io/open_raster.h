#pragma once

#include <vector>

#include "io/frame.h"
#include "io/result.h"

namespace tintflow {

/// Encodes layers as an OpenRaster file, which Krita, GIMP and MyPaint open
/// (https://www.openraster.org): a ZIP file of PNG pictures and their stack. `picture` is what the
/// layers look like together, `thumbnail` the same at 256 pixels or less; `layers`, not empty, has
/// the topmost first, all of its size. Equal layers give equal bytes. Thread-safe.
[[nodiscard]] Expected<Bytes> encode_open_raster(const Picture& picture, const Picture& thumbnail,
                                                 const std::vector<Layer>& layers);

}  // namespace tintflow
