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

/// Rows and columns that add up to one pixel. Each is rounded down by less than a 256th of a level,
/// all together by less than the half up to which they are rounded in the end.
constexpr int kMostAddends = 128;

/// What the output pixels along one side take of the input's: each of equally many.
struct Footprints {
  /// Input pixels that an output pixel takes of.
  int width = 0;
  /// The first of these for each output pixel.
  std::vector<int> first;
  /// `width` shares of 65536 for each output pixel, some of them zero; 65535 stands for all.
  std::vector<std::uint16_t> shares;
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
      result.shares.push_back(static_cast<std::uint16_t>(std::min(upto - given, 65535U)));
      given = upto;
    }
  }
  return result;
}

/// Adds a share of a row of 8-bit samples to a row of sums, which hold 8 bits behind the point.
/// Factors of 16 bits, and their product by itself, let compilers see the instruction that gives
/// its upper half.
TINTFLOW_VECTORIZED
void add_row(const std::uint8_t* row, std::uint16_t share, std::uint16_t* sums,
             std::size_t samples) {
  for (std::size_t i = 0; i < samples; ++i) {
    const auto sample = static_cast<std::uint16_t>(row[i] << 8);
    const auto part = static_cast<std::uint16_t>((std::uint32_t{sample} * share) >> 16);
    sums[i] = static_cast<std::uint16_t>(sums[i] + part);
  }
}

/// Output pixels that are computed at once, and samples of one in a vector.
constexpr std::ptrdiff_t kPixels = 2;
constexpr std::ptrdiff_t kSamples = 4;

/// The shares as `shrink_row` takes them: for each two output pixels and each of their input
/// pixels, four times the first one's share and four times the second one's.
std::vector<std::uint16_t> spread(const Footprints& columns) {
  const int count = static_cast<int>(columns.first.size());
  std::vector<std::uint16_t> spread;
  for (int pixel = 0; pixel < count; pixel += kPixels) {
    for (int i = 0; i < columns.width; ++i) {
      for (const int one : {pixel, std::min(pixel + 1, count - 1)}) {
        const std::ptrdiff_t share = std::ptrdiff_t{one} * columns.width + i;
        spread.insert(spread.end(), kSamples, columns.shares[share]);
      }
    }
  }
  return spread;
}

/// Weighted sums of the row's pixels, without the 8 bits behind their point. `row` has one sample
/// more than its pixels: four are taken at once, and the fourth does not count.
void shrink_row(const std::uint16_t* row, const Footprints& columns, const std::uint16_t* shares,
                std::uint8_t* out) {
  const int count = static_cast<int>(columns.first.size());
  for (int pixel = 0; pixel < count; pixel += kPixels) {
    const std::uint16_t* one = row + std::ptrdiff_t{3} * columns.first[pixel];
    const std::uint16_t* other =
        row + std::ptrdiff_t{3} * columns.first[std::min(pixel + 1, count - 1)];
    cv::v_uint16x8 sum = cv::v_setall_u16(128);
    for (int i = 0; i < columns.width; ++i, one += 3, other += 3, shares += kPixels * kSamples) {
      sum += cv::v_mul_hi(cv::v_load_halves(one, other), cv::v_load(shares));
    }
    const std::uint64_t pixels =
        cv::v_reinterpret_as_u64(cv::v_pack(cv::v_shr<8>(sum), cv::v_setzero_u16())).get0();
    for (int c = 0; c < 3; ++c) *out++ = static_cast<std::uint8_t>(pixels >> (8 * c));
    if (pixel + 1 == count) break;
    for (int c = kSamples; c < kSamples + 3; ++c) {
      *out++ = static_cast<std::uint8_t>(pixels >> (8 * c));
    }
  }
}

}  // namespace

cv::Mat shrink(const cv::Mat& picture, cv::Size size) {
  assert(size.width <= picture.cols && size.height <= picture.rows);
  cv::Mat shrunk(size, picture.type());
  const auto by_opencv = [&] {
    cv::resize(picture, shrunk, size, 0, 0, cv::INTER_AREA);
    return shrunk;
  };
  const bool by_whole_numbers = picture.cols % size.width == 0 && picture.rows % size.height == 0;
  if (by_whole_numbers || picture.type() != CV_8UC3) return by_opencv();
  const Footprints columns = footprints(picture.cols, size.width);
  const Footprints rows = footprints(picture.rows, size.height);
  if (columns.width + rows.width > kMostAddends) return by_opencv();
  const std::vector<std::uint16_t> shares = spread(columns);
  std::vector<std::uint16_t> sums(static_cast<std::size_t>(picture.cols) * 3 + 1);
  const std::size_t samples = sums.size() - 1;
  const std::uint16_t* share = rows.shares.data();
  for (int y = 0; y < size.height; ++y) {
    std::fill(sums.begin(), sums.end(), std::uint16_t{0});
    for (int i = 0; i < rows.width; ++i, ++share) {
      if (*share > 0) add_row(picture.ptr(rows.first[y] + i), *share, sums.data(), samples);
    }
    shrink_row(sums.data(), columns, shares.data(), shrunk.ptr(y));
  }
  return shrunk;
}

}  // namespace tintflow
