#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tintflow {

/// `like_color_counts` (models/color_likeness.h) for a CPU, a few rows at a time. One thread at a
/// time.
class LikeColorCounter {
 public:
  /// `likeness`: that of each two of K colors, `color_likeness`.
  LikeColorCounter(std::span<const float> likeness, std::size_t colors);

  /// `chances`, `counts`: `rows` x K.
  void count(const float* chances, std::size_t rows, float* counts);

 private:
  std::size_t colors_;
  /// Rows of whole registers, filled up with zeros.
  std::vector<float> likeness_;
  /// How much each color's density matters.
  std::vector<float> matters_;
};

}  // namespace tintflow
