#include "io/encode_image.h"

#include <cassert>
#include <string>
#include <vector>

#include "io/channels.h"
#include "io/jpeg_codec.h"
#include "io/png_encoder.h"
#include "io/webp_codec.h"

namespace tintflow {

Expected<Bytes> encode_image(const Picture& picture, const EncodeOptions& options) {
  assert(!picture.pixels.empty() && picture.pixels.channels() == 3);
  assert(options.quality >= 1 && options.quality <= 100);
  switch (options.format) {
    case ImageFormat::png:
      return encode_png(picture);
    case ImageFormat::jpeg:
      return encode_jpeg(to_8_bit(picture), options.quality);
    case ImageFormat::webp:
      return encode_webp(to_8_bit(picture), options.quality);
    default:
      return tl::unexpected(std::string(format_name(options.format)) +
                            " cannot be written: choose png, jpg or webp");
  }
}

std::vector<std::string> encoding_losses(const Picture& picture, ImageFormat format) {
  if (picture.pixels.depth() != CV_16U || format == ImageFormat::png ||
      format == ImageFormat::ora) {
    return {};
  }
  return {"has 16 bits a channel, of which " + std::string(format_name(format)) +
          " keeps 8: choose png to keep all"};
}

}  // namespace tintflow
