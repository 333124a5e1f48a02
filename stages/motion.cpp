#include "stages/motion.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>

namespace tintflow {
namespace {

/// Pixels of a side below which DIS does not work.
constexpr int kSmallest = 16;

/// Lines are thin, so their slopes are widened for the search of gradients.
cv::Mat widened(const cv::Mat& drawing) {
  cv::Mat gray;
  cv::cvtColor(drawing, gray, cv::COLOR_RGB2GRAY);
  cv::GaussianBlur(gray, gray, {}, 1.5);
  return gray;
}

/// Steps to the pixels that they lead to.
cv::Mat ends_of(const cv::Mat& steps) {
  cv::Mat ends(steps.size(), CV_32FC2);
  for (int y = 0; y < steps.rows; ++y) {
    for (int x = 0; x < steps.cols; ++x) {
      ends.at<cv::Vec2f>(y, x) =
          steps.at<cv::Vec2f>(y, x) + cv::Vec2f(static_cast<float>(x), static_cast<float>(y));
    }
  }
  return ends;
}

cv::Mat moved(const cv::Mat& picture, const cv::Mat& from) {
  cv::Mat result;
  cv::remap(picture, result, from, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  return result;
}

}  // namespace

Motion find_motion(const cv::Mat& before, const cv::Mat& now) {
  if (std::min(now.cols, now.rows) < kSmallest) {
    return {.from = ends_of(cv::Mat::zeros(now.size(), CV_32FC2)),
            .trusted = cv::Mat(now.size(), CV_8UC1, cv::Scalar(255))};
  }
  const cv::Mat old_lines = widened(before);
  const cv::Mat lines = widened(now);
  const auto flow = cv::DISOpticalFlow::create(cv::DISOpticalFlow::PRESET_FAST);
  cv::Mat backward;
  cv::Mat forward;
  flow->calc(lines, old_lines, backward);
  flow->calc(old_lines, lines, forward);
  Motion motion{.from = ends_of(backward), .trusted = {}};
  const cv::Mat error = moved(forward, motion.from) + backward;
  motion.trusted.create(error.size(), CV_8UC1);
  for (int y = 0; y < error.rows; ++y) {
    for (int x = 0; x < error.cols; ++x) {
      const auto step = error.at<cv::Vec2f>(y, x);
      motion.trusted.at<unsigned char>(y, x) = step.dot(step) <= 1 ? 255 : 0;
    }
  }
  return motion;
}

cv::Mat follow(const cv::Mat& before, const Motion& motion) { return moved(before, motion.from); }

}  // namespace tintflow
