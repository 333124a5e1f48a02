#include "stages/same_shape.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace tintflow {

bool have_same_shape(cv::Size one, cv::Size other) {
  const std::int64_t difference =
      std::int64_t{one.width} * other.height - std::int64_t{one.height} * other.width;
  return std::abs(difference) <= std::max(other.width, other.height);
}

std::string to_text(cv::Size size) {
  return std::to_string(size.width) + " x " + std::to_string(size.height);
}

}  // namespace tintflow
