#include "stages/trivial_answers.h"

#include <opencv2/imgproc.hpp>

namespace tintflow {

cv::Mat figure_mask(const cv::Mat& drawing) {
  cv::Mat gray;
  cv::cvtColor(drawing, gray, cv::COLOR_RGB2GRAY);
  // A frame of paper joins all paper at the border, so that one fill reaches it.
  cv::Mat framed;
  cv::copyMakeBorder(gray >= 224, framed, 1, 1, 1, 1, cv::BORDER_CONSTANT, 255);
  constexpr int reached = 128;
  cv::floodFill(framed, {0, 0}, reached);
  return framed(cv::Rect({1, 1}, drawing.size())) != reached;
}

cv::Mat fill_figure(const cv::Mat& drawing, const cv::Scalar& color) {
  cv::Mat filled(drawing.size(), CV_8UC3, cv::Scalar::all(255));
  filled.setTo(color, figure_mask(drawing));
  cv::multiply(filled, drawing, filled, 1 / 255.0);
  return filled;
}

}  // namespace tintflow
