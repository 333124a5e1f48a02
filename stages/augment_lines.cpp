#include "stages/augment_lines.h"

#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

/// `steps` pixels thicker (positive) or thinner on each side.
cv::Mat grow(const cv::Mat& drawing, int steps) {
  if (steps == 0) return drawing;
  const int side = 2 * std::abs(steps) + 1;
  const cv::Mat disk = cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side});
  cv::Mat grown;
  if (steps > 0) {
    cv::erode(drawing, grown, disk, {-1, -1}, 1, cv::BORDER_REPLICATE);
  } else {
    cv::dilate(drawing, grown, disk, {-1, -1}, 1, cv::BORDER_REPLICATE);
  }
  return grown;
}

/// The lines that vanish when they lose `steps` pixels on each side, at half of their contrast.
cv::Mat rest_of_thin_lines(const cv::Mat& drawing, int steps) {
  const cv::Mat without = grow(grow(drawing, -steps), steps);
  cv::Mat rest;
  cv::subtract(without, drawing, rest);  // what vanishes
  rest.convertTo(rest, CV_8U, -0.5, 255);
  return rest;
}

/// White spots on lines; most of them break a line, a few wipe a short one out.
cv::Mat break_lines(const cv::Mat& drawing, int most, cv::RNG& random) {
  const int count = random.uniform(0, most + 1);
  cv::Mat gray;
  cv::cvtColor(drawing, gray, cv::COLOR_RGB2GRAY);
  const double scale = drawing.cols / 256.0;
  const cv::Mat ink = gray < 128;
  const int widest = 2 * cvRound(4 * scale) + 1;
  cv::Mat solid;  // filled areas, which no pen leaves gaps in
  cv::morphologyEx(ink, solid, cv::MORPH_OPEN,
                   cv::getStructuringElement(cv::MORPH_ELLIPSE, {widest, widest}));
  std::vector<cv::Point> lines;
  cv::findNonZero(ink - solid, lines);
  if (lines.empty() || count == 0) return drawing;

  cv::Mat broken = drawing.clone();
  for (int i = 0; i < count; ++i) {
    const cv::Point center = lines[random.uniform(0, static_cast<int>(lines.size()))];
    const double radius = scale * 1.5 * std::pow(2, random.uniform(0.0, 2.0));
    const double slimness = random.uniform(0.4, 1.0);
    const cv::RotatedRect spot(center, cv::Size2d(2 * radius, 2 * radius * slimness),
                               static_cast<float>(random.uniform(0.0, 180.0)));
    cv::ellipse(broken, spot, cv::Scalar::all(255), cv::FILLED, cv::LINE_AA);
  }
  return broken;
}

/// Multiplies the drawing by tinted, uneven, grainy paper.
cv::Mat lay_on_rough_paper(const cv::Mat& drawing, double most, cv::RNG& random) {
  const double strength = random.uniform(0.0, most);
  const double shade = random.uniform(0.0, 0.6) * strength;
  cv::Scalar tint;
  for (int c = 0; c < 3; ++c) tint[c] = 255 - shade - random.uniform(0.0, 0.4) * strength;

  const int cells = random.uniform(3, 12);
  cv::Mat coarse(cells, cells, CV_32FC1);
  random.fill(coarse, cv::RNG::UNIFORM, -0.3 * strength, 0.3 * strength);
  cv::Mat clouds;
  cv::resize(coarse, clouds, drawing.size(), 0, 0, cv::INTER_CUBIC);
  cv::Mat grain(drawing.size(), CV_32FC1);
  random.fill(grain, cv::RNG::NORMAL, 0, strength / 4);
  clouds += grain;

  cv::Mat paper;
  cv::merge(std::vector{clouds, clouds, clouds}, paper);
  paper += tint;
  cv::Mat result;
  cv::multiply(drawing, paper, result, 1 / 255.0, CV_8U);
  return result;
}

}  // namespace

cv::Mat change_line_width(const cv::Mat& drawing, double change) {
  const double steps = change / 2;  // on each side of a line
  const double below = std::floor(steps);
  const double share = steps - below;
  cv::Mat changed;
  cv::addWeighted(grow(drawing, static_cast<int>(below)), 1 - share,
                  grow(drawing, static_cast<int>(below) + 1), share, 0, changed);
  return change < 0 ? cv::min(changed, rest_of_thin_lines(drawing, static_cast<int>(-below)))
                    : changed;
}

cv::Mat augment_lines(const cv::Mat& drawing, const LineAugmentOptions& options, cv::RNG& random) {
  cv::Mat changed = drawing;
  if (options.width > 0) {
    changed = change_line_width(changed, random.uniform(-options.width, options.width));
  }
  if (options.gaps > 0) changed = break_lines(changed, options.gaps, random);
  if (options.tone > 0) {
    const double contrast = 1 - random.uniform(0.0, options.tone);
    cv::Mat paler;
    changed.convertTo(paler, CV_8U, contrast, 255 * (1 - contrast));
    changed = paler;
  }
  if (options.paper_noise > 0) changed = lay_on_rough_paper(changed, options.paper_noise, random);
  return changed;
}

}  // namespace tintflow
