#include "models/like_color_counter.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "io/vectorized.h"

namespace tintflow {
namespace {

/// Floats of the widest vector register.
constexpr std::size_t kLanes = 16;
/// Named as a vector, because GCC keeps sums that are arrays in memory.
using Lanes = float __attribute__((vector_size(kLanes * sizeof(float))));
/// Rows that are summed side by side, so that none waits for its own sums.
constexpr std::size_t kRows = 4;

/// Floats of whole registers for as many colors.
std::size_t whole_registers(std::size_t colors) { return (colors + kLanes - 1) / kLanes * kLanes; }

/// Stores all lanes, or as many as there is `room` for.
inline void store(const Lanes& lanes, float* to, std::size_t room) {
  if (room >= kLanes) {
    std::memcpy(to, &lanes, sizeof lanes);
  } else {
    std::memcpy(to, &lanes, room * sizeof *to);
  }
}

/// For each of `Rows` rows and each color, the sum of the row's values by their likeness to it.
template <std::size_t Rows>
[[gnu::always_inline]] inline void sum_by_likeness(const float* values, const float* likeness,
                                                   std::size_t colors, float* sums) {
  const std::size_t stride = whole_registers(colors);
  for (std::size_t first = 0; first < colors; first += kLanes) {
    Lanes lanes[Rows] = {};
    for (std::size_t color = 0; color < colors; ++color) {
      Lanes like;
      std::memcpy(&like, likeness + color * stride + first, sizeof like);
      for (std::size_t row = 0; row < Rows; ++row) {
        lanes[row] += values[row * colors + color] * like;
      }
    }
    for (std::size_t row = 0; row < Rows; ++row) {
      store(lanes[row], sums + row * colors + first, colors - first);
    }
  }
}

/// Makes densities of one row how much each of them matters.
inline void weigh_densities(float* densities, std::size_t colors) {
  float greatest = 0;
  for (std::size_t color = 0; color < colors; ++color) {
    // Not std::max, of whose references GCC makes no vector instructions here.
    greatest = densities[color] > greatest ? densities[color] : greatest;
  }
  for (std::size_t color = 0; color < colors; ++color) {
    const float height = densities[color] / greatest;
    float power = height > 0.01F ? height : 0.01F;
    for (int squaring = 0; squaring < 4; ++squaring) power *= power;
    densities[color] = power / densities[color];
  }
}

template <std::size_t Rows>
[[gnu::always_inline]] inline void count_rows(const float* chances, const float* likeness,
                                              std::size_t colors, float* matters, float* counts) {
  sum_by_likeness<Rows>(chances, likeness, colors, matters);
  for (std::size_t row = 0; row < Rows; ++row) weigh_densities(matters + row * colors, colors);
  sum_by_likeness<Rows>(matters, likeness, colors, counts);
}

TINTFLOW_VECTORIZED
void count_all_rows(const float* chances, const float* likeness, std::size_t rows,
                    std::size_t colors, float* matters, float* counts) {
  std::size_t row = 0;
  for (; row + kRows <= rows; row += kRows) {
    count_rows<kRows>(chances + row * colors, likeness, colors, matters, counts + row * colors);
  }
  for (; row < rows; ++row) {
    count_rows<1>(chances + row * colors, likeness, colors, matters, counts + row * colors);
  }
}

}  // namespace

LikeColorCounter::LikeColorCounter(std::span<const float> likeness, std::size_t colors)
    : colors_(colors), likeness_(colors * whole_registers(colors)), matters_(kRows * colors) {
  assert(likeness.size() == colors * colors);
  for (std::size_t color = 0; color < colors; ++color) {
    std::copy_n(&likeness[color * colors], colors, &likeness_[color * whole_registers(colors)]);
  }
}

void LikeColorCounter::count(const float* chances, std::size_t rows, float* counts) {
  count_all_rows(chances, likeness_.data(), rows, colors_, matters_.data(), counts);
}

}  // namespace tintflow
