#include "stages/color_metrics.h"

#include <cmath>

#include <opencv2/imgproc.hpp>

#include "stages/closed_regions.h"

namespace tintflow {

cv::Mat paper_mask(const cv::Mat& picture) {
  cv::Mat paper;
  cv::inRange(picture, cv::Scalar::all(250), cv::Scalar::all(255), paper);
  return paper;
}

cv::Mat painted_mask(const cv::Mat& drawing, const cv::Mat& truth) {
  return between_lines(drawing) & ~paper_mask(truth);
}

cv::Mat paper_beside_mask(const cv::Mat& drawing, const cv::Mat& truth, int reach) {
  const cv::Mat paper = paper_mask(truth);
  cv::Mat near_figure;
  cv::dilate(~paper, near_figure,
             cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * reach + 1, 2 * reach + 1}));
  return between_lines(drawing) & paper & near_figure;
}

double colorfulness(const cv::Mat& picture) {
  // Opponent colors: red against green, yellow against blue.
  const cv::Matx23f opponents(1, -1, 0, 0.5, 0.5, -1);
  cv::Mat values;
  picture.convertTo(values, CV_32F);
  cv::transform(values, values, opponents);
  cv::Scalar mean;
  cv::Scalar deviation;
  cv::meanStdDev(values, mean, deviation);
  return std::hypot(deviation[0], deviation[1]) + 0.3 * std::hypot(mean[0], mean[1]);
}

}  // namespace tintflow
