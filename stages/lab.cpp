#include "stages/lab.h"

#include <array>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

/// Linear light of the 256 levels of sRGB.
std::array<float, 256> linear_levels() {
  std::array<float, 256> levels{};
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const double value = static_cast<double>(i) / 255;
    levels[i] = static_cast<float>(value <= 0.04045 ? value / 12.92
                                                    : std::pow((value + 0.055) / 1.055, 2.4));
  }
  return levels;
}

/// Linear sRGB to XYZ, from the primaries of IEC 61966-2-1 and the white of D65 (0.95047, 1,
/// 1.08883).
constexpr float to_xyz[3][3] = {
    {0.4124564F, 0.3575761F, 0.1804375F},
    {0.2126729F, 0.7151522F, 0.0721750F},
    {0.0193339F, 0.1191920F, 0.9503041F},
};

/// The cube root, and below 216/24389 the straight line that continues it.
float compressed(float value) {
  return value > 216.0F / 24389 ? std::cbrt(value) : (24389.0F / 27 * value + 16) / 116;
}

constexpr double degree = std::numbers::pi / 180;

double hue_angle(double a, double b) {
  if (a == 0 && b == 0) return 0;
  const double angle = std::atan2(b, a);
  return angle < 0 ? angle + 2 * std::numbers::pi : angle;
}

/// C^7 / (C^7 + 25^7): how far the chroma is from that of grays.
double saturation_of(double chroma) {
  const double power = std::pow(chroma, 7);
  return power / (power + 6103515625.0);
}

double square(double value) { return value * value; }

}  // namespace

cv::Mat to_lab(const cv::Mat& srgb) {
  static const std::array<float, 256> linear = linear_levels();
  cv::Mat lab(srgb.size(), CV_32FC3);
  for (int y = 0; y < srgb.rows; ++y) {
    const auto* in = srgb.ptr<cv::Vec3b>(y);
    auto* out = lab.ptr<cv::Vec3f>(y);
    for (int x = 0; x < srgb.cols; ++x) {
      // Flat areas are long: most pixels have the color of the one before.
      if (x > 0 && in[x] == in[x - 1]) {
        out[x] = out[x - 1];
        continue;
      }
      const float red = linear[in[x][0]];
      const float green = linear[in[x][1]];
      const float blue = linear[in[x][2]];
      float f[3];
      for (int i = 0; i < 3; ++i) {
        const auto& row = to_xyz[i];
        const float white = row[0] + row[1] + row[2];
        f[i] = compressed((row[0] * red + row[1] * green + row[2] * blue) / white);
      }
      out[x] = {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
    }
  }
  return lab;
}

cv::Mat to_lab_bytes(const cv::Mat& srgb) {
  const auto convert = [](const cv::Mat& rgb) {
    cv::Mat lab;
    cv::cvtColor(rgb, lab, cv::COLOR_RGB2Lab);
    return lab;
  };
  // OpenCV fills its tables at the first call, and twice where two threads are the first.
  static const cv::Mat tables_are_filled = convert(cv::Mat(1, 1, CV_8UC3, cv::Scalar::all(0)));
  return convert(srgb);
}

double chroma(const Lab& color) { return std::hypot(color[1], color[2]); }

double ciede2000(const Lab& one, const Lab& other) {
  constexpr double pi = std::numbers::pi;
  // The formula's own names: primes are written as suffix p, means as prefix mean_.
  const double mean_c = (chroma(one) + chroma(other)) / 2;
  const double g = 0.5 * (1 - std::sqrt(saturation_of(mean_c)));
  const double a1p = (1 + g) * one[1];
  const double a2p = (1 + g) * other[1];
  const double c1p = std::hypot(a1p, one[2]);
  const double c2p = std::hypot(a2p, other[2]);
  const double h1p = hue_angle(a1p, one[2]);
  const double h2p = hue_angle(a2p, other[2]);
  const bool one_is_gray = c1p * c2p == 0;

  double dhp = one_is_gray ? 0 : h2p - h1p;
  if (dhp > pi) dhp -= 2 * pi;
  if (dhp < -pi) dhp += 2 * pi;
  const double delta_l = other[0] - one[0];
  const double delta_c = c2p - c1p;
  const double delta_h = 2 * std::sqrt(c1p * c2p) * std::sin(dhp / 2);

  const double mean_l = (one[0] + other[0]) / 2;
  const double mean_cp = (c1p + c2p) / 2;
  double mean_h = h1p + h2p;
  if (!one_is_gray) {
    if (std::abs(h1p - h2p) > pi) mean_h += mean_h < 2 * pi ? 2 * pi : -2 * pi;
    mean_h /= 2;
  }
  const double t = 1 - 0.17 * std::cos(mean_h - 30 * degree) + 0.24 * std::cos(2 * mean_h) +
                   0.32 * std::cos(3 * mean_h + 6 * degree) -
                   0.20 * std::cos(4 * mean_h - 63 * degree);
  const double delta_theta = 30 * degree * std::exp(-square((mean_h / degree - 275) / 25));
  const double r_c = 2 * std::sqrt(saturation_of(mean_cp));
  const double s_l = 1 + 0.015 * square(mean_l - 50) / std::sqrt(20 + square(mean_l - 50));
  const double s_c = 1 + 0.045 * mean_cp;
  const double s_h = 1 + 0.015 * mean_cp * t;
  const double r_t = -std::sin(2 * delta_theta) * r_c;
  return std::sqrt(square(delta_l / s_l) + square(delta_c / s_c) + square(delta_h / s_h) +
                   r_t * (delta_c / s_c) * (delta_h / s_h));
}

}  // namespace tintflow
