#include "io/check_pair.h"

#include <string>

#include <fmt/format.h>

#include "io/probe_file.h"

namespace tintflow {
namespace {

Expected<cv::Size> size_of(const std::filesystem::path& file, const DecodeLimits& limits) {
  return probe_file(file).and_then([&](const ImageInfo& info) {
    return check_limits(info.size, limits).map([&] { return info.size; });
  });
}

}  // namespace

Expected<void> check_pair(const std::filesystem::path& pair, PairLayout layout,
                          const DecodeLimits& limits) {
  const auto size = size_of(pair, limits);
  if (!size) return tl::unexpected(size.error());
  if (layout == PairLayout::color) return {};
  if (layout == PairLayout::folders) {
    const auto color_file = colored_picture_of(pair);
    if (!color_file) return tl::unexpected<std::string>("is in no folder sketch beside color");
    const auto color = size_of(*color_file, limits);
    if (!color) return tl::unexpected(color_file->string() + ": " + color.error());
    if (*color == *size) return {};
    return tl::unexpected(
        fmt::format("the drawing is {} x {}, its colored picture {} x {}: make both of one size",
                    size->width, size->height, color->width, color->height));
  }
  if (size->width % 2 == 0) return {};
  return tl::unexpected(
      fmt::format("a side-by-side pair needs an even width, this picture is {} x {}", size->width,
                  size->height));
}

}  // namespace tintflow
