#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "stages/closed_regions.h"
#include "stages/figures.h"

namespace tintflow {

/// What answers to one drawing are measured against. Thread-safe once made.
class GroundTruth {
 public:
  /// Pixels that colors may run out of a figure to count as bleeding, at evaluation size.
  static constexpr int bleeding_reach = 8;

  /// A drawing and the colored picture that it should become: CV_8UC3 sRGB of one size, at least
  /// 11 x 11 pixels.
  GroundTruth(const cv::Mat& drawing, const cv::Mat& truth);

  /// Measures an answer, CV_8UC3 sRGB of the drawing's size. Each region adds 1 to the weight of
  /// the region's figures; the other figures weigh 1, or 0 where no pixel counts; colorfulness adds
  /// the answer's to the total and the truth's to the weight.
  [[nodiscard]] Figures measure(const cv::Mat& answer) const;

  [[nodiscard]] std::size_t regions() const { return regions_.size(); }
  /// What `region_spread` is of the truth itself.
  [[nodiscard]] Tally region_spread() const;

 private:
  cv::Mat truth_;
  cv::Mat painted_;
  /// The rest is at evaluation size.
  cv::Mat small_lab_;
  cv::Mat small_painted_;
  cv::Mat small_beside_;
  double colorfulness_;
  std::vector<ClosedRegion> regions_;
};

}  // namespace tintflow
