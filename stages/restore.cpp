#include "stages/restore.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <opencv2/imgproc.hpp>

#include "stages/pixel_depth.h"

namespace tintflow {
namespace {

cv::Mat scaled(const cv::Mat& picture, cv::Size size) {
  if (picture.empty() || picture.size() == size) return picture;
  const bool shrinks = size.width < picture.cols && size.height < picture.rows;
  cv::Mat resized;
  cv::resize(picture, resized, size, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
  return resized;
}

/// Per channel product, full intensity being 1; the result is as deep as the drawing.
cv::Mat multiply_ink(const cv::Mat& color, const cv::Mat& drawing) {
  const double color_unit = full_scale(drawing) / full_scale(color);
  cv::Mat inked;
  cv::multiply(color, drawing, inked, color_unit / full_scale(drawing), drawing.depth());
  return inked;
}

cv::Size output_size(const Restore& restore, const Letterbox& box) {
  switch (restore.output) {
    case Restore::Size::source:
      return box.source;
    case Restore::Size::model:
      return box.inside.size();
    case Restore::Size::fixed:
      return restore.size;
  }
  return box.source;
}

}  // namespace

cv::Mat fill_under_ink(const cv::Mat& color, const cv::Mat& drawing) {
  // Normalized convolution (Knutsson and Westin, 1993): a weighted mean around each pixel, in which
  // ink counts for next to nothing. The window spans lines of up to 8 pixels of the network's
  // square.
  constexpr int window = 9;
  cv::Mat certainty_by_level(1, 256, CV_32F);
  for (int level = 0; level < 256; ++level) {
    certainty_by_level.at<float>(level) = std::max(1e-3F, std::pow(level / 255.0F, 12.0F));
  }
  cv::Mat grey;
  cv::cvtColor(drawing, grey, cv::COLOR_RGB2GRAY);
  cv::Mat certainty;
  cv::LUT(grey, certainty_by_level, certainty);

  cv::Mat sum(color.size(), CV_32FC3);
  for (int y = 0; y < color.rows; ++y) {
    const auto* pixel = color.ptr<std::uint8_t>(y);
    const auto* weight = certainty.ptr<float>(y);
    auto* out = sum.ptr<float>(y);
    for (int x = 0; x < color.cols; ++x) {
      for (int c = 0; c < 3; ++c) out[3 * x + c] = weight[x] * static_cast<float>(pixel[3 * x + c]);
    }
  }
  cv::Mat total;
  cv::blur(sum, sum, {window, window});
  cv::blur(certainty, total, {window, window});

  cv::Mat filled(color.size(), CV_8UC3);
  for (int y = 0; y < color.rows; ++y) {
    const auto* pixel = color.ptr<std::uint8_t>(y);
    const auto* weight = certainty.ptr<float>(y);
    const auto* around = sum.ptr<float>(y);
    const auto* mass = total.ptr<float>(y);
    auto* out = filled.ptr<std::uint8_t>(y);
    for (int x = 0; x < color.cols; ++x) {
      const float share = (1 - weight[x]) / mass[x];
      for (int c = 3 * x; c < 3 * x + 3; ++c) {
        const float value = weight[x] * static_cast<float>(pixel[c]) + share * around[c];
        out[c] = cv::saturate_cast<std::uint8_t>(value);
      }
    }
  }
  return filled;
}

Expected<Frame> Restore::operator()(const Colored& colored) const {
  const Sample& sample = colored.sample;
  const cv::Rect inside = sample.letterbox.inside;
  const cv::Size target = output_size(*this, sample.letterbox);

  Frame frame{sample.id, {}};
  frame.picture.metadata = sample.drawing.metadata;
  frame.picture.alpha = scaled(sample.drawing.alpha, target);
  if (lines == Lines::model) {
    frame.picture.pixels = scaled(colored.color(inside), target);
    if (!frame.picture.alpha.empty()) {
      frame.picture.alpha = to_8_bit(frame.picture.alpha);
    }
    return frame;
  }
  const cv::Mat fill = fill_under_ink(colored.color(inside), sample.input(inside));
  frame.picture.pixels = multiply_ink(scaled(fill, target), scaled(sample.drawing.pixels, target));
  return frame;
}

}  // namespace tintflow
