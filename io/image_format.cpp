#include "io/image_format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

namespace tintflow {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::size_t offset;
  std::string_view magic;
  ImageFormat format;
};

constexpr std::array kSignatures{
    Signature{0, "\xFF\xD8\xFF"sv, ImageFormat::jpeg},
    Signature{0, "\x89PNG\r\n\x1A\n"sv, ImageFormat::png},
    Signature{8, "WEBP"sv, ImageFormat::webp},
    Signature{0, "GIF87a"sv, ImageFormat::gif},
    Signature{0, "GIF89a"sv, ImageFormat::gif},
    Signature{0, "II*\0"sv, ImageFormat::tiff},
    Signature{0, "MM\0*"sv, ImageFormat::tiff},
    Signature{0, "\0\0\0\x0CjP  \r\n\x87\n"sv, ImageFormat::jpeg2000},
    Signature{0, "\xFF\x4F\xFF\x51"sv, ImageFormat::jpeg2000},
    Signature{0, "\0\0\0\x0CJXL \r\n\x87\n"sv, ImageFormat::jpeg_xl},
    Signature{0, "\xFF\x0A"sv, ImageFormat::jpeg_xl},
    Signature{0, "8BPS\0\x01"sv, ImageFormat::psd},
    Signature{0, "qoif"sv, ImageFormat::qoi},
};

constexpr std::array kExtensions{
    std::pair{".jpg"sv, ImageFormat::jpeg},     std::pair{".jpeg"sv, ImageFormat::jpeg},
    std::pair{".jpe"sv, ImageFormat::jpeg},     std::pair{".png"sv, ImageFormat::png},
    std::pair{".webp"sv, ImageFormat::webp},    std::pair{".bmp"sv, ImageFormat::bmp},
    std::pair{".gif"sv, ImageFormat::gif},      std::pair{".tif"sv, ImageFormat::tiff},
    std::pair{".tiff"sv, ImageFormat::tiff},    std::pair{".tga"sv, ImageFormat::tga},
    std::pair{".pbm"sv, ImageFormat::pnm},      std::pair{".pgm"sv, ImageFormat::pnm},
    std::pair{".ppm"sv, ImageFormat::pnm},      std::pair{".pnm"sv, ImageFormat::pnm},
    std::pair{".pam"sv, ImageFormat::pnm},      std::pair{".jp2"sv, ImageFormat::jpeg2000},
    std::pair{".j2k"sv, ImageFormat::jpeg2000}, std::pair{".j2c"sv, ImageFormat::jpeg2000},
    std::pair{".jxl"sv, ImageFormat::jpeg_xl},  std::pair{".psd"sv, ImageFormat::psd},
    std::pair{".qoi"sv, ImageFormat::qoi},      std::pair{".ora"sv, ImageFormat::ora},
};

/// "BM" alone begins many a text, so the two reserved fields (zero) and the size of the second
/// header (12 to 124 bytes) are compared too.
bool is_bmp(std::string_view content) {
  return content.size() >= 18 && content.starts_with("BM"sv) &&
         content.substr(6, 4) == "\0\0\0\0"sv && content[14] >= 12 && content[14] <= 124 &&
         content.substr(15, 3) == "\0\0\0"sv;
}

/// Netpbm: P1 to P7, white space, then a number, a comment or PAM's first keyword.
bool is_pnm(std::string_view content) {
  if (content.size() < 4 || content[0] != 'P' || content[1] < '1' || content[1] > '7') {
    return false;
  }
  const auto is_space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
  const auto token = std::find_if_not(content.begin() + 2, content.end(), is_space);
  if (token == content.begin() + 2 || token == content.end()) return false;
  const bool is_number = std::isdigit(static_cast<unsigned char>(*token)) != 0;
  return *token == '#' || (content[1] == '7' ? std::isupper(*token) != 0 : is_number);
}

/// TGA has no signature, so every field of its header must make sense.
bool is_tga(std::string_view content) {
  if (content.size() < 18) return false;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(content[at]); };
  const int color_map_type = byte(1);
  const int image_type = byte(2) & ~8;  // bit 3: run-length encoded
  const bool has_map = color_map_type == 1;
  if (color_map_type > 1 || image_type < 1 || image_type > 3 || byte(2) > 11) return false;
  if ((image_type == 1) != has_map) return false;
  if (!has_map && content.substr(3, 5) != "\0\0\0\0\0"sv) return false;
  const bool has_area = (byte(12) | byte(13)) != 0 && (byte(14) | byte(15)) != 0;
  constexpr std::array depths{8, 15, 16, 24, 32};
  return has_area && std::ranges::count(depths, byte(16)) == 1 && byte(17) < 0x40;
}

}  // namespace

std::string_view format_name(ImageFormat format) {
  switch (format) {
    case ImageFormat::jpeg:
      return "JPEG";
    case ImageFormat::png:
      return "PNG";
    case ImageFormat::webp:
      return "WebP";
    case ImageFormat::bmp:
      return "BMP";
    case ImageFormat::gif:
      return "GIF";
    case ImageFormat::tiff:
      return "TIFF";
    case ImageFormat::tga:
      return "TGA";
    case ImageFormat::pnm:
      return "PNM";
    case ImageFormat::jpeg2000:
      return "JPEG 2000";
    case ImageFormat::jpeg_xl:
      return "JPEG XL";
    case ImageFormat::psd:
      return "PSD";
    case ImageFormat::qoi:
      return "QOI";
    case ImageFormat::ora:
      return "OpenRaster";
  }
  return "";
}

std::optional<ImageFormat> format_of_content(std::span<const std::uint8_t> content) {
  const std::string_view text(reinterpret_cast<const char*>(content.data()), content.size());
  for (const Signature& signature : kSignatures) {
    if (text.size() > signature.offset &&
        text.substr(signature.offset).starts_with(signature.magic)) {
      return signature.format;
    }
  }
  if (is_bmp(text)) return ImageFormat::bmp;
  if (is_pnm(text)) return ImageFormat::pnm;
  if (is_tga(text)) return ImageFormat::tga;
  return std::nullopt;
}

std::optional<ImageFormat> format_of_extension(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto* const found =
      std::ranges::find(kExtensions, extension, &std::pair<std::string_view, ImageFormat>::first);
  if (found == kExtensions.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string_view> readable_extensions() {
  std::vector<std::string_view> extensions;
  for (const auto& [extension, format] : kExtensions) {
    if (is_readable(format)) extensions.push_back(extension);
  }
  return extensions;
}

bool is_readable(ImageFormat format) { return format != ImageFormat::ora; }

bool is_writable(ImageFormat format) {
  return format == ImageFormat::jpeg || format == ImageFormat::png || format == ImageFormat::webp ||
         format == ImageFormat::ora;
}

}  // namespace tintflow
