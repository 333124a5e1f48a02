#pragma once

#include <array>
#include <cstddef>

namespace tintflow {

/// One picture's share in a mean over many.
struct Tally {
  double total = 0;
  /// 0 where the picture says nothing.
  double weight = 0;

  Tally& operator+=(const Tally& other) {
    total += other.total;
    weight += other.weight;
    return *this;
  }
  /// NaN where nothing was tallied.
  [[nodiscard]] double mean() const { return total / weight; }
};

/// What is measured of an answer. `docs/quality.md` defines each.
enum class Figure : std::size_t {
  region_error,
  regions_under_10,
  region_spread,
  lab_l1,
  colorfulness,
  bleeding,
  l1,
  psnr,
  ssim,
  masked_psnr,
  masked_ssim,
};
inline constexpr std::size_t figure_count = 11;

struct FigureInfo {
  /// For machines.
  const char* key;
  /// For people.
  const char* title;
  int decimals;
  /// Which way is better: -1 less, 1 more, 0 the nearer to `ideal`.
  int better;
  double ideal;
};

inline constexpr std::array<FigureInfo, figure_count> figure_infos{{
    {"region_error", "region error, CIEDE2000", 2, -1, 0},
    {"regions_under_10", "regions under 10", 3, 1, 1},
    {"region_spread", "spread inside regions", 2, -1, 0},
    {"lab_l1", "Lab L1, masked", 2, -1, 0},
    {"colorfulness", "colorfulness / true", 3, 0, 1},
    {"bleeding", "bleeding, chroma", 2, -1, 0},
    {"l1", "L1", 4, -1, 0},
    {"psnr", "PSNR dB", 2, 1, 0},
    {"ssim", "SSIM", 4, 1, 1},
    {"masked_psnr", "PSNR dB, masked", 2, 1, 0},
    {"masked_ssim", "SSIM, masked", 4, 1, 1},
}};

/// What one picture adds to each figure.
using Figures = std::array<Tally, figure_count>;

[[nodiscard]] inline Tally& at(Figures& figures, Figure figure) {
  return figures[static_cast<std::size_t>(figure)];
}
[[nodiscard]] inline const Tally& at(const Figures& figures, Figure figure) {
  return figures[static_cast<std::size_t>(figure)];
}

}  // namespace tintflow
