#pragma once

#include <filesystem>

#include "io/decode_image.h"
#include "io/list_pairs.h"
#include "io/result.h"

namespace tintflow {

/// Tells by the headers alone why a pair cannot be used: a file is missing, is no picture or is
/// larger than the limits, the width of a side-by-side pair is odd, or two files differ in size.
/// Damage behind a header shows only when the pair is decoded. Thread-safe.
[[nodiscard]] Expected<void> check_pair(const std::filesystem::path& pair, PairLayout layout,
                                        const DecodeLimits& limits);

}  // namespace tintflow
