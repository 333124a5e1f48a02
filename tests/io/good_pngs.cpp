#include <string>

#include "io/exif.h"
#include "tests/io/good_inputs.h"
#include "tests/io/png_files.h"
#include "tests/io/test_pictures.h"
#include "tests/io/test_profiles.h"

namespace tintflow {
namespace {

using std::literals::operator""sv;

const cv::Size kSize(19, 11);  // touches every pass of an interlaced picture, ends within bytes

/// Sample `channel` of pixel (x, y), `bits` wide.
unsigned sample(int x, int y, int channel, int bits) {
  const auto value = static_cast<unsigned>(7919 * (x + 1) + 104729 * y + 31337 * channel);
  return value % (1U << bits);
}

int channels_of(int color_type) {
  switch (color_type) {
    case SPNG_COLOR_TYPE_GRAYSCALE_ALPHA:
      return 2;
    case SPNG_COLOR_TYPE_TRUECOLOR:
      return 3;
    case SPNG_COLOR_TYPE_TRUECOLOR_ALPHA:
      return 4;
    default:
      return 1;
  }
}

/// Samples as PNG packs them: big-endian, rows beginning with a byte.
Bytes packed(int bits, int channels, unsigned modulo) {
  Bytes rows;
  for (int y = 0; y < kSize.height; ++y) {
    unsigned pending = 0;
    int pending_bits = 0;
    for (int x = 0; x < kSize.width; ++x) {
      for (int c = 0; c < channels; ++c) {
        pending = pending << bits | (sample(x, y, c, bits) % modulo);
        pending_bits += bits;
        while (pending_bits >= 8) {
          pending_bits -= 8;
          rows.push_back(static_cast<std::uint8_t>(pending >> pending_bits));
        }
      }
    }
    if (pending_bits > 0) rows.push_back(static_cast<std::uint8_t>(pending << (8 - pending_bits)));
  }
  return rows;
}

constexpr unsigned kPaletteSize = 13;

/// Entry `index` of the palette.
cv::Vec3b palette_color(unsigned index) {
  return {static_cast<std::uint8_t>(index * 19), static_cast<std::uint8_t>(255 - index * 7),
          static_cast<std::uint8_t>(index * index)};
}

template <class Channel>
void fill(cv::Mat& pixels, cv::Mat& alpha, int bits, int color_type, bool transparent) {
  constexpr unsigned full = std::is_same_v<Channel, std::uint8_t> ? 255 : 65535;
  const unsigned largest = (1U << bits) - 1;
  const auto scaled = [&](unsigned value) { return static_cast<Channel>(value * full / largest); };
  const bool gray = (color_type & 2) == 0;
  const bool has_alpha = (color_type & 4) != 0;
  for (int y = 0; y < kSize.height; ++y) {
    for (int x = 0; x < kSize.width; ++x) {
      auto& pixel = pixels.at<cv::Vec<Channel, 3>>(y, x);
      auto& opacity = alpha.at<Channel>(y, x);
      opacity = static_cast<Channel>(full);
      const unsigned first = sample(x, y, 0, bits);
      if (color_type == SPNG_COLOR_TYPE_INDEXED) {
        const unsigned index = first % kPaletteSize;
        const cv::Vec3b color = palette_color(index);
        for (int c = 0; c < 3; ++c) pixel[c] = color[c];
        if (transparent && index < 2) opacity = static_cast<Channel>(100 * index);
        continue;
      }
      for (int c = 0; c < 3; ++c) pixel[c] = scaled(sample(x, y, gray ? 0 : c, bits));
      if (has_alpha) opacity = scaled(sample(x, y, gray ? 1 : 3, bits));
      // The color of the pixel at (1, 1) is the transparent one.
      bool is_key = transparent;
      for (int c = 0; c < channels_of(color_type); ++c) {
        is_key = is_key && sample(x, y, c, bits) == sample(1, 1, c, bits);
      }
      if (is_key) opacity = 0;
    }
  }
}

GoodInput of_kind(int bits, int color_type, bool interlaced, bool transparent) {
  const bool indexed = color_type == SPNG_COLOR_TYPE_INDEXED;
  PngOptions options{.bit_depth = static_cast<std::uint8_t>(bits),
                     .color_type = static_cast<std::uint8_t>(color_type),
                     .interlaced = interlaced};
  if (indexed) {
    options.palette.emplace();
    options.palette->n_entries = std::min(kPaletteSize, 1U << bits);
    for (unsigned i = 0; i < options.palette->n_entries; ++i) {
      const cv::Vec3b color = palette_color(i);
      options.palette->entries[i] = {color[0], color[1], color[2], 255};
    }
  }
  if (transparent) {
    options.transparent.emplace();
    options.transparent->n_type3_entries = 2;
    options.transparent->type3_alpha[1] = 100;
    const auto key = [&](int c) { return static_cast<std::uint16_t>(sample(1, 1, c, bits)); };
    options.transparent->gray = key(0);
    options.transparent->red = key(0);
    options.transparent->green = key(1);
    options.transparent->blue = key(2);
  }
  const char* const types[] = {"gray", "", "rgb", "palette", "gray_alpha", "", "rgb_alpha"};
  GoodInput input{
      .name = std::string("png_") + types[color_type] + "_" + std::to_string(bits) +
              (interlaced ? "_interlaced" : "") + (transparent ? "_transparent" : ""),
      .file =
          png_of(kSize, packed(bits, channels_of(color_type), indexed ? kPaletteSize : 1U << bits),
                 options),
      .pixels = cv::Mat(kSize, bits == 16 ? CV_16UC3 : CV_8UC3)};
  input.alpha = cv::Mat(kSize, bits == 16 ? CV_16UC1 : CV_8UC1);
  if (bits == 16) {
    fill<std::uint16_t>(input.pixels, input.alpha, bits, color_type, transparent);
  } else {
    fill<std::uint8_t>(input.pixels, input.alpha, bits, color_type, transparent);
  }
  if (!transparent && (color_type & 4) == 0) input.alpha = cv::Mat();
  return input;
}

}  // namespace

std::vector<GoodInput> good_pngs() {
  std::vector<GoodInput> inputs;
  struct Kind {
    int color_type;
    std::vector<int> bits;
  };
  for (const auto& [color_type, depths] :
       {Kind{SPNG_COLOR_TYPE_GRAYSCALE, {1, 2, 4, 8, 16}}, Kind{SPNG_COLOR_TYPE_TRUECOLOR, {8, 16}},
        Kind{SPNG_COLOR_TYPE_INDEXED, {1, 2, 4, 8}}, Kind{SPNG_COLOR_TYPE_GRAYSCALE_ALPHA, {8, 16}},
        Kind{SPNG_COLOR_TYPE_TRUECOLOR_ALPHA, {8, 16}}}) {
    for (const int bits : depths) {
      for (const bool interlaced : {false, true}) {
        inputs.push_back(of_kind(bits, color_type, interlaced, false));
        if ((color_type & 4) == 0) inputs.push_back(of_kind(bits, color_type, interlaced, true));
      }
    }
  }

  const cv::Mat stored = quarters();
  const Bytes samples(stored.datastart, stored.dataend);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    inputs.push_back(
        {.name = "png_turned_" + std::to_string(orientation),
         .file = png_of(stored.size(), samples, {.exif = exif_of_orientation(orientation)}),
         .pixels = quarters(orientation)});
  }
  const Bytes plain = png_of(stored.size(), samples, {});
  const auto add = [&](const std::string& name, const Bytes& file, GoodInput facts = {}) {
    facts.name = "png_" + name;
    facts.file = file;
    if (facts.pixels.empty()) facts.pixels = stored;
    inputs.push_back(facts);
  };
  const auto with_profile = [](const Bytes& png, const Bytes& profile) {
    return with_chunk(png, png_chunk("iCCP", bytes_of("name\0\0"sv) + deflated(profile)));
  };
  // 11811 and 5906 pixels per meter.
  const Bytes density = bytes(0, 0, 0x2E, 0x23, 0, 0, 0x17, 0x12);
  add("density", with_chunk(plain, png_chunk("pHYs", density + bytes(1))),
      {.resolution = {300, 150}});
  add("density_of_aspect_only", with_chunk(plain, png_chunk("pHYs", density + bytes(0))));
  add("density_in_exif", png_of(stored.size(), samples, {.exif = exif_of_resolution({96, 72})}),
      {.resolution = {96, 72}});
  add("density_turned",
      with_chunk(png_of(stored.size(), samples, {.exif = exif_of_orientation(6)}),
                 png_chunk("pHYs", density + bytes(1))),
      {.pixels = quarters(6), .resolution = {150, 300}});
  add("profile", with_profile(plain, wide_rgb_profile()), {.has_profile = true});
  add("profile_of_srgb", with_profile(plain, srgb_profile()), {.has_profile = true});
  add("profile_of_a_scanner",
      with_profile(png_of({2, 1}, bytes(9, 255, 9, 99, 0, 99), {}), scanner_profile()),
      {.pixels = (cv::Mat_<cv::Vec3b>(1, 2) << cv::Vec3b(255, 255, 255), cv::Vec3b(0, 0, 0))});
  add("profile_damaged", with_profile(plain, bytes_of("no profile")),
      {.notice = "its color profile is damaged"});
  add("profile_of_cmyk", with_profile(plain, cmyk_profile()),
      {.notice = "its color profile is damaged or does not fit"});
  add("srgb_and_gamma", with_chunk(with_chunk(plain, png_chunk("gAMA", bytes(0, 0, 0xB1, 0x8F))),
                                   png_chunk("sRGB", bytes(0))));
  add("cicp", with_chunk(plain, png_chunk("cICP", bytes(1, 13, 0, 1))));
  add("texts",
      with_chunk(with_chunk(plain, png_chunk("tEXt", bytes_of("Title\0ink"sv))),
                 png_chunk("zTXt", bytes_of("Comment\0\0"sv) + deflated(bytes_of("packed")))));
  add("animated", with_chunk(plain, png_chunk("acTL", bytes(0, 0, 0, 2, 0, 0, 0, 0))),
      {.notice = "is an animation"});
  add("unknown_chunk", with_chunk(plain, png_chunk("abCd", bytes_of("what?"))));
  add("text_after_the_pixels",
      with_chunk(plain, png_chunk("tEXt", bytes_of("Title\0ink"sv)), "IEND"));
  add("data_after_the_end", plain + bytes_of("appended"));
  add("one_pixel", png_of({1, 1}, bytes(1, 2, 3), {}), {.pixels = flat({1, 1}, {1, 2, 3})});
  add("strip", png_of({1, 60'000}, zeros(180'000), {}), {.pixels = flat({1, 60'000}, {0, 0, 0})});
  return inputs;
}

}  // namespace tintflow
