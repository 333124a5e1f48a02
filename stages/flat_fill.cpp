#include "stages/flat_fill.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "stages/spread_labels.h"

namespace tintflow {
namespace {

/// Regions are numbered from 1 (CV_32SC1); 0 has none yet.
using Labels = cv::Mat;

/// Ink by its local contrast, so that faint lines count as well as black ones.
cv::Mat ink_of(const cv::Mat& guide) {
  constexpr int faintest_ink = 40;  // 8-bit levels darker than the paper around
  const int side = std::max(guide.cols, guide.rows);
  cv::Mat paper;
  const int reach = std::max(3, side / 64 | 1);
  cv::dilate(guide, paper, cv::getStructuringElement(cv::MORPH_RECT, {reach, reach}));
  return (paper - guide > faintest_ink) | (guide < 128);
}

cv::Mat disk(int radius) {
  return cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * radius + 1, 2 * radius + 1});
}

/// Gives each connected part of `free` that a disk of this radius can move in a label of its own.
void trap_balls(cv::Mat& free, int radius, int& last_label, Labels& labels) {
  cv::Mat centers;
  cv::erode(free, centers, disk(radius), {-1, -1}, 1, cv::BORDER_CONSTANT, cv::Scalar::all(255));
  Labels parts;
  const int count = cv::connectedComponents(centers, parts, 4, CV_32S);
  if (count <= 1) return;
  // Disks around the centers cover the parts; where those of two overlap, either label will do.
  cv::Mat numbered;
  parts.convertTo(numbered, CV_32F);
  cv::dilate(numbered, numbered, disk(radius));
  for (int y = 0; y < free.rows; ++y) {
    const auto* part = numbered.ptr<float>(y);
    auto* is_free = free.ptr<std::uint8_t>(y);
    auto* label = labels.ptr<int>(y);
    for (int x = 0; x < free.cols; ++x) {
      if (part[x] == 0 || is_free[x] == 0) continue;
      label[x] = last_label + static_cast<int>(part[x]);
      is_free[x] = 0;
    }
  }
  last_label += count - 1;
}

/// Takes the label from regions too small to see, so that a neighbor spreads over them.
void drop_specks(Labels& labels, int count, int smallest) {
  std::vector<int> area(static_cast<std::size_t>(count) + 1);
  for (auto it = labels.begin<int>(); it != labels.end<int>(); ++it) ++area[*it];
  for (auto it = labels.begin<int>(); it != labels.end<int>(); ++it) {
    if (area[*it] < smallest) *it = 0;
  }
}

Labels regions_of(const cv::Mat& guide, int& count) {
  const int side = std::max(guide.cols, guide.rows);
  cv::Mat free = ~ink_of(guide);
  Labels labels = cv::Mat::zeros(guide.size(), CV_32SC1);
  count = 0;
  for (int radius = std::max(1, side / 128); radius >= 1; radius /= 2) {
    trap_balls(free, radius, count, labels);
  }
  trap_balls(free, 0, count, labels);
  drop_specks(labels, count, std::max(4, static_cast<int>(labels.total() / 20000)));
  if (cv::countNonZero(labels) == 0) {
    labels.setTo(1);
    count = 1;
  }
  spread_labels(labels);
  return labels;
}

/// The median of each channel for each region, over pixels of paper where it has any.
std::vector<cv::Vec3b> medians(const cv::Mat& color, const cv::Mat& drawing, const Labels& labels,
                               int count) {
  cv::Mat gray;
  cv::cvtColor(drawing, gray, cv::COLOR_RGB2GRAY);
  using Histogram = std::array<std::array<std::uint32_t, 256>, 3>;
  constexpr std::uint32_t weight_of_paper = 256;
  constexpr int paper = 230;
  std::vector<Histogram> histograms(static_cast<std::size_t>(count) + 1);
  std::vector<std::uint32_t> totals(histograms.size());
  for (int y = 0; y < labels.rows; ++y) {
    const int from_y = y * color.rows / labels.rows;
    for (int x = 0; x < labels.cols; ++x) {
      const int from_x = x * color.cols / labels.cols;
      const auto label = static_cast<std::size_t>(labels.at<int>(y, x));
      const bool is_paper = gray.at<std::uint8_t>(from_y, from_x) >= paper;
      const std::uint32_t weight = is_paper ? weight_of_paper : 1;
      const auto& pixel = color.at<cv::Vec3b>(from_y, from_x);
      for (int c = 0; c < 3; ++c) histograms[label][c][pixel[c]] += weight;
      totals[label] += weight;
    }
  }
  std::vector<cv::Vec3b> result(histograms.size());
  for (std::size_t label = 0; label < histograms.size(); ++label) {
    for (int c = 0; c < 3; ++c) {
      std::uint64_t below = 0;
      int level = 0;
      while (level < 255 && 2 * (below += histograms[label][c][level]) < totals[label]) ++level;
      result[label][c] = static_cast<std::uint8_t>(level);
    }
  }
  return result;
}

}  // namespace

cv::Mat flat_fill(const cv::Mat& color, const cv::Mat& drawing, const cv::Mat& guide) {
  int count = 0;
  const Labels labels = regions_of(guide, count);
  const std::vector<cv::Vec3b> colors = medians(color, drawing, labels, count);
  cv::Mat flat(guide.size(), CV_8UC3);
  for (int y = 0; y < flat.rows; ++y) {
    const auto* label = labels.ptr<int>(y);
    auto* out = flat.ptr<cv::Vec3b>(y);
    for (int x = 0; x < flat.cols; ++x) out[x] = colors[label[x]];
  }
  return flat;
}

}  // namespace tintflow
