#include "models/color_likeness.h"

#include <algorithm>
#include <cmath>

#include "stages/color_metrics.h"
#include "stages/lab.h"

namespace tintflow {

std::vector<float> color_likeness(std::span<const float> palette, double bandwidth) {
  constexpr float least = 1e-4F;
  const auto count = static_cast<int>(palette.size() / 3);
  cv::Mat srgb(1, count, CV_8UC3);
  for (int i = 0; i < 3 * count; ++i) {
    srgb.ptr()[i] =
        cv::saturate_cast<std::uint8_t>((palette[static_cast<std::size_t>(i)] + 1) * 127.5F);
  }
  const cv::Mat lab = to_lab(srgb);
  const cv::Mat paper = paper_mask(srgb);
  std::vector<float> likeness;
  for (int one = 0; one < count; ++one) {
    for (int other = 0; other < count; ++other) {
      const bool is_paper = paper.at<std::uint8_t>(one) > 0 || paper.at<std::uint8_t>(other) > 0;
      if (one != other && is_paper) {
        likeness.push_back(least);
        continue;
      }
      const double difference =
          ciede2000(Lab(lab.at<cv::Vec3f>(one)), Lab(lab.at<cv::Vec3f>(other))) / bandwidth;
      likeness.push_back(std::max(least, static_cast<float>(std::exp(-difference * difference))));
    }
  }
  return likeness;
}

torch::Tensor like_color_counts(const torch::Tensor& chances, const torch::Tensor& likeness) {
  const torch::Tensor density = torch::matmul(chances, likeness);
  // Not less than 0.01: powers of less are denormal numbers, and count for nothing.
  const torch::Tensor height = (density / density.amax(-1, /*keepdim=*/true)).clamp_min(0.01);
  return torch::matmul(height.pow(16) / density, likeness);
}

}  // namespace tintflow
