#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "stages/motion.h"

namespace tintflow {

/// What a drawing has between its lines, to tell it in the next drawing again.
struct DrawingRegions {
  /// CV_8UC3 RGB.
  cv::Mat drawing;
  /// CV_32SC1: number of the region that a pixel lies in, 0 on and beside ink.
  cv::Mat labels;
  int count = 0;
};

/// Regions are 4-connected; gaps of two pixels in a line part them too.
[[nodiscard]] DrawingRegions find_regions(const cv::Mat& drawing);

/// How a drawing differs from the one before in the same shot.
struct DrawingChange {
  /// CV_8UC1: 255 where nothing was drawn anew and nothing moves: the pixels around are equal, and
  /// its region is the one before whose outline has mostly stayed.
  cv::Mat still;
  /// By region of the drawing: the region before that it has most in common with, where they share
  /// more than half of the larger one; -1 elsewhere. 0 stays 0.
  std::vector<int> origin;
  /// By region of the drawing: the region before that most of it lies in, where most of its outline
  /// has stayed; -1 elsewhere, and for 0. What something moving has cut in two is known by it.
  std::vector<int> part_of;
};

/// Both of one size. Equal means: to a codec's noise.
[[nodiscard]] DrawingChange compare_drawings(const DrawingRegions& before,
                                             const DrawingRegions& now);

/// True where another shot begins: hardly any ink stayed, nor is it where `motion` carries it.
[[nodiscard]] bool is_scene_cut(const cv::Mat& before, const cv::Mat& now, const Motion& motion);

}  // namespace tintflow
