#include <array>
#include <string>

#include "io/exif.h"
#include "tests/io/good_inputs.h"
#include "tests/io/jpeg_files.h"
#include "tests/io/test_pictures.h"
#include "tests/io/test_profiles.h"

namespace tintflow {
namespace {

using std::literals::operator""sv;

constexpr int kApp1 = 0xE1, kApp2 = 0xE2;
constexpr int kTolerance = 3;

Bytes turned(const Bytes& jpeg, int orientation) {
  return with_segment(jpeg, kApp1, bytes_of("Exif\0\0"sv) + exif_of_orientation(orientation));
}

Bytes with_profile(const Bytes& jpeg, const Bytes& profile) {
  return with_segment(jpeg, kApp2, bytes_of("ICC_PROFILE\0\x01\x01"sv) + profile);
}

/// Ink of the quarters, black being zero.
cv::Mat cmyk_quarters() {
  cv::Mat inks;
  cv::merge(
      std::array<cv::Mat, 2>{cv::Scalar::all(255) - quarters(), cv::Mat::zeros(32, 48, CV_8UC1)},
      inks);
  return inks;
}

/// Sets the JFIF header's unit and densities of a JPEG that has one.
Bytes with_density(Bytes jpeg, int unit, int across, int down) {
  const auto at = static_cast<std::ptrdiff_t>(position_of(jpeg, "JFIF")) + 7;
  const Bytes values = bytes(unit, across >> 8, across, down >> 8, down);
  std::copy(values.begin(), values.end(), jpeg.begin() + at);
  return jpeg;
}

}  // namespace

std::vector<GoodInput> good_jpegs() {
  std::vector<GoodInput> inputs;
  const std::string no_profile = "is CMYK without a color profile";
  const cv::Mat cmyk = cmyk_quarters();
  const cv::Mat inverted = cv::Scalar::all(255) - cmyk;
  struct Kind {
    std::string name;
    cv::Mat stored;
    JpegVariant variant;
    bool is_gray = false;
    bool is_cmyk = false;
  };
  const std::vector<Kind> kinds{
      {"baseline_420", quarters(), {}},
      {"baseline_444", quarters(), {.subsampling = {1, 1}}},
      {"baseline_422", quarters(), {.subsampling = {2, 1}}},
      {"baseline_440", quarters(), {.subsampling = {1, 2}}},
      {"baseline_411", quarters(), {.subsampling = {4, 1}}},
      {"progressive", quarters(), {.progressive = true}},
      {"restart_markers", quarters(), {.restart_interval = 1}},
      {"arithmetic", quarters(), {.arithmetic = true}},
      {"rgb", quarters(), {.stored = JCS_RGB, .adobe_marker = true}},
      {"gray", one_channel(gray_quarters()), {JCS_GRAYSCALE, JCS_GRAYSCALE}, true},
      {"gray_progressive",
       one_channel(gray_quarters()),
       {JCS_GRAYSCALE, JCS_GRAYSCALE, true},
       true},
      {"cmyk", cmyk, {JCS_CMYK, JCS_CMYK}, false, true},
      {"cmyk_inverted", inverted, {JCS_CMYK, JCS_CMYK, false, true}, false, true},
      {"ycck_inverted", inverted, {JCS_CMYK, JCS_YCCK, false, true}, false, true},
      {"ycck_progressive", inverted, {JCS_CMYK, JCS_YCCK, true, true}, false, true},
  };
  for (const Kind& kind : kinds) {
    const Bytes jpeg = jpeg_of(kind.stored, kind.variant);
    // The plain one as it is, all kinds in the orientations of a phone, some in every one.
    const bool is_common = kind.name == "baseline_420" || kind.name == "gray" || kind.is_cmyk;
    for (int orientation = 1; orientation <= 8; ++orientation) {
      if (!is_common && orientation != 1 && orientation != 6) continue;
      inputs.push_back({.name = "jpeg_" + kind.name + "_turned_" + std::to_string(orientation),
                        .file = turned(jpeg, orientation),
                        .pixels = kind.is_gray ? gray_quarters(orientation) : quarters(orientation),
                        .tolerance = kTolerance,
                        .notice = kind.is_cmyk ? no_profile : ""});
    }
  }

  const Bytes plain = jpeg_of(quarters());
  const auto add = [&](const std::string& name, const Bytes& file, GoodInput facts = {}) {
    facts.name = "jpeg_" + name;
    facts.file = file;
    if (facts.pixels.empty()) facts.pixels = quarters();
    facts.tolerance = kTolerance;
    inputs.push_back(facts);
  };
  add("without_metadata", plain);
  add("density_per_inch", with_density(plain, 1, 300, 150), {.resolution = {300, 150}});
  add("density_per_centimeter", with_density(plain, 2, 100, 100), {.resolution = {254, 254}});
  add("density_of_aspect_only", with_density(plain, 0, 2, 1));
  add("density_in_exif",
      with_segment(plain, kApp1, bytes_of("Exif\0\0"sv) + exif_of_resolution({600, 600})),
      {.resolution = {600, 600}});
  add("damaged_exif", with_segment(plain, kApp1, bytes_of("Exif\0\0II*\0\xFF\xFF\xFF\xFF"sv)));
  add("xmp_in_place_of_exif", with_segment(plain, kApp1, bytes_of("http://ns.adobe.com/xap/1.0/")));
  add("comment", with_segment(plain, 0xFE, bytes_of("a comment")));
  add("profile", with_profile(plain, wide_rgb_profile()), {.has_profile = true});
  add("profile_of_srgb", with_profile(plain, srgb_profile()), {.has_profile = true});
  add("profile_damaged", with_profile(plain, bytes_of("no profile")),
      {.notice = "its color profile is damaged"});
  add("profile_with_a_part_missing",
      with_segment(plain, kApp2, bytes_of("ICC_PROFILE\0\x01\x02"sv) + wide_rgb_profile()),
      {.notice = "its color profile is damaged"});
  const cv::Mat half_light(32, 48, CV_8UC1, cv::Scalar(128));
  add("profile_of_gray",
      with_profile(jpeg_of(half_light, {JCS_GRAYSCALE, JCS_GRAYSCALE}), gray_profile(1.0)),
      {.pixels = flat({48, 32}, {188, 188, 188})});
  add("profile_of_cmyk",
      with_profile(jpeg_of(cv::Mat(32, 48, CV_8UC4, cv::Scalar::all(0)), {JCS_CMYK, JCS_CMYK}),
                   cmyk_profile()),
      {.pixels = flat({48, 32}, {255, 255, 255})});
  add("padding_after_the_end", plain + zeros(100));
  add("one_pixel", jpeg_of(flat({1, 1}, {200, 40, 40})), {.pixels = flat({1, 1}, {200, 40, 40})});
  add("strip", jpeg_of(flat({8, 20'000}, {200, 40, 40})),
      {.pixels = flat({8, 20'000}, {200, 40, 40})});
  return inputs;
}

}  // namespace tintflow
