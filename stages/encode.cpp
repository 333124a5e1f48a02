#include "stages/encode.h"

#include <algorithm>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "io/open_raster.h"
#include "stages/pixel_depth.h"

namespace tintflow {
namespace {

/// At most 256 x 256 pixels, as OpenRaster wants it.
Picture thumbnail(const Picture& picture) {
  constexpr int side = 256;
  const cv::Size size = picture.pixels.size();
  const double scale = std::min(1.0, static_cast<double>(side) / std::max(size.width, size.height));
  const cv::Size small(std::max(1, cvRound(size.width * scale)),
                       std::max(1, cvRound(size.height * scale)));
  Picture shrunk;
  cv::resize(picture.pixels, shrunk.pixels, small, 0, 0, cv::INTER_AREA);
  if (!picture.alpha.empty()) {
    cv::resize(picture.alpha, shrunk.alpha, small, 0, 0, cv::INTER_AREA);
  }
  shrunk.pixels = to_8_bit(shrunk.pixels);
  shrunk.alpha = to_8_bit(shrunk.alpha);
  return shrunk;
}

}  // namespace

Expected<Encoded> Encode::operator()(const Frame& frame) const {
  const ImageFormat format = formats->at(frame.id.source);
  Picture picture = frame.picture;
  for (auto& loss : encoding_losses(picture, format)) {
    picture.metadata.notices.push_back(std::move(loss));
  }
  if (format == ImageFormat::jpeg) picture.alpha.release();
  auto encoded = format == ImageFormat::ora
                     ? encode_open_raster(picture, thumbnail(picture), frame.layers)
                     : encode_image(picture, {.format = format, .quality = quality});
  return std::move(encoded).map([&](Bytes&& bytes) {
    return Encoded{frame.id, std::make_shared<const Bytes>(std::move(bytes)), picture.pixels.size(),
                   picture.pixels.depth() == CV_16U ? 16 : 8, picture.metadata.notices};
  });
}

}  // namespace tintflow
