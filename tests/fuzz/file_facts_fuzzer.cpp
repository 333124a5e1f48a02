#include <cstdlib>

#include "io/exif.h"
#include "io/file_facts.h"
#include "io/image_info.h"

/// The readers of headers and metadata that are written here, each on the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using tintflow::ImageFormat;
  const std::span bytes(data, size);
  const auto exif = tintflow::read_exif(bytes);
  if (exif.orientation < 1 || exif.orientation > 8) std::abort();
  for (const auto format :
       {ImageFormat::bmp, ImageFormat::gif, ImageFormat::psd, ImageFormat::tiff}) {
    const auto facts = tintflow::read_file_facts(bytes, format);
    if (!facts && facts.error().empty()) std::abort();
    if (!facts || !facts->tiff_page) continue;
    std::vector<std::uint8_t> copy(bytes.begin(), bytes.end());
    make_first(copy, *facts->tiff_page);
    if (tintflow::TiffDirectory::first(copy)->offset() != facts->tiff_page->offset()) std::abort();
  }
  const auto info = tintflow::probe_image(bytes);
  if (info && (info->size.width < 1 || info->size.height < 1)) std::abort();
  return 0;
}
