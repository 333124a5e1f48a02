#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// The picture with Gaussian noise in each channel, `deviation` relative to full intensity.
inline cv::Mat add_noise(const cv::Mat& picture, double deviation) {
  cv::Mat noise(picture.size(), CV_32FC3);
  cv::RNG(1).fill(noise, cv::RNG::NORMAL, 0, 255 * deviation);
  cv::Mat noisy;
  cv::add(picture, noise, noisy, {}, CV_8U);
  return noisy;
}

/// How bright a light from the left makes paper at column `x`: from 0.9 down to 0.6.
inline double light_at(int x, int width) { return 0.9 - 0.3 * x / width; }

/// Yellowish paper under that light, CV_8UC3.
inline cv::Mat photographed_paper(cv::Size size, double noise) {
  cv::Mat paper(size, CV_8UC3);
  for (int x = 0; x < size.width; ++x) {
    paper.col(x).setTo(cv::Scalar(255, 240, 215) * light_at(x, size.width));
  }
  return add_noise(paper, noise);
}

}  // namespace tintflow
