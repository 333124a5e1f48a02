#include "stages/line_scale.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "stages/pixel_depth.h"

namespace tintflow {
namespace {

/// Lines are measured and changed at about this many times the network's size.
constexpr int oversampling = 2;

// Widths in pixels of the network's square. The training pairs' lines are 1.2 to 7.6 wide (5th and
// 95th percentile), most of them 2 to 5; docs/quality.md has what bringing others to these gains.
constexpr double thinnest_known = 2;
constexpr double thickest_known = 8;
/// What is wider is an area of black.
constexpr double thickest_line = 24;
constexpr double width_for_thinner = 2.5;
constexpr double width_for_thicker = 5;

/// The darkest pixel of each block: lines stay as dark as they were drawn, however thin.
template <class Channel>
cv::Mat darkest_of_blocks(const cv::Mat& drawing, int block) {
  const cv::Size size((drawing.cols + block - 1) / block, (drawing.rows + block - 1) / block);
  cv::Mat shrunk(size, drawing.type());
  std::vector<unsigned> darkest(static_cast<std::size_t>(size.width));
  for (int row = 0; row < size.height; ++row) {
    std::fill(darkest.begin(), darkest.end(), 3U * 65535U + 1);
    auto* out = shrunk.ptr<Channel>(row);
    for (int y = row * block; y < std::min((row + 1) * block, drawing.rows); ++y) {
      const auto* in = drawing.ptr<Channel>(y);
      for (int cell = 0; cell < size.width; ++cell) {
        const int end = std::min((cell + 1) * block, drawing.cols);
        for (int x = cell * block; x < end; ++x, in += 3) {
          const unsigned brightness = unsigned{in[0]} + in[1] + in[2];
          if (brightness >= darkest[cell]) continue;
          darkest[cell] = brightness;
          std::copy_n(in, 3, out + std::ptrdiff_t{3} * cell);
        }
      }
    }
  }
  return shrunk;
}

cv::Mat shrink_darkly(const cv::Mat& drawing, int block) {
  if (block == 1) return to_8_bit(drawing);
  return to_8_bit(drawing.depth() == CV_16U ? darkest_of_blocks<std::uint16_t>(drawing, block)
                                            : darkest_of_blocks<std::uint8_t>(drawing, block));
}

/// Heights of the pixels that no neighbor rises above. Most pixels are paper, so ink is looked for
/// first.
std::vector<float> ridge_heights(const cv::Mat& depth, const cv::Mat& ink) {
  cv::Mat padded;
  cv::copyMakeBorder(depth, padded, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar::all(0));
  std::vector<float> heights;
  for (int y = 0; y < ink.rows; ++y) {
    const std::uint8_t* is_ink = ink.ptr(y);
    const float* above = padded.ptr<float>(y) + 1;
    const float* here = padded.ptr<float>(y + 1) + 1;
    const float* below = padded.ptr<float>(y + 2) + 1;
    const auto is_highest = [&](int x) {
      const auto top = [x](const float* row) { return std::max({row[x - 1], row[x], row[x + 1]}); };
      return here[x] >= std::max({top(above), top(here), top(below)});
    };
    for (int x = 0; x < ink.cols; ++x) {
      const void* const next = std::memchr(is_ink + x, 255, static_cast<std::size_t>(ink.cols - x));
      if (next == nullptr) break;
      x = static_cast<int>(static_cast<const std::uint8_t*>(next) - is_ink);
      if (is_highest(x)) heights.push_back(here[x]);
    }
  }
  return heights;
}

double wanted_width(double width, const LineScale& scale) {
  if (scale.mode == LineScale::Mode::factor) return width * scale.factor;
  if (width < thinnest_known) return width_for_thinner;
  if (width > thickest_known) return width_for_thicker;
  return width;
}

}  // namespace

double line_width(const cv::Mat& drawing) {
  cv::Mat gray;
  cv::cvtColor(drawing, gray, cv::COLOR_RGB2GRAY);
  cv::Mat ink;
  cv::threshold(gray, ink, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
  if (cv::countNonZero(ink) == static_cast<int>(ink.total())) return 0;
  cv::Mat depth;
  cv::distanceTransform(ink, depth, cv::DIST_L2, cv::DIST_MASK_5);
  std::vector<float> half_widths = ridge_heights(depth, ink);
  if (half_widths.empty()) return 0;
  const auto middle = half_widths.begin() + static_cast<std::ptrdiff_t>(half_widths.size() / 2);
  std::nth_element(half_widths.begin(), middle, half_widths.end());
  // The distance of a middle pixel to the nearest paper pixel is half the width where that is even,
  // half a pixel more where it is odd.
  return 2 * *middle - 0.5;
}

cv::Mat scale_lines(const cv::Mat& drawing, int side, const LineScale& scale) {
  if (scale.mode == LineScale::Mode::none) return drawing;
  const int longest = std::max(drawing.cols, drawing.rows);
  const int block = std::max(1, cvRound(1.0 * longest / (oversampling * side)));
  const cv::Mat shrunk = shrink_darkly(drawing, block);
  const double measured = line_width(shrunk);
  if (measured == 0) return drawing;

  // Taking the darkest of a block widens lines by all but one of its pixels.
  const double unit = static_cast<double>(block) * side / longest;
  const double width = (measured * block - (block - 1)) * side / longest;
  const double wanted = wanted_width(std::max(width, 0.0), scale);
  if (wanted == width || width > thickest_line) return drawing;
  const int change = cvRound(wanted / unit - measured);
  if (change == 0) return shrunk;
  const int reach = std::abs(change) + 1;
  const cv::Mat pen = cv::getStructuringElement(cv::MORPH_ELLIPSE, {reach, reach});
  cv::Mat scaled;
  cv::morphologyEx(shrunk, scaled, change > 0 ? cv::MORPH_ERODE : cv::MORPH_DILATE, pen);
  return scaled;
}

}  // namespace tintflow
