#include "io/file_facts.h"

#include <memory>
#include <string>

#include "io/byte_reader.h"
#include "io/gif_blocks.h"
#include "io/notices.h"
#include "io/psd_resources.h"
#include "io/resolution.h"

namespace tintflow {
namespace {

/// BITMAPINFOHEADER and its successors; the older header has no resolution.
FileFacts bmp_facts(std::span<const std::uint8_t> bmp) {
  constexpr std::size_t header = 14, resolution = header + 24;
  constexpr std::uint32_t first_size_with_resolution = 40;
  const ByteReader reader(bmp, ByteOrder::little);
  FileFacts facts;
  if (reader.integer(header, 4).value_or(0) >= first_size_with_resolution) {
    facts.metadata.resolution = {reader.integer(resolution, 4).value_or(0) * kMetersPerInch,
                                 reader.integer(resolution + 4, 4).value_or(0) * kMetersPerInch};
  }
  return facts;
}

FileFacts gif_facts(std::span<const std::uint8_t> gif) {
  FileFacts facts;
  if (is_animated_gif(gif)) facts.metadata.notices.emplace_back(kFirstFrameNotice);
  return facts;
}

FileFacts psd_facts(std::span<const std::uint8_t> psd) {
  FileFacts facts;
  facts.metadata.resolution = psd_resolution(psd);
  const auto header = psd_header(psd);
  if (header && header->is_cmyk) facts.metadata.notices.emplace_back(kPlainCmykNotice);
  const auto profile = psd_color_profile(psd);
  if (!profile.empty()) {
    facts.metadata.icc_profile = std::make_shared<const Bytes>(profile.begin(), profile.end());
  }
  return facts;
}

/// FFmpeg paints TIFF pages that are packed as JPEG black, without a word.
bool is_packed_as_jpeg(const TiffDirectory& page) {
  constexpr unsigned compression = 259, old_jpeg = 6, jpeg = 7;
  const auto value = page.integer(compression);
  return value == old_jpeg || value == jpeg;
}

bool is_cmyk(const TiffDirectory& page) {
  constexpr unsigned photometric = 262, separated = 5;
  return page.integer(photometric) == separated;
}

Expected<FileFacts> tiff_facts(std::span<const std::uint8_t> tiff) {
  return first_full_page(tiff).and_then([](const TiffPage& page) -> Expected<FileFacts> {
    if (is_packed_as_jpeg(page.directory)) {
      return tl::unexpected<std::string>("its pixels are packed as JPEG");
    }
    const ExifFacts exif = read_exif(page.directory);
    FileFacts facts{.orientation = exif.orientation, .tiff_page = page.directory};
    facts.metadata.resolution = exif.resolution;
    if (is_cmyk(page.directory)) facts.metadata.notices.emplace_back(kPlainCmykNotice);
    if (page.is_one_of_several) facts.metadata.notices.emplace_back(kFirstPageNotice);
    return facts;
  });
}

}  // namespace

Expected<FileFacts> read_file_facts(std::span<const std::uint8_t> bytes, ImageFormat format) {
  switch (format) {
    case ImageFormat::bmp:
      return bmp_facts(bytes);
    case ImageFormat::gif:
      return gif_facts(bytes);
    case ImageFormat::psd:
      return psd_facts(bytes);
    case ImageFormat::tiff:
      return tiff_facts(bytes);
    default:
      return FileFacts{};
  }
}

}  // namespace tintflow
