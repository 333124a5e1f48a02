#include "tests/io/bad_inputs.h"

#include <algorithm>

#include "io/encode_image.h"
#include "tests/io/ffmpeg_files.h"
#include "tests/io/good_inputs.h"
#include "tests/io/jpeg_files.h"
#include "tests/io/png_files.h"
#include "tests/io/test_pictures.h"
#include "tests/io/tiff_files.h"
#include "tests/io/webp_files.h"

namespace tintflow {
namespace {

using std::literals::operator""sv;

Bytes first(const Bytes& file, double share) {
  const auto size = static_cast<std::ptrdiff_t>(share * static_cast<double>(file.size()));
  return {file.begin(), file.begin() + size};
}

/// The file with the bytes at `offset` replaced.
Bytes patched(Bytes file, std::size_t offset, const Bytes& replacement) {
  std::ranges::copy(replacement, file.begin() + static_cast<std::ptrdiff_t>(offset));
  return file;
}

const GoodInput& named(const std::vector<GoodInput>& inputs, const std::string& name) {
  return *std::ranges::find(inputs, name, &GoodInput::name);
}

Bytes plain_png() {
  const cv::Mat pixels = quarters();
  return png_of(pixels.size(), Bytes(pixels.datastart, pixels.dataend), {});
}

/// A PNG header for a size and kind, with its checksum, and an empty pixel chunk.
Bytes png_header(const Bytes& width_height_and_kind) {
  return bytes_of("\x89PNG\r\n\x1A\n"sv) + png_chunk("IHDR", width_height_and_kind) +
         png_chunk("IDAT", {}) + png_chunk("IEND", {});
}

/// A JPEG's frame header begins with marker, length, precision, then height and width.
std::size_t jpeg_frame(const Bytes& jpeg) { return position_of(jpeg, "\xFF\xC0"); }

/// A progressive JPEG that says again and again what its first scan said, which is allowed.
Bytes jpeg_of_many_scans(int count) {
  const Bytes jpeg = jpeg_of(flat({8, 8}, {1, 2, 3}), {.progressive = true});
  const auto marker = bytes(0xFF, 0xDA);
  const auto begin = std::search(jpeg.begin(), jpeg.end(), marker.begin(), marker.end());
  const auto end = std::adjacent_find(
      begin + 2, jpeg.end(), [](auto byte, auto next) { return byte == 0xFF && next != 0; });
  Bytes scan(begin, end);
  scan[13] = 0;  // which bits of the samples it holds: all
  Bytes result(jpeg.begin(), begin);
  for (int i = 0; i < count; ++i) result.insert(result.end(), scan.begin(), scan.end());
  return result + Bytes(end, jpeg.end());
}

}  // namespace

std::vector<BadInput> not_pictures() {
  const std::string unknown = "not a picture in a known format";
  return {
      {"empty", {}, "the file is empty"},
      {"one_byte", bytes(0x89), unknown},
      {"zeros", zeros(4096), unknown},
      {"text", bytes_of("hello, world"), unknown},
      {"html", bytes_of("<!DOCTYPE html><html><body>404 Not Found</body></html>"), unknown},
      {"json", bytes_of("{\"error\": \"not found\"}"), unknown},
      {"svg", bytes_of("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
       "SVG is a vector format"},
      {"svg_with_a_link",
       bytes_of("<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
                "<image xlink:href=\"file:///etc/passwd\"/></svg>"),
       "SVG is a vector format"},
      {"pdf", bytes_of("%PDF-1.7\n"), "PDF is not a picture"},
      {"zip", bytes_of("PK\x03\x04"sv) + zeros(60), unknown},
      {"gzip", bytes(0x1F, 0x8B, 8, 0) + zeros(60), unknown},
      {"playlist_m3u8", bytes_of("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"), unknown},
      {"playlist_concat", bytes_of("ffconcat version 1.0\nfile '/etc/passwd'\n"), unknown},
      {"playlist_concat_protocol", bytes_of("concat:/etc/passwd|/etc/hosts"), unknown},
      {"video_mp4", zeros(3) + bytes(0x18) + bytes_of("ftypisom") + zeros(16), "this is a video"},
      {"picture_heif", zeros(3) + bytes(0x18) + bytes_of("ftypheic") + zeros(16), "HEIF/AVIF"},
      {"png_in_text_mode", bytes_of("\x89PNG\n\x1A\n"sv) + zeros(30),
       "as by a transfer in text mode"},
      {"executable",
       bytes_of("\x7F"
                "ELF"sv) +
           zeros(60),
       unknown},
      {"script", bytes_of("#!/bin/sh\nexit 0\n"), unknown},
      {"wave_sound", bytes_of("RIFF\0\0\0\0WAVEfmt "sv), unknown},
      {"big_tiff", bytes_of("II+\0\x08\0\0\0"sv) + zeros(16), "BigTIFF is not read here"},
      {"text_that_begins_like_a_bitmap", bytes_of("BMW and other makers of cars"), unknown},
      {"text_that_begins_like_a_pixmap", bytes_of("P3: see page 6"), unknown},
  };
}

std::vector<BadInput> cut_pictures() {
  std::vector<BadInput> inputs;
  const auto add = [&](const std::string& name, const Bytes& file, const std::string& reason) {
    for (const int percent : {30, 60, 90}) {
      inputs.push_back(
          {name + "_cut_at_" + std::to_string(percent), first(file, percent / 100.0), reason});
    }
  };
  const cv::Mat noise = colorful({64, 48}, CV_8UC3);
  add("jpeg", jpeg_of(noise), "damaged JPEG (Premature end of JPEG file)");
  add("jpeg_progressive", jpeg_of(noise, {.progressive = true}),
      "damaged JPEG (Premature end of JPEG file)");
  add("png", *encode_image({noise, {}}, {.format = ImageFormat::png}),
      "damaged PNG (end of stream)");
  add("webp_lossless", lossless_webp(noise), "damaged or incomplete WebP");
  add("webp_lossy", *encode_image({noise, {}}, {.format = ImageFormat::webp}),
      "damaged or incomplete WebP");
  add("bmp", named(good_bmps(), "bmp_24_bits").file, "damaged or unusual BMP");
  add("tiff", encoded_by_ffmpeg(AV_CODEC_ID_TIFF, AV_PIX_FMT_RGB24, noise),
      "damaged or unusual TIFF");
  add("gif", named(good_gifs(), "gif_still").file, "damaged or unusual GIF");
  add("tga", named(good_tgas(), "tga_32_bits").file, "");
  add("pnm", bytes_of("P6 9 9 255\n") + zeros(243), "damaged or unusual PNM");
  add("qoi", encoded_by_ffmpeg(AV_CODEC_ID_QOI, AV_PIX_FMT_RGB24, noise),
      "damaged or unusual QOI (its end is missing)");
  add("jpeg_2000", encoded_by_ffmpeg(AV_CODEC_ID_JPEG2000, AV_PIX_FMT_RGB24, noise),
      "damaged or unusual JPEG 2000");
  add("jpeg_xl", encoded_by_ffmpeg(AV_CODEC_ID_JPEGXL, AV_PIX_FMT_RGB24, noise, "distance=0"),
      "damaged or incomplete JPEG XL");
  add("psd", named(good_others(), "psd_rgb").file, "damaged or unusual PSD");
  return inputs;
}

std::vector<BadInput> damaged_pictures() {
  const Bytes png = plain_png();
  const Bytes jpeg = jpeg_of(quarters());
  const Bytes bmp = named(good_bmps(), "bmp_24_bits").file;
  const Bytes gif = named(good_gifs(), "gif_still").file;
  const Bytes pixels_and_end = png_chunk("IDAT", deflated(zeros(4))) + png_chunk("IEND", {});
  const Bytes circle = bytes_of("II*\0\x08\0\0\0\0\0\x08\0\0\0"sv);
  return {
      {"png_wrong_checksum_of_the_header", patched(png, 29, bytes(0)), "invalid chunk checksum"},
      {"png_wrong_checksum_of_pixels", patched(png, position_of(png, "IEND") - 8, zeros(4)),
       "damaged PNG"},
      {"png_of_no_width", png_header(bytes(0, 0, 0, 0, 0, 0, 0, 1, 8, 2, 0, 0, 0)), "damaged PNG"},
      {"png_of_no_height", png_header(bytes(0, 0, 0, 1, 0, 0, 0, 0, 8, 2, 0, 0, 0)), "damaged PNG"},
      {"png_of_7_bits", png_header(bytes(0, 0, 0, 1, 0, 0, 0, 1, 7, 2, 0, 0, 0)), "damaged PNG"},
      {"png_of_color_type_5", png_header(bytes(0, 0, 0, 1, 0, 0, 0, 1, 8, 5, 0, 0, 0)),
       "damaged PNG"},
      {"png_of_rgb_with_4_bits", png_header(bytes(0, 0, 0, 1, 0, 0, 0, 1, 4, 2, 0, 0, 0)),
       "damaged PNG"},
      {"png_without_pixels", png_header(bytes(0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0)),
       "damaged PNG"},
      {"png_palette_missing",
       bytes_of("\x89PNG\r\n\x1A\n"sv) +
           png_chunk("IHDR", bytes(0, 0, 0, 1, 0, 0, 0, 1, 8, 3, 0, 0, 0)) + pixels_and_end,
       "damaged PNG"},
      {"png_pixels_that_do_not_inflate",
       bytes_of("\x89PNG\r\n\x1A\n"sv) +
           png_chunk("IHDR", bytes(0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0)) +
           png_chunk("IDAT", bytes_of("what?")) + png_chunk("IEND", {}),
       "damaged PNG"},
      {"png_chunk_longer_than_the_file", patched(png, 33, bytes(0x7F, 0xFF, 0xFF, 0xFF)),
       "damaged PNG"},
      {"png_signature_alone", first(png, 8.0 / static_cast<double>(png.size())), "damaged PNG"},
      {"jpeg_of_12_bits", patched(jpeg, jpeg_frame(jpeg) + 4, bytes(12)),
       "Unsupported JPEG data precision 12"},
      {"jpeg_of_no_width", patched(jpeg, jpeg_frame(jpeg) + 7, bytes(0, 0)), "Empty JPEG image"},
      {"jpeg_of_no_height", patched(jpeg, jpeg_frame(jpeg) + 5, bytes(0, 0)), "damaged JPEG"},
      {"jpeg_of_no_components", patched(jpeg, jpeg_frame(jpeg) + 9, bytes(0)), "damaged JPEG"},
      {"jpeg_of_two_components",
       jpeg_of(cv::Mat(8, 8, CV_8UC2, cv::Scalar()), {.input = JCS_UNKNOWN, .stored = JCS_UNKNOWN}),
       "2 components"},
      {"jpeg_lossless", patched(jpeg, jpeg_frame(jpeg), bytes(0xFF, 0xC3)),
       "Unsupported JPEG process: SOF type 0xc3"},
      {"jpeg_without_tables", patched(jpeg, position_of(jpeg, "\xFF\xDB"), bytes(0xFF, 0xFE)),
       "damaged JPEG"},
      {"jpeg_end_right_after_its_beginning", bytes(0xFF, 0xD8, 0xFF, 0xD9), "damaged JPEG"},
      {"jpeg_segment_longer_than_the_file", bytes(0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 1),
       "damaged JPEG"},
      {"webp_of_no_chunks", bytes_of("RIFF\x04\0\0\0WEBP"sv), "damaged or incomplete WebP"},
      {"webp_frame_outside_its_canvas",
       extended_webp(kWebpAnimation, {8, 8},
                     webp_chunk("ANIM", zeros(6)) + webp_frame({4, 4}, flat({8, 8}, {1, 2, 3}))),
       "damaged or incomplete WebP"},
      {"webp_animation_without_frames",
       extended_webp(kWebpAnimation, {8, 8}, webp_chunk("ANIM", zeros(6))),
       "damaged or incomplete WebP"},
      {"bmp_of_no_width", patched(bmp, 18, zeros(4)), "damaged or unusual BMP"},
      {"bmp_of_7_bits", patched(bmp, 28, bytes(7)), "damaged or unusual BMP"},
      {"bmp_of_unknown_compression", patched(bmp, 30, bytes(9)), "damaged or unusual BMP"},
      {"bmp_pixels_beyond_the_end", patched(bmp, 10, bytes(0xFF, 0xFF)), "damaged or unusual BMP"},
      {"gif_of_no_width", patched(gif, 6, bytes(0, 0)), "damaged or unusual GIF"},
      {"gif_without_images", bytes_of("GIF89a") + bytes(2, 0, 2, 0, 0, 0, 0, 0x3B),
       "damaged or unusual GIF"},
      {"gif_image_outside_its_canvas", patched(gif, 26, bytes(9)), "damaged or unusual GIF"},
      {"tiff_without_directory", bytes_of("II*\0\xFF\xFF\xFF\x7F"sv) + zeros(8),
       "damaged or unusual TIFF"},
      {"tiff_pages_in_a_circle", circle, "the chain of its pages has no end"},
      {"tiff_of_no_width", tiff_of({{{0, 1}, {{258, {8}}, {259, {1}}, {262, {1}}}, bytes(1)}}),
       "damaged or unusual TIFF"},
      {"tiff_of_unknown_compression",
       tiff_of({{{1, 1}, {{258, {8}}, {259, {9999}}, {262, {1}}}, bytes(1)}}),
       "damaged or unusual TIFF"},
      {"tiff_packed_as_jpeg", tiff_of({{{8, 8}, {{258, {8}}, {259, {7}}, {262, {1}}}, jpeg}}),
       "its pixels are packed as JPEG"},
      {"tiff_strip_shorter_than_its_rows",
       tiff_of({{{9, 9}, {{258, {8}}, {259, {1}}, {262, {1}}}, bytes(1)}}),
       "damaged or unusual TIFF"},
      {"pnm_of_no_height", bytes_of("P5 4 0 255\n1234"), "damaged or unusual PNM"},
      {"pnm_of_letters", bytes_of("P2 2 2 255\nx y z w\n"), "damaged or unusual PNM"},
      {"pam_of_9_channels",
       bytes_of("P7\nWIDTH 1\nHEIGHT 1\nDEPTH 9\nMAXVAL 255\nENDHDR\n123456789"),
       "damaged or unusual PNM"},
      {"qoi_of_no_width", bytes_of("qoif\0\0\0\0\0\0\0\x01\x03\0"sv) + zeros(7) + bytes(1),
       "damaged or unusual QOI"},
      {"psd_of_no_channels", bytes_of("8BPS\0\x01"sv) + zeros(40), "damaged or unusual PSD"},
      {"jpeg_2000_without_codestream", bytes_of("\0\0\0\x0CjP  \r\n\x87\n"sv) + zeros(40),
       "damaged or unusual JPEG 2000"},
      {"jpeg_xl_of_nothing", bytes(0xFF, 0x0A) + zeros(2), "damaged or incomplete JPEG XL"},
      {"jpeg_xl_container_of_nothing", bytes_of("\0\0\0\x0CJXL \r\n\x87\n6"sv),
       "damaged or incomplete JPEG XL"},
  };
}

std::vector<BadInput> bombs() {
  const std::string too_many = "are more than the limit of";
  const std::string too_long = "a side is longer than the limit";
  const Bytes png = plain_png();
  const Bytes jpeg = jpeg_of(quarters());
  const auto huge_chunk = [&](std::string_view type, const Bytes& head) {
    constexpr std::size_t mebibytes_beyond_the_limit = 80;
    return with_chunk(png, png_chunk(type, head + deflated_zeros(mebibytes_beyond_the_limit)));
  };
  const auto tiff = tiff_of({{{60'000, 60'000}, {{258, {8}}, {259, {1}}, {262, {1}}}, bytes(1)}});
  return {
      {"png_of_2_to_the_31",
       png_header(bytes(0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 8, 6, 0, 0, 0)), "PNG"},
      {"png_of_100000_squared",
       png_header(bytes(0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0, 8, 6, 0, 0, 0)), too_many},
      {"png_of_one_long_row", png_header(bytes(0, 1, 0, 0, 0, 0, 0, 1, 8, 2, 0, 0, 0)), too_long},
      {"png_profile_of_zeros", huge_chunk("iCCP", bytes_of("name\0\0"sv)), "PNG"},
      {"png_text_of_zeros", huge_chunk("zTXt", bytes_of("Comment\0\0"sv)), "PNG"},
      {"png_international_text_of_zeros", huge_chunk("iTXt", bytes_of("Comment\0\x01\0\0\0"sv)),
       "PNG"},
      {"jpeg_of_65500_squared", patched(jpeg, jpeg_frame(jpeg) + 5, bytes(0xFF, 0xDC, 0xFF, 0xDC)),
       too_many},
      {"jpeg_of_a_thousand_scans", jpeg_of_many_scans(1000), "more than 500 scans"},
      {"webp_canvas_of_2_to_the_24_squared",
       extended_webp(kWebpAnimation, {1 << 14, 1 << 14},
                     webp_chunk("ANIM", zeros(6)) + webp_frame({0, 0}, flat({2, 2}, {1, 2, 3}))),
       too_many},
      {"webp_canvas_of_one_long_row",
       extended_webp(kWebpAnimation, {1 << 24, 1},
                     webp_chunk("ANIM", zeros(6)) + webp_frame({0, 0}, flat({2, 1}, {1, 2, 3}))),
       too_long},
      {"gif_of_65535_squared",
       bytes_of("GIF89a") + bytes(0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0,
                                  0x80, 0, 0, 0, 255, 255, 255, 2, 2, 0x44, 0x01, 0, 0x3B),
       "GIF"},
      {"bmp_of_2_to_the_31",
       patched(named(good_bmps(), "bmp_24_bits").file, 18,
               bytes(0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F)),
       "BMP"},
      {"tga_of_65535_squared",
       bytes(0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 24, 0) + zeros(8), "TGA"},
      {"tiff_of_60000_squared", tiff, "TIFF"},
      {"pnm_of_15000_squared", bytes_of("P5 15000 15000 255\n"), too_many},
      {"qoi_of_15000_squared",
       bytes_of("qoif\0\0\x3A\x98\0\0\x3A\x98\x03\0"sv) + zeros(7) + bytes(1), too_many},
      {"psd_of_30000_squared",
       bytes_of("8BPS\0\x01\0\0\0\0\0\0\0\x03\0\0\x75\x30\0\0\x75\x30\0\x08\0\x03"sv) + zeros(20),
       too_many},
  };
}

std::vector<BadInput> all_bad_inputs() {
  std::vector<BadInput> all;
  for (const auto make : {not_pictures, cut_pictures, damaged_pictures, bombs}) {
    for (auto& input : make()) all.push_back(std::move(input));
  }
  return all;
}

}  // namespace tintflow
