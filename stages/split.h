#pragma once

#include "io/frame.h"
#include "io/result.h"
#include "stages/sample.h"

namespace tintflow {

/// Which part of a picture is the drawing. The other half of a pair is its ground truth.
enum class DrawingSide { whole, left, right };

/// Separates the halves of a side-by-side pair, or passes on those of a pair in two files. A
/// transparent ground truth is laid on white paper.
struct Split {
  static constexpr const char* name = "split";
  DrawingSide drawing_side = DrawingSide::whole;
  /// Keep the other half, or the other file, as ground truth, for training.
  bool keep_color = false;

  /// Fails on a pair of odd width, whose halves would not be alike, where of two files one is
  /// missing or they differ in size, and where hints have another shape than the drawing.
  Expected<Artwork> operator()(const Frame& frame) const;
};

}  // namespace tintflow
