#include "stages/paint_layers.h"

#include <algorithm>
#include <cstdint>

#include "stages/multiply_ink.h"
#include "stages/pixel_depth.h"

namespace tintflow {
namespace {

/// Takes white paper out from under the ink: the ink as transparent as can be that gives the
/// drawing when it is laid on white.
template <class Channel>
Picture without_paper(const Picture& drawing) {
  const auto full = static_cast<std::uint64_t>(full_scale(drawing.pixels));
  Picture ink{cv::Mat(drawing.pixels.size(), drawing.pixels.type()),
              cv::Mat(drawing.pixels.size(), CV_MAKETYPE(drawing.pixels.depth(), 1)),
              drawing.metadata};
  for (int y = 0; y < drawing.pixels.rows; ++y) {
    const auto* in = drawing.pixels.ptr<Channel>(y);
    const auto* bound = drawing.alpha.empty() ? nullptr : drawing.alpha.ptr<Channel>(y);
    auto* out = ink.pixels.ptr<Channel>(y);
    auto* alpha = ink.alpha.ptr<Channel>(y);
    for (int x = 0; x < drawing.pixels.cols; ++x, in += 3, out += 3) {
      const Channel lowest = std::min({in[0], in[1], in[2]});
      const std::uint64_t opacity = full - lowest;
      for (int c = 0; c < 3; ++c) {
        const std::uint64_t above = in[c] - lowest;
        out[c] = static_cast<Channel>(opacity == 0 ? 0 : (above * full + opacity / 2) / opacity);
      }
      alpha[x] =
          static_cast<Channel>(bound == nullptr ? opacity : (opacity * bound[x] + full / 2) / full);
    }
  }
  return ink;
}

}  // namespace

std::vector<Layer> paint_layers(const cv::Mat& color, const Picture& drawing, bool has_light_ink) {
  const cv::Size size = drawing.pixels.size();
  Layer ink{"Ink",
            drawing.pixels.depth() == CV_16U ? without_paper<std::uint16_t>(drawing)
                                             : without_paper<std::uint8_t>(drawing),
            has_light_ink ? Layer::Blend::screen : Layer::Blend::multiply};
  if (has_light_ink) cv::bitwise_not(ink.picture.pixels, ink.picture.pixels);

  // Scaled as `multiply_ink` does it, so that nothing is rounded otherwise than in the flat
  // picture.
  const cv::Mat white(size, CV_8UC3, cv::Scalar::all(255));
  Layer colors{"Color", {multiply_ink(color, white), to_8_bit(drawing.alpha), drawing.metadata}};
  std::vector<Layer> layers{std::move(ink), std::move(colors)};
  if (drawing.alpha.empty()) {
    layers.push_back({"Paper", {has_light_ink ? cv::Mat(~white) : white, {}, drawing.metadata}});
  }
  return layers;
}

}  // namespace tintflow
