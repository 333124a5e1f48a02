#include "stages/pair_figures.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#include <opencv2/imgproc.hpp>

#include "stages/lab.h"

namespace tintflow {
namespace {

constexpr int kGrid = 16;
/// Thin lines become pale when a picture shrinks, so this is well above middle gray.
constexpr int kInk = 200;
/// Levels between neighbors from which on there is an edge: more than compression leaves behind.
constexpr int kEdge = 8;

/// Where the colored picture changes: edges and `reach` pixels around them.
cv::Mat around_edges(const cv::Mat& color, int reach) {
  cv::Mat gradient;
  const cv::Mat kernel = cv::Mat::ones(3, 3, CV_8U);
  cv::morphologyEx(color, gradient, cv::MORPH_GRADIENT, kernel);
  cv::Mat channels[3];
  cv::split(gradient, channels);
  const cv::Mat strongest = cv::max(cv::max(channels[0], channels[1]), channels[2]);
  const int side = 2 * reach + 1;
  cv::Mat around;
  cv::dilate(strongest > kEdge, around, cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side}));
  return around;
}

Fingerprint fingerprint_of(const cv::Mat& color) {
  cv::Mat cells;
  cv::resize(color, cells, {kGrid + 1, kGrid}, 0, 0, cv::INTER_AREA);
  const cv::Mat lab = to_lab_bytes(cells);
  Fingerprint bits = {};
  std::size_t bit = 0;
  for (int y = 0; y < kGrid; ++y) {
    const auto* cell = lab.ptr<cv::Vec3b>(y);
    for (int x = 0; x < kGrid; ++x) {
      for (int c = 0; c < 3; ++c, ++bit) {
        // Paper, and what else is even, is alike whatever its last bit says.
        if (cell[x + 1][c] > cell[x][c] + 1) bits[bit / 64] |= std::uint64_t{1} << (bit % 64);
      }
    }
  }
  return bits;
}

}  // namespace

double fingerprint_distance(const Fingerprint& a, const Fingerprint& b) {
  int different = 0;
  int all = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    different += std::popcount(a[i] ^ b[i]);
    all += std::popcount(a[i] | b[i]);
  }
  return all == 0 ? 0 : static_cast<double>(different) / all;
}

PairFigures measure_pair(const Sample& sample) {
  cv::Mat gray;
  cv::cvtColor(sample.input, gray, cv::COLOR_RGB2GRAY);
  const cv::Mat ink = gray < kInk;
  const auto pixels = static_cast<double>(gray.total());

  PairFigures figures;
  figures.ink = cv::countNonZero(ink) / pixels;
  cv::Mat insides;
  cv::erode(ink, insides, cv::Mat::ones(3, 3, CV_8U));
  const cv::Mat outline = ink - insides;
  if (const int all = cv::countNonZero(outline); all > 0) {
    const int reach = std::max(1, sample.input.cols / 128);
    const cv::Mat aligned = outline & around_edges(sample.target, reach);
    figures.aligned = static_cast<double>(cv::countNonZero(aligned)) / all;
  }
  figures.difference = cv::norm(sample.input, sample.target, cv::NORM_L1) / (255 * 3 * pixels);
  figures.fingerprint = fingerprint_of(sample.target);
  return figures;
}

}  // namespace tintflow
