#pragma once

#include <opencv2/core.hpp>

#include "io/frame.h"
#include "stages/sample.h"

namespace tintflow {

/// Color hints as `Sample::hints` holds them, from a picture that covers the whole drawing:
/// wherever it is more than half opaque. A hint that becomes thinner than 3 pixels is drawn 3
/// pixels wide, the least that generators have seen. Where the drawing has light ink the colors are
/// turned into those that look like them on a dark ground.
[[nodiscard]] cv::Mat resize_hints(const Picture& hints, const Letterbox& box, int side,
                                   bool has_light_ink);

}  // namespace tintflow
