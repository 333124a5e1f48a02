#include "io/exif.h"

#include <cmath>
#include <string_view>

#include "io/resolution.h"

namespace tintflow {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kJpegPrefix = "Exif\0\0"sv;
constexpr unsigned kOrientation = 0x0112, kXResolution = 0x011A, kYResolution = 0x011B,
                   kResolutionUnit = 0x0128;
constexpr std::uint32_t kNoUnit = 1, kInch = 2, kCentimeter = 3;

cv::Size2d resolution_of(const TiffDirectory& directory) {
  const auto across = directory.rational(kXResolution);
  const auto down = directory.rational(kYResolution);
  const auto unit = directory.integer(kResolutionUnit).value_or(kInch);
  if (!across || !down || unit == kNoUnit) return {};
  const cv::Size2d resolution(*across, *down);
  return unit == kCentimeter ? resolution * kCentimetersPerInch : resolution;
}

void append(Bytes& bytes, std::uint32_t value, int size) {
  for (int i = 0; i < size; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

}  // namespace

bool is_exif(std::span<const std::uint8_t> data) {
  const std::string_view text(reinterpret_cast<const char*>(data.data()), data.size());
  return text.starts_with(kJpegPrefix);
}

ExifFacts read_exif(std::span<const std::uint8_t> exif) {
  if (is_exif(exif)) exif = exif.subspan(kJpegPrefix.size());
  const auto directory = TiffDirectory::first(exif);
  return directory ? read_exif(*directory) : ExifFacts{};
}

ExifFacts read_exif(const TiffDirectory& directory) {
  ExifFacts facts;
  const auto orientation = directory.integer(kOrientation).value_or(1);
  if (orientation >= 1 && orientation <= 8) facts.orientation = static_cast<int>(orientation);
  facts.resolution = resolution_of(directory);
  return facts;
}

Bytes exif_of_resolution(cv::Size2d resolution) {
  constexpr std::uint32_t entries = 3, short_type = 3, rational_type = 5;
  constexpr std::uint32_t directory = 8, values = directory + 2 + entries * 12 + 4;
  constexpr std::uint32_t denominator = 10'000;
  const auto numerator = [](double value) {
    return static_cast<std::uint32_t>(std::lround(value * denominator));
  };
  Bytes exif{'I', 'I', 42, 0};
  append(exif, directory, 4);
  append(exif, entries, 2);
  const auto entry = [&](unsigned tag, std::uint32_t type, std::uint32_t value) {
    append(exif, tag, 2);
    append(exif, type, 2);
    append(exif, 1, 4);
    append(exif, value, 4);
  };
  entry(kXResolution, rational_type, values);
  entry(kYResolution, rational_type, values + 8);
  entry(kResolutionUnit, short_type, kInch);
  append(exif, 0, 4);
  append(exif, numerator(resolution.width), 4);
  append(exif, denominator, 4);
  append(exif, numerator(resolution.height), 4);
  append(exif, denominator, 4);
  return exif;
}

}  // namespace tintflow
