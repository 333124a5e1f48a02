#include "tests/io/png_files.h"

#include <cstdlib>
#include <memory>

#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

Bytes big_endian(std::size_t value) { return bytes(value >> 24, value >> 16, value >> 8, value); }

}  // namespace

Bytes png_of(cv::Size size, const Bytes& samples, PngOptions options) {
  const std::unique_ptr<spng_ctx, decltype(&spng_ctx_free)> context(spng_ctx_new(SPNG_CTX_ENCODER),
                                                                    &spng_ctx_free);
  spng_ihdr header{static_cast<std::uint32_t>(size.width),
                   static_cast<std::uint32_t>(size.height),
                   options.bit_depth,
                   options.color_type,
                   0,
                   0,
                   static_cast<std::uint8_t>(options.interlaced ? 1 : 0)};
  spng_set_ihdr(context.get(), &header);
  if (options.palette) spng_set_plte(context.get(), &*options.palette);
  if (options.transparent) spng_set_trns(context.get(), &*options.transparent);
  if (!options.exif.empty()) {
    spng_exif exif{options.exif.size(), reinterpret_cast<char*>(options.exif.data())};
    spng_set_exif(context.get(), &exif);
  }
  spng_set_option(context.get(), SPNG_ENCODE_TO_BUFFER, 1);
  EXPECT_EQ(spng_encode_image(context.get(), samples.data(), samples.size(), SPNG_FMT_RAW,
                              SPNG_ENCODE_FINALIZE),
            0);
  std::size_t length = 0;
  int error = 0;
  auto* data = static_cast<std::uint8_t*>(spng_get_png_buffer(context.get(), &length, &error));
  EXPECT_EQ(error, 0);
  Bytes result(data, data + length);
  std::free(data);
  return result;
}

Bytes png_chunk(std::string_view type, const Bytes& content) {
  const Bytes checked = bytes_of(type) + content;
  return big_endian(content.size()) + checked +
         big_endian(crc32(0, checked.data(), static_cast<uInt>(checked.size())));
}

Bytes with_chunk(const Bytes& png, const Bytes& chunk, std::string_view before) {
  const auto position = static_cast<std::ptrdiff_t>(position_of(png, before)) - 4;
  return Bytes(png.begin(), png.begin() + position) + chunk +
         Bytes(png.begin() + position, png.end());
}

Bytes deflated(const Bytes& content) {
  uLongf size = compressBound(content.size());
  Bytes result(size);
  EXPECT_EQ(compress2(result.data(), &size, content.data(), content.size(), 9), Z_OK);
  result.resize(size);
  return result;
}

Bytes deflated_zeros(std::size_t mebibytes) {
  const Bytes content = zeros(std::size_t{1} << 20);
  z_stream stream{};
  EXPECT_EQ(deflateInit(&stream, 1), Z_OK);
  Bytes packed(compressBound(content.size()) + 64);
  stream.next_in = const_cast<Bytef*>(content.data());
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = packed.data();
  stream.avail_out = static_cast<uInt>(packed.size());
  // What follows a full flush does not refer to what was before it, so it can be repeated.
  EXPECT_EQ(deflate(&stream, Z_FULL_FLUSH), Z_OK);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  constexpr std::ptrdiff_t zlib_header = 2;
  const Bytes block(packed.begin() + zlib_header, packed.end());
  Bytes result(packed.begin(), packed.begin() + zlib_header);
  for (std::size_t i = 0; i < mebibytes; ++i)
    result.insert(result.end(), block.begin(), block.end());
  return result;
}

}  // namespace tintflow
