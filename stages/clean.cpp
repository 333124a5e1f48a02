#include "stages/clean.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "stages/paper.h"
#include "stages/pixel_depth.h"

namespace tintflow {
namespace {

/// Part of bare paper below which the estimate has nothing to stand on.
constexpr double smallest_paper_share = 0.05;

/// Output levels by brightness relative to the paper, 0..1 in equal steps. White from `white` on;
/// what is darker than a quarter less is untouched, so that strokes are not hardened; between the
/// two a cubic that meets both without a kink.
template <class Channel>
std::vector<Channel> soft_levels(double white, double full, std::size_t steps) {
  const double knee = white - 0.25;
  std::vector<Channel> levels(steps);
  for (std::size_t i = 0; i < steps; ++i) {
    double level = static_cast<double>(i) / static_cast<double>(steps - 1);
    if (level >= white) {
      level = 1;
    } else if (level > knee) {
      const double width = white - knee;
      const double t = (level - knee) / width;
      level = knee + width * t * (t - 1) * (t - 1) + (1 - knee) * t * t * (3 - 2 * t);
    }
    levels[i] = cv::saturate_cast<Channel>(level * full);
  }
  return levels;
}

/// One row of `map` at height `y` of `size`, stretched to its width: bilinear, pixel centers
/// aligned.
void stretch_row(const cv::Mat& map, int y, cv::Size size, cv::Mat& row) {
  const float center = (static_cast<float>(y) + 0.5F) * static_cast<float>(map.rows) /
                           static_cast<float>(size.height) -
                       0.5F;
  const int above = std::clamp(cvFloor(center), 0, map.rows - 1);
  const int below = std::min(above + 1, map.rows - 1);
  const double share = std::clamp(center - static_cast<float>(above), 0.0F, 1.0F);
  cv::Mat mixed;
  cv::addWeighted(map.row(above), 1 - share, map.row(below), share, 0, mixed);
  cv::resize(mixed, row, {size.width, 1}, 0, 0, cv::INTER_LINEAR);
}

template <class Channel>
cv::Mat divide_by_paper(const cv::Mat& pixels, const PaperEstimate& paper) {
  const double full = full_scale(pixels);
  const double white = std::clamp(1 - 3 * paper.noise, 0.8, 0.985);
  constexpr int last_step = sizeof(Channel) == 1 ? 4095 : 65535;
  const auto levels = soft_levels<Channel>(white, full, last_step + 1);

  cv::Mat gain;
  cv::divide(last_step / full, cv::max(paper.color, 0.02), gain);
  cv::Mat gain_row;
  cv::Mat cleaned(pixels.size(), pixels.type());
  for (int y = 0; y < pixels.rows; ++y) {
    stretch_row(gain, y, pixels.size(), gain_row);
    const auto* in = pixels.ptr<Channel>(y);
    const auto* factor = gain_row.ptr<float>();
    auto* out = cleaned.ptr<Channel>(y);
    for (int x = 0; x < 3 * pixels.cols; ++x) {
      const float step = static_cast<float>(in[x]) * factor[x] + 0.5F;
      out[x] = levels[static_cast<std::size_t>(std::min(step, static_cast<float>(last_step)))];
    }
  }
  return cleaned;
}

/// Enough pixels of a large picture to tell whether its paper needs cleaning.
cv::Mat thinned(const cv::Mat& pixels) {
  constexpr double side = 1024;
  const double scale = side / std::max(pixels.rows, pixels.cols);
  if (scale >= 1) return pixels;
  cv::Mat few;
  cv::resize(pixels, few, {}, scale, scale, cv::INTER_NEAREST);
  return few;
}

}  // namespace

Expected<Artwork> Clean::operator()(const Artwork& artwork) const {
  const cv::Mat& pixels = artwork.drawing.pixels;
  if (has_white_paper(pixels)) return artwork;
  Artwork cleaned = artwork;
  auto& notices = cleaned.drawing.metadata.notices;
  if (mode == Mode::none) {
    if (is_gray_or_uneven(estimate_paper(thinned(pixels)))) {
      notices.emplace_back("the paper is gray or unevenly lit: --clean auto would flatten it");
    }
    return cleaned;
  }
  const PaperEstimate paper = estimate_paper(pixels);
  if (paper.share < smallest_paper_share) {
    notices.emplace_back("no bare paper was found, so the drawing was not cleaned");
    return cleaned;
  }
  cleaned.drawing.pixels = pixels.depth() == CV_16U ? divide_by_paper<std::uint16_t>(pixels, paper)
                                                    : divide_by_paper<std::uint8_t>(pixels, paper);
  return cleaned;
}

}  // namespace tintflow
