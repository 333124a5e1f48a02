#include "tests/io/webp_files.h"

#include <webp/encode.h>

#include "tests/io/test_pictures.h"

namespace tintflow {

Bytes lossless_webp(const cv::Mat& pixels) {
  std::uint8_t* data = nullptr;
  const auto encode = pixels.channels() == 4 ? WebPEncodeLosslessRGBA : WebPEncodeLosslessRGB;
  const std::size_t size =
      encode(pixels.data, pixels.cols, pixels.rows, static_cast<int>(pixels.step), &data);
  Bytes result(data, data + size);
  WebPFree(data);
  return result;
}

Bytes webp_chunk(std::string_view name, const Bytes& content) {
  Bytes result = bytes_of(name) + bytes(content.size(), content.size() >> 8, 0, 0) + content;
  if (content.size() % 2 == 1) result.push_back(0);
  return result;
}

Bytes webp_picture_chunk(const Bytes& webp) { return {webp.begin() + 12, webp.end()}; }

Bytes extended_webp(int flags, cv::Size canvas, const Bytes& chunks) {
  const Bytes header =
      bytes(flags, 0, 0, 0, canvas.width - 1, (canvas.width - 1) >> 8, (canvas.width - 1) >> 16,
            canvas.height - 1, (canvas.height - 1) >> 8, (canvas.height - 1) >> 16);
  const Bytes content = bytes_of("WEBP") + webp_chunk("VP8X", header) + chunks;
  return bytes_of("RIFF") + bytes(content.size(), content.size() >> 8, 0, 0) + content;
}

Bytes webp_frame(cv::Point corner, const cv::Mat& pixels) {
  // Position in steps of two pixels, size minus one, duration, flags.
  const Bytes header = bytes(corner.x / 2, 0, 0, corner.y / 2, 0, 0, pixels.cols - 1, 0, 0,
                             pixels.rows - 1, 0, 0, 100, 0, 0, 0);
  return webp_chunk("ANMF", header + webp_picture_chunk(lossless_webp(pixels)));
}

}  // namespace tintflow
