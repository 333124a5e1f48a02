#include "stages/shrink.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>

#include "io/vectorized.h"

namespace tintflow {
namespace {

/// Rows that add up to one. Each is rounded down by less than a 256th of a level.
constexpr int kMostRows = 64;

/// What the output pixels along one side take of the input's: each of equally many.
struct Footprints {
  /// Input pixels that an output pixel takes of.
  int width = 0;
  /// The first of these for each output pixel.
  std::vector<int> first;
  /// `width` shares for each output pixel, some of them zero; together they are 65536.
  std::vector<std::uint32_t> shares;
};

Footprints footprints(int from, int to) {
  const double scale = static_cast<double>(from) / to;
  Footprints result;
  result.width = std::min(from, static_cast<int>(std::ceil(scale)) + 1);
  for (int i = 0; i < to; ++i) {
    const double start = i * scale;
    // Not so far to the right that it would end outside.
    const int first = std::min(static_cast<int>(start), from - result.width);
    result.first.push_back(first);
    std::uint32_t given = 0;
    for (int pixel = first; pixel < first + result.width; ++pixel) {
      const double covered = std::clamp((pixel + 1 - start) / scale, 0.0, 1.0);
      const bool is_last = pixel + 1 == first + result.width;
      const auto upto = is_last ? 65536U : static_cast<std::uint32_t>(std::lround(65536 * covered));
      result.shares.push_back(upto - given);
      given = upto;
    }
  }
  return result;
}

/// Adds a share of a row of 8-bit samples to a row of sums, which hold 8 bits behind the point.
TINTFLOW_VECTORIZED
void add_row(const std::uint8_t* row, std::uint32_t share, std::uint16_t* sums,
             std::size_t samples) {
  const auto factor = static_cast<std::uint16_t>(std::min<std::uint32_t>(share, 65535));
  for (std::size_t i = 0; i < samples; ++i) {
    const auto sample = static_cast<std::uint16_t>(row[i] << 8);
    sums[i] = static_cast<std::uint16_t>(sums[i] + ((std::uint32_t{sample} * factor) >> 16));
  }
}

/// Weighted sums of the row's pixels. `weights` are the columns' shares over 65536 and over the 256
/// by which the row's samples are too large. `row` has one sample more than its pixels: four are
/// taken at once, so that a pixel fills a vector register, and the fourth does not count.
void shrink_row(const std::uint16_t* row, const Footprints& columns, const float* weights,
                std::uint8_t* out) {
  for (const int first : columns.first) {
    const std::uint16_t* in = row + std::ptrdiff_t{3} * first;
    cv::v_float32x4 sum = cv::v_setzero_f32();
    for (int i = 0; i < columns.width; ++i, ++weights, in += 3) {
      const cv::v_int32x4 samples = cv::v_reinterpret_as_s32(cv::v_load_expand(in));
      sum = cv::v_muladd(cv::v_cvt_f32(samples), cv::v_setall_f32(*weights), sum);
    }
    const cv::v_int16x8 rounded = cv::v_pack(cv::v_round(sum), cv::v_setzero_s32());
    const std::uint32_t pixel =
        cv::v_reinterpret_as_u32(cv::v_pack_u(rounded, cv::v_setzero_s16())).get0();
    for (int c = 0; c < 3; ++c) *out++ = static_cast<std::uint8_t>(pixel >> (8 * c));
  }
}

}  // namespace

cv::Mat shrink(const cv::Mat& picture, cv::Size size) {
  assert(size.width <= picture.cols && size.height <= picture.rows);
  cv::Mat shrunk(size, picture.type());
  const bool by_whole_numbers = picture.cols % size.width == 0 && picture.rows % size.height == 0;
  const bool rounds_too_often = picture.rows / size.height > kMostRows;
  if (by_whole_numbers || rounds_too_often || picture.type() != CV_8UC3) {
    cv::resize(picture, shrunk, size, 0, 0, cv::INTER_AREA);
    return shrunk;
  }
  const Footprints columns = footprints(picture.cols, size.width);
  std::vector<float> weights(columns.shares.begin(), columns.shares.end());
  for (float& weight : weights) weight /= 65536 * 256;
  const Footprints rows = footprints(picture.rows, size.height);
  std::vector<std::uint16_t> sums(static_cast<std::size_t>(picture.cols) * 3 + 1);
  const std::size_t samples = sums.size() - 1;
  const std::uint32_t* share = rows.shares.data();
  for (int y = 0; y < size.height; ++y) {
    std::fill(sums.begin(), sums.end(), std::uint16_t{0});
    for (int i = 0; i < rows.width; ++i, ++share) {
      if (*share > 0) add_row(picture.ptr(rows.first[y] + i), *share, sums.data(), samples);
    }
    shrink_row(sums.data(), columns, weights.data(), shrunk.ptr(y));
  }
  return shrunk;
}

}  // namespace tintflow
