#include "io/orientation.h"

#include <utility>

namespace tintflow {
namespace {

cv::Mat upright(const cv::Mat& stored, Orientation orientation) {
  if (stored.empty() || orientation == 1) return stored;
  cv::Mat result = stored;
  if (orientation >= 5) cv::transpose(stored, result);
  constexpr int both = -1, rows = 0, columns = 1;
  cv::Mat flipped;
  switch (orientation) {
    case 2:
      cv::flip(result, flipped, columns);
      return flipped;
    case 3:
      cv::flip(result, flipped, both);
      return flipped;
    case 4:
      cv::flip(result, flipped, rows);
      return flipped;
    case 6:
      cv::flip(result, flipped, columns);
      return flipped;
    case 7:
      cv::flip(result, flipped, both);
      return flipped;
    case 8:
      cv::flip(result, flipped, rows);
      return flipped;
    default:
      return result;
  }
}

}  // namespace

cv::Size upright_size(cv::Size stored, Orientation orientation) {
  return orientation >= 5 ? cv::Size(stored.height, stored.width) : stored;
}

Picture turn_upright(const Picture& stored, Orientation orientation) {
  Picture result{upright(stored.pixels, orientation), upright(stored.alpha, orientation),
                 stored.metadata};
  if (orientation >= 5)
    std::swap(result.metadata.resolution.width, result.metadata.resolution.height);
  return result;
}

}  // namespace tintflow
