#include "io/png_filters.h"

#include <cassert>
#include <cstdint>
#include <vector>

#include <opencv2/core/hal/intrin.hpp>

namespace tintflow {
namespace {

enum Filter : std::uint8_t { none, sub, up, average, paeth };

/// A pixel needs the one to the left of it, so a vector holds the samples of one pixel, in its
/// first lanes. Bytes are put together by shifts, since a vector of which parts were stored waits
/// for them.
template <int channels>
cv::v_uint8x16 load(const std::uint8_t* samples) {
  std::uint32_t pixel = 0;
  for (int i = 0; i < channels; ++i) pixel |= std::uint32_t{samples[i]} << (8 * i);
  return cv::v_reinterpret_as_u8(cv::v_uint32x4(pixel, 0, 0, 0));
}

template <int channels>
void store(cv::v_uint8x16 samples, std::uint8_t* to) {
  const std::uint32_t pixel = cv::v_reinterpret_as_u32(samples).get0();
  for (int i = 0; i < channels; ++i) to[i] = static_cast<std::uint8_t>(pixel >> (8 * i));
}

cv::v_int16x8 widened(cv::v_uint8x16 samples) {
  return cv::v_reinterpret_as_s16(cv::v_expand_low(samples));
}

/// Of three pixels, by channel, the one nearest to left + above - corner.
cv::v_int16x8 nearest(cv::v_int16x8 left, cv::v_int16x8 above, cv::v_int16x8 corner) {
  const cv::v_int16x8 down = above - corner;
  const cv::v_int16x8 right = left - corner;
  const cv::v_int16x8 from_left = cv::v_max(down, cv::v_setzero_s16() - down);
  const cv::v_int16x8 from_above = cv::v_max(right, cv::v_setzero_s16() - right);
  const cv::v_int16x8 from_both = down + right;
  const cv::v_int16x8 from_corner = cv::v_max(from_both, cv::v_setzero_s16() - from_both);
  const cv::v_int16x8 least = cv::v_min(cv::v_min(from_left, from_above), from_corner);
  return cv::v_select(least == from_left, left, cv::v_select(least == from_above, above, corner));
}

template <int channels>
void undo_sub(std::uint8_t* row, std::size_t size) {
  cv::v_uint8x16 left = cv::v_setzero_u8();
  for (std::size_t i = 0; i < size; i += channels) {
    left = cv::v_add_wrap(left, load<channels>(row + i));
    store<channels>(left, row + i);
  }
}

void undo_up(std::uint8_t* row, const std::uint8_t* above, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) row[i] = static_cast<std::uint8_t>(row[i] + above[i]);
}

template <int channels>
void undo_average(std::uint8_t* row, const std::uint8_t* above, std::size_t size) {
  cv::v_uint8x16 left = cv::v_setzero_u8();
  for (std::size_t i = 0; i < size; i += channels) {
    const cv::v_int16x8 mean = (widened(left) + widened(load<channels>(above + i))) >> 1;
    left = cv::v_add_wrap(load<channels>(row + i), cv::v_pack_u(mean, mean));
    store<channels>(left, row + i);
  }
}

template <int channels>
void undo_paeth(std::uint8_t* row, const std::uint8_t* above, std::size_t size) {
  const cv::v_int16x8 low_byte = cv::v_setall_s16(0xFF);
  cv::v_int16x8 left = cv::v_setzero_s16();
  cv::v_int16x8 corner = cv::v_setzero_s16();
  for (std::size_t i = 0; i < size; i += channels) {
    const cv::v_int16x8 up = widened(load<channels>(above + i));
    left = (nearest(left, up, corner) + widened(load<channels>(row + i))) & low_byte;
    corner = up;
    store<channels>(cv::v_pack_u(left, left), row + i);
  }
}

template <int channels>
bool undo_filters(cv::Mat& rows) {
  const auto size = static_cast<std::size_t>(rows.cols) - 1;
  const std::vector<std::uint8_t> zeros(size);
  const std::uint8_t* above = zeros.data();
  for (int y = 0; y < rows.rows; ++y) {
    std::uint8_t* const row = rows.ptr(y) + 1;
    switch (row[-1]) {
      case none:
        break;
      case sub:
        undo_sub<channels>(row, size);
        break;
      case up:
        undo_up(row, above, size);
        break;
      case average:
        undo_average<channels>(row, above, size);
        break;
      case paeth:
        undo_paeth<channels>(row, above, size);
        break;
      default:
        return false;
    }
    above = row;
  }
  return true;
}

}  // namespace

bool undo_png_filters(cv::Mat& rows, int channels) {
  assert(rows.type() == CV_8UC1 && (rows.cols - 1) % channels == 0);
  switch (channels) {
    case 1:
      return undo_filters<1>(rows);
    case 2:
      return undo_filters<2>(rows);
    case 3:
      return undo_filters<3>(rows);
    default:
      assert(channels == 4);
      return undo_filters<4>(rows);
  }
}

}  // namespace tintflow
