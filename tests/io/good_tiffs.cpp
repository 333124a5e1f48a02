#include <string>

#include "tests/io/ffmpeg_files.h"
#include "tests/io/good_inputs.h"
#include "tests/io/png_files.h"
#include "tests/io/test_pictures.h"
#include "tests/io/test_profiles.h"
#include "tests/io/tiff_files.h"

namespace tintflow {
namespace {

constexpr unsigned kSubfileType = 254, kOrientation = 274, kXResolution = 282, kYResolution = 283,
                   kResolutionUnit = 296, kProfile = 34675;

/// Tags of a page whose samples have `bits` in one channel.
std::vector<TiffTag> gray_tags(std::uint32_t bits, std::uint32_t compression,
                               std::uint32_t photometric) {
  return {{258, {bits}}, {259, {compression}}, {262, {photometric}}, {277, {1}}};
}

std::vector<TiffTag> resolution_tags(std::uint32_t across, std::uint32_t down, std::uint32_t unit) {
  return {{kXResolution, {across, 1}, TiffTag::kRational},
          {kYResolution, {down, 1}, TiffTag::kRational},
          {kResolutionUnit, {unit}}};
}

TiffTag profile_tag(const Bytes& profile) {
  return {kProfile, {profile.begin(), profile.end()}, TiffTag::kUndefined};
}

cv::Mat gray_row(std::initializer_list<int> values) {
  cv::Mat row(1, static_cast<int>(values.size()), CV_8UC3);
  int x = 0;
  for (const int value : values) {
    row.at<cv::Vec3b>(0, x++) = cv::Vec3b::all(static_cast<std::uint8_t>(value));
  }
  return row;
}

}  // namespace

std::vector<GoodInput> good_tiffs() {
  std::vector<GoodInput> inputs;
  const cv::Mat stored = quarters();
  const auto add = [&](const std::string& name, const Bytes& file, GoodInput facts = {}) {
    facts.name = "tiff_" + name;
    facts.file = file;
    if (facts.pixels.empty()) facts.pixels = stored;
    inputs.push_back(facts);
  };
  const auto plain = [&](std::vector<TiffTag> tags) {
    return tiff_of({plain_tiff_page(stored, std::move(tags))});
  };
  for (std::uint32_t orientation = 1; orientation <= 8; ++orientation) {
    add("turned_" + std::to_string(orientation), plain({{kOrientation, {orientation}}}),
        {.pixels = quarters(static_cast<int>(orientation))});
  }
  const cv::Mat deep = colorful({13, 7}, CV_16UC3);
  cv::Mat swapped = deep.clone();
  for (auto* sample = swapped.ptr<std::uint16_t>();
       sample < swapped.ptr<std::uint16_t>() + 3 * swapped.total(); ++sample) {
    *sample = static_cast<std::uint16_t>(*sample << 8 | *sample >> 8);
  }
  add("rgb_16_bits", tiff_of({plain_tiff_page(deep)}), {.pixels = deep});
  add("rgb_16_bits_big_endian", tiff_of({plain_tiff_page(swapped)}, true), {.pixels = deep});
  add("rgb_big_endian", tiff_of({plain_tiff_page(stored)}, true));
  add("gray_8_bits", tiff_of({plain_tiff_page(one_channel(gray_quarters()))}),
      {.pixels = gray_quarters()});
  add("gray_1_bit", tiff_of({{{3, 1}, gray_tags(1, 1, 1), bytes(0b0100'0000)}}),
      {.pixels = gray_row({0, 255, 0})});
  add("gray_1_bit_white_is_zero", tiff_of({{{3, 1}, gray_tags(1, 1, 0), bytes(0b0100'0000)}}),
      {.pixels = gray_row({255, 0, 255})});
  add("gray_8_bits_white_is_zero", tiff_of({{{3, 1}, gray_tags(8, 1, 0), bytes(0, 1, 255)}}),
      {.pixels = gray_row({255, 254, 0})});
  add("gray_packbits", tiff_of({{{6, 1}, gray_tags(8, 32773, 1), bytes(0xFD, 7, 1, 9, 10)}}),
      {.pixels = gray_row({7, 7, 7, 7, 9, 10})});
  add("gray_deflate", tiff_of({{{4, 1}, gray_tags(8, 8, 1), deflated(bytes(1, 20, 200, 255))}}),
      {.pixels = gray_row({1, 20, 200, 255})});
  const std::vector<std::uint32_t> palette = [] {
    std::vector<std::uint32_t> map(3 * 256);
    for (std::size_t i = 0; i < 256; ++i) {
      map[i] = static_cast<std::uint32_t>(i * 257);
      map[256 + i] = static_cast<std::uint32_t>((255 - i) * 257);
      map[512 + i] = 5 * 257;
    }
    return map;
  }();
  auto palette_tags = gray_tags(8, 1, 3);
  palette_tags.push_back({320, palette});
  add("palette", tiff_of({{{2, 1}, palette_tags, bytes(0, 200)}}),
      {.pixels = (cv::Mat_<cv::Vec3b>(1, 2) << cv::Vec3b(0, 255, 5), cv::Vec3b(200, 55, 5))});
  add("rgba",
      tiff_of({{{2, 1},
                {{258, {8, 8, 8, 8}}, {259, {1}}, {262, {2}}, {277, {4}}, {338, {2}}},
                bytes(1, 2, 3, 4, 5, 6, 7, 255)}}),
      {.pixels = (cv::Mat_<cv::Vec3b>(1, 2) << cv::Vec3b(1, 2, 3), cv::Vec3b(5, 6, 7)),
       .alpha = (cv::Mat_<std::uint8_t>(1, 2) << 4, 255)});
  add("planes",
      tiff_of({{{2, 1},
                {{258, {8, 8, 8}}, {259, {1}}, {262, {2}}, {277, {3}}, {284, {1}}},
                bytes(1, 2, 3, 5, 6, 7)}}),
      {.pixels = (cv::Mat_<cv::Vec3b>(1, 2) << cv::Vec3b(1, 2, 3), cv::Vec3b(5, 6, 7))});
  add("cmyk",
      tiff_of({{{2, 1},
                {{258, {8, 8, 8, 8}}, {259, {1}}, {262, {5}}, {277, {4}}},
                bytes(0, 0, 0, 0, 0, 0, 0, 255)}}),
      {.pixels = gray_row({254, 0}), .notice = "is CMYK without a color profile"});
  add("lzw", encoded_by_ffmpeg(AV_CODEC_ID_TIFF, AV_PIX_FMT_RGB24, stored, "compression_algo=lzw"),
      {.resolution = {72, 72}});
  add("packbits",
      encoded_by_ffmpeg(AV_CODEC_ID_TIFF, AV_PIX_FMT_RGB24, stored, "compression_algo=packbits"),
      {.resolution = {72, 72}});
  add("deflate_16_bits",
      encoded_by_ffmpeg(AV_CODEC_ID_TIFF, AV_PIX_FMT_RGB48LE, deep, "compression_algo=deflate"),
      {.pixels = deep, .resolution = {72, 72}});
  add("resolution_per_inch", plain(resolution_tags(300, 150, 2)), {.resolution = {300, 150}});
  add("resolution_per_centimeter", plain(resolution_tags(100, 50, 3)), {.resolution = {254, 127}});
  add("resolution_without_unit", plain(resolution_tags(4, 3, 1)));
  add("profile", plain({profile_tag(wide_rgb_profile())}), {.has_profile = true});
  add("profile_damaged", plain({profile_tag(bytes_of("no profile"))}),
      {.notice = "its color profile is damaged"});
  add("profile_of_gray",
      tiff_of({plain_tiff_page(one_channel(flat({48, 32}, {128, 128, 128})),
                               {profile_tag(gray_profile(1.0))})}),
      {.pixels = flat({48, 32}, {188, 188, 188}), .tolerance = 1});
  const cv::Mat small = flat({4, 4}, {9, 9, 9});
  add("several_pages", tiff_of({plain_tiff_page(stored), plain_tiff_page(small)}),
      {.notice = "holds several pages"});
  add("thumbnail_behind",
      tiff_of({plain_tiff_page(stored), plain_tiff_page(small, {{kSubfileType, {1}}})}));
  add("thumbnail_first",
      tiff_of({plain_tiff_page(small, {{kSubfileType, {1}}, {kOrientation, {6}}}),
               plain_tiff_page(stored, {{kOrientation, {3}}})}),
      {.pixels = quarters(3)});
  add("one_pixel", tiff_of({plain_tiff_page(flat({1, 1}, {1, 2, 3}))}),
      {.pixels = flat({1, 1}, {1, 2, 3})});
  return inputs;
}

}  // namespace tintflow
