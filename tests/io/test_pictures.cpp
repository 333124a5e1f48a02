#include "tests/io/test_pictures.h"

#include <cmath>
#include <stdexcept>
#include <string>

namespace tintflow {

cv::Mat colorful(cv::Size size, int type) {
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

cv::Mat flat(cv::Size size, cv::Vec3b color) {
  return cv::Mat(size, CV_8UC3, cv::Scalar(color[0], color[1], color[2]));
}

double difference(const cv::Mat& a, const cv::Mat& b) {
  if (a.size() != b.size() || a.type() != b.type()) return INFINITY;
  return a.empty() ? 0 : cv::norm(a, b, cv::NORM_INF);
}

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

Bytes bytes_of(std::initializer_list<std::uint8_t> values) { return values; }

Bytes zeros(std::size_t count) { return Bytes(count); }

Bytes little_endian(std::uint32_t value, int size) {
  Bytes result;
  for (int i = 0; i < size; ++i) result.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  return result;
}

Bytes operator+(Bytes left, const Bytes& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

std::size_t position_of(const Bytes& whole, std::string_view part) {
  const std::string_view text(reinterpret_cast<const char*>(whole.data()), whole.size());
  const std::size_t position = text.rfind(part);
  if (position == std::string_view::npos) throw std::out_of_range(std::string(part));
  return position;
}

}  // namespace tintflow
