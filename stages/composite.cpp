#include "stages/composite.h"

#include <cstdint>

#include "stages/pixel_depth.h"

namespace tintflow {
namespace {

/// Rounded `over * a + under * (1 - a)` for each channel of straight alpha.
template <class Channel>
cv::Mat lay_on(const Picture& drawing, const cv::Scalar& background) {
  const auto full = static_cast<std::uint64_t>(full_scale(drawing.pixels));
  std::uint64_t paper[3];
  for (int c = 0; c < 3; ++c) paper[c] = static_cast<std::uint64_t>(background[c] / 255.0 * full);

  cv::Mat flat(drawing.pixels.size(), drawing.pixels.type());
  for (int y = 0; y < flat.rows; ++y) {
    const auto* over = drawing.pixels.ptr<Channel>(y);
    const auto* alpha = drawing.alpha.ptr<Channel>(y);
    auto* out = flat.ptr<Channel>(y);
    for (int x = 0; x < flat.cols; ++x) {
      const std::uint64_t a = alpha[x];
      for (int c = 0; c < 3; ++c) {
        const std::uint64_t sum = over[3 * x + c] * a + paper[c] * (full - a);
        out[3 * x + c] = static_cast<Channel>((sum + full / 2) / full);
      }
    }
  }
  return flat;
}

/// True when most of what is opaque is ink: then the alpha channel is the lines themselves.
template <class Channel>
bool is_line_layer(const Picture& drawing) {
  const auto half = static_cast<unsigned>(full_scale(drawing.pixels) / 2);
  std::int64_t opaque = 0;
  std::int64_t ink = 0;
  for (int y = 0; y < drawing.pixels.rows; ++y) {
    const auto* pixel = drawing.pixels.ptr<Channel>(y);
    const auto* alpha = drawing.alpha.ptr<Channel>(y);
    for (int x = 0; x < drawing.pixels.cols; ++x, pixel += 3) {
      if (alpha[x] <= half) continue;
      ++opaque;
      if (pixel[0] < half || pixel[1] < half || pixel[2] < half) ++ink;
    }
  }
  return 2 * ink > opaque;
}

template <class Channel>
Artwork composite(const Artwork& artwork, const cv::Scalar& background, AlphaMode mode) {
  Artwork flat = artwork;
  flat.drawing.pixels = lay_on<Channel>(artwork.drawing, background);
  if (mode == AlphaMode::flatten || is_line_layer<Channel>(artwork.drawing)) {
    flat.drawing.alpha.release();
  }
  return flat;
}

}  // namespace

cv::Mat lay_on_paper(const Picture& picture, const cv::Scalar& paper) {
  if (picture.alpha.empty()) return picture.pixels;
  return picture.pixels.depth() == CV_16U ? lay_on<std::uint16_t>(picture, paper)
                                          : lay_on<std::uint8_t>(picture, paper);
}

Expected<Artwork> Composite::operator()(const Artwork& artwork) const {
  if (artwork.drawing.alpha.empty()) return artwork;
  return artwork.drawing.pixels.depth() == CV_16U
             ? composite<std::uint16_t>(artwork, background, alpha)
             : composite<std::uint8_t>(artwork, background, alpha);
}

}  // namespace tintflow
