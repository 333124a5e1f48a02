#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include <opencv2/core.hpp>

#include "io/frame.h"

namespace tintflow {

/// A picture of any type in which every sample differs from its neighbors; deep ones use low bits.
cv::Mat colorful(cv::Size size, int type);

/// A picture of one color.
cv::Mat flat(cv::Size size, cv::Vec3b color);

/// Largest difference of two samples; infinite where size or type differ.
double difference(const cv::Mat& a, const cv::Mat& b);

/// Files written by hand: the bytes of a text, of numbers, and zeros, put one behind another by
/// `+`.
Bytes bytes_of(std::string_view text);
Bytes bytes_of(std::initializer_list<std::uint8_t> values);
Bytes zeros(std::size_t count);
Bytes little_endian(std::uint32_t value, int size);
Bytes operator+(Bytes left, const Bytes& right);

template <class... Values>
Bytes bytes(Values... values) {
  return bytes_of({static_cast<std::uint8_t>(values)...});
}

/// The last position of `part` in `whole`; throws where there is none.
std::size_t position_of(const Bytes& whole, std::string_view part);

}  // namespace tintflow
