#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <opencv2/core.hpp>

#include "io/frame.h"

namespace tintflow {

/// A picture of any type in which every sample differs from its neighbors; deep ones use low bits.
inline cv::Mat colorful(cv::Size size, int type) {
  cv::Mat picture(size, type);
  const int samples = picture.cols * picture.channels();
  for (int y = 0; y < picture.rows; ++y) {
    for (int i = 0; i < samples; ++i) {
      const int value = 7919 * (i + 1) + 104729 * y;
      if (picture.depth() == CV_8U) {
        picture.ptr<std::uint8_t>(y)[i] = static_cast<std::uint8_t>(value % 251);
      } else {
        picture.ptr<std::uint16_t>(y)[i] = static_cast<std::uint16_t>(value % 65521);
      }
    }
  }
  return picture;
}

/// A picture of one color.
inline cv::Mat flat(cv::Size size, cv::Vec3b color) {
  return cv::Mat(size, CV_8UC3, cv::Scalar(color[0], color[1], color[2]));
}

/// Largest difference of two samples; infinite where size or type differ.
inline double difference(const cv::Mat& a, const cv::Mat& b) {
  if (a.size() != b.size() || a.type() != b.type()) return INFINITY;
  return a.empty() ? 0 : cv::norm(a, b, cv::NORM_INF);
}

inline Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

/// Bytes from their values, for files written by hand.
template <class... Values>
Bytes bytes(Values... values) {
  return {static_cast<std::uint8_t>(values)...};
}

inline Bytes operator+(Bytes left, const Bytes& right) {
  for (const std::uint8_t byte : right) left.push_back(byte);
  return left;
}

/// The last position of `part` in `whole`; fails the test where there is none.
inline std::size_t position_of(const Bytes& whole, std::string_view part) {
  const std::string_view text(reinterpret_cast<const char*>(whole.data()), whole.size());
  const std::size_t position = text.rfind(part);
  EXPECT_NE(position, std::string_view::npos) << part;
  return position;
}

}  // namespace tintflow
