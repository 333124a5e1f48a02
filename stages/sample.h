#pragma once

#include <opencv2/core.hpp>

#include "io/frame.h"

namespace tintflow {

/// A drawing and, when training, the colored picture that it should become.
struct Artwork {
  FrameId id;
  Picture drawing;
  /// Ground truth, CV_8UC3 RGB of the drawing's size and color space; empty when colorizing.
  cv::Mat color;
  /// Light lines on a dark ground; `drawing` has been inverted.
  bool has_light_ink = false;
  /// Colors that somebody wants, where it is opaque, of the drawing's shape in any size; without
  /// pixels for none.
  Picture hints = {};
};

/// How a drawing lies inside the square that the network sees; what undoes the resizing.
struct Letterbox {
  /// Width and height of the drawing before resizing, pixels.
  cv::Size source;
  /// The part of the square that the drawing covers; the rest is paper.
  cv::Rect inside;
};

/// A drawing at the size that the network sees.
struct Sample {
  FrameId id;
  /// The drawing at full resolution, kept for `Restore`; empty when training.
  Picture drawing;
  /// Light lines on a dark ground; `drawing` and `input` have been inverted.
  bool has_light_ink = false;
  Letterbox letterbox;
  /// Square sRGB drawing: CV_8UC3, between `Normalize` and batching CV_32FC3 in [-1, 1].
  cv::Mat input;
  /// Square sRGB ground truth, same size and type as `input`; empty when colorizing.
  cv::Mat target;
  /// CV_32S map of the drawing's closed regions, 1 and up, 0 outside of all; empty unless
  /// `LabelRegions` made it.
  cv::Mat regions;
  /// CV_32FC4: colors that somebody wants, RGB in [-1, 1], and 1 where there is one, all 0
  /// elsewhere; empty unless a stage made it.
  cv::Mat hints;
};

/// A sample that the generator has colored.
struct Colored {
  Sample sample;
  /// The generator's square sRGB picture, CV_8UC3, as large as the sample's input.
  cv::Mat color;
};

}  // namespace tintflow
