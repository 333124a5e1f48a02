#pragma once

#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "io/decode_image.h"
#include "io/list_pairs.h"
#include "stages/panel.h"

namespace tintflow {

/// What can be wrong with a pair, from what makes it useless to what makes it doubtful.
enum class PairFault {
  unreadable,
  odd_width,
  different_sizes,
  too_small,
  empty_drawing,
  same_as_color,
  misaligned,
  near_duplicate,
};

/// In words, for a table.
[[nodiscard]] std::string to_text(PairFault fault);

struct FaultyPair {
  /// Place in the list of pairs.
  std::size_t pair = 0;
  PairFault fault = PairFault::unreadable;
  std::string reason;
};

struct PairCheckOptions {
  PairLayout layout = PairLayout::color_sketch;
  /// Drawings whose longer side is shorter than that are too small, pixels.
  int side = 256;
  DecodeLimits limits = {};
  int threads = 1;
};

struct PairCheck {
  /// In the order of the list; a pair stands here once, with its first fault.
  std::vector<FaultyPair> faulty;
  /// How many pairs were looked at: all of them, unless a stop was requested.
  std::size_t checked = 0;
};

/// Decodes and measures every pair. Of pairs that are near duplicates of each other, all but the
/// first are faulty. Drawings are looked at only where there are any.
[[nodiscard]] PairCheck check_pairs(const std::vector<std::filesystem::path>& pairs,
                                    const PairCheckOptions& options, const std::stop_token& stop);

/// Drawing and colored picture of a pair, or the latter alone in `PairLayout::color`, for a contact
/// sheet; empty where they cannot be read.
[[nodiscard]] PanelRow show_pair(const std::filesystem::path& pair,
                                 const PairCheckOptions& options);

}  // namespace tintflow
