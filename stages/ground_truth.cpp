#include "stages/ground_truth.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "stages/color_metrics.h"
#include "stages/image_metrics.h"
#include "stages/lab.h"

namespace tintflow {
namespace {

/// A CIEDE2000 that most people would call the same color in another shade.
constexpr double near_miss = 10;
/// What equal pictures, whose PSNR is infinite, count as in a mean.
constexpr double highest_psnr = 100;

Tally tally_spread(const cv::Mat& lab, const std::vector<ClosedRegion>& regions) {
  Tally spread;
  for (const ClosedRegion& region : regions) spread += {color_spread(lab, region.pixels), 1};
  return spread;
}

/// Mean absolute difference of all channels where the mask holds.
Tally tally_l1(const cv::Mat& lab, const cv::Mat& truth, const cv::Mat& mask) {
  const int pixels = cv::countNonZero(mask);
  if (pixels == 0) return {};
  return {cv::norm(lab, truth, cv::NORM_L1, mask) / (3.0 * pixels), 1};
}

Tally tally_chroma(const cv::Mat& lab, const cv::Mat& mask) {
  const int pixels = cv::countNonZero(mask);
  if (pixels == 0) return {};
  cv::Mat channels[3];
  cv::split(lab, channels);
  cv::Mat distance;
  cv::magnitude(channels[1], channels[2], distance);
  return {cv::mean(distance, mask)[0], 1};
}

}  // namespace

GroundTruth::GroundTruth(const cv::Mat& drawing, const cv::Mat& truth)
    : truth_(truth), painted_(painted_mask(drawing, truth)) {
  assert(drawing.size() == truth.size());
  const cv::Mat small_drawing = at_evaluation_size(drawing);
  const cv::Mat small_truth = at_evaluation_size(truth);
  small_lab_ = to_lab(small_truth);
  small_painted_ = painted_mask(small_drawing, small_truth);
  small_beside_ = paper_beside_mask(small_drawing, small_truth, bleeding_reach);
  colorfulness_ = colorfulness(small_truth);
  regions_ = closed_regions(small_drawing, small_lab_);
}

Figures GroundTruth::measure(const cv::Mat& answer) const {
  assert(answer.size() == truth_.size());
  const cv::Mat small = at_evaluation_size(answer);
  const cv::Mat lab = to_lab(small);
  Figures figures{};
  for (const ClosedRegion& region : regions_) {
    const double error = ciede2000(region.color, median_color(lab, region.pixels));
    at(figures, Figure::region_error) += {error, 1};
    at(figures, Figure::regions_under_10) += {error < near_miss ? 1.0 : 0.0, 1};
  }
  at(figures, Figure::region_spread) = tally_spread(lab, regions_);
  at(figures, Figure::lab_l1) = tally_l1(lab, small_lab_, small_painted_);
  at(figures, Figure::colorfulness) = {colorfulness(small), colorfulness_};
  at(figures, Figure::bleeding) = tally_chroma(lab, small_beside_);

  const PartialImageMetrics likeness = compare_images(answer, truth_, painted_);
  at(figures, Figure::l1) = {likeness.whole.l1, 1};
  at(figures, Figure::psnr) = {std::min(likeness.whole.psnr, highest_psnr), 1};
  at(figures, Figure::ssim) = {likeness.whole.ssim, 1};
  if (likeness.part) {
    at(figures, Figure::masked_psnr) = {std::min(likeness.part->psnr, highest_psnr), 1};
    if (!std::isnan(likeness.part->ssim)) {
      at(figures, Figure::masked_ssim) = {likeness.part->ssim, 1};
    }
  }
  return figures;
}

Tally GroundTruth::region_spread() const { return tally_spread(small_lab_, regions_); }

}  // namespace tintflow
