#include "io/video_content.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <string>
#include <string_view>

#include "io/frame.h"
#include "io/image_format.h"

namespace tintflow {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::size_t offset;
  std::string_view magic;
};

constexpr std::array kSignatures{
    Signature{0, "\x1A\x45\xDF\xA3"sv},                  // Matroska, WebM
    Signature{0, "YUV4MPEG2 "sv},                        //
    Signature{8, "AVI "sv},                              //
    Signature{4, "moov"sv},                              // QuickTime before there was "ftyp"
    Signature{4, "mdat"sv},                              //
    Signature{4, "wide"sv},                              //
    Signature{0, "FLV\x01"sv},                           //
    Signature{0, "OggS"sv},                              //
    Signature{0, "\0\0\x01\xBA"sv},                      // MPEG program stream
    Signature{0, "\0\0\x01\xB3"sv},                      // MPEG-1 and 2 video
    Signature{0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv},  // ASF
    Signature{0, "\x06\x0E\x2B\x34\x02\x05\x01\x01"sv},  // MXF
    Signature{0, "DKIF"sv},                              // IVF
    Signature{0, "nut/multimedia container"sv},          //
};

constexpr std::array kExtensions{".mp4"sv, ".m4v"sv,  ".mov"sv, ".mkv"sv, ".webm"sv,
                                 ".avi"sv, ".y4m"sv,  ".ts"sv,  ".mts"sv, ".m2ts"sv,
                                 ".mpg"sv, ".mpeg"sv, ".flv"sv, ".ogv"sv, ".wmv"sv,
                                 ".mxf"sv, ".3gp"sv,  ".ivf"sv, ".nut"sv};

/// ISO base media files hold pictures too, and say so in their brand.
bool is_iso_video(std::string_view start) {
  constexpr std::array pictures{"avif"sv, "heic"sv, "heix"sv, "mif1"sv,
                                "jp2 "sv, "jpx "sv, "crx "sv};
  return start.size() >= 12 && start.substr(4, 4) == "ftyp"sv &&
         std::ranges::count(pictures, start.substr(8, 4)) == 0;
}

/// Packets of 188 bytes that begin with 0x47; of 192 with a time before each on Blu-rays.
bool is_transport_stream(std::string_view start) {
  const auto syncs = [&](std::size_t first, std::size_t packet) {
    return start.size() > first + packet && start[first] == 0x47 && start[first + packet] == 0x47;
  };
  return syncs(0, 188) || syncs(4, 192);
}

Bytes start_of_file(const std::filesystem::path& path) {
  Bytes start(kVideoSignatureSize);
  std::ifstream stream(path, std::ios::binary);
  stream.read(reinterpret_cast<char*>(start.data()), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(stream.gcount()));
  return start;
}

}  // namespace

bool is_video_content(std::span<const std::uint8_t> start) {
  const std::string_view text(reinterpret_cast<const char*>(start.data()), start.size());
  const bool signed_so = std::ranges::any_of(kSignatures, [&](const Signature& signature) {
    return text.size() > signature.offset &&
           text.substr(signature.offset).starts_with(signature.magic);
  });
  return signed_so || is_iso_video(text) || is_transport_stream(text);
}

bool has_video_name(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::ranges::count(kExtensions, extension) > 0;
}

bool is_video_file(const std::filesystem::path& path) {
  if (!std::filesystem::is_regular_file(path)) return false;
  const Bytes start = start_of_file(path);
  if (is_video_content(start)) return true;
  return has_video_name(path) && !format_of_content(start);
}

}  // namespace tintflow
