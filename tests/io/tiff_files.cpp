#include "tests/io/tiff_files.h"

#include <algorithm>

#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

class TiffWriter {
 public:
  explicit TiffWriter(bool big_endian) : big_endian_(big_endian) {
    file_ = big_endian ? bytes('M', 'M', 0, 42) : bytes('I', 'I', 42, 0);
    append(8, 4);
  }

  void add_page(TiffPageContent page, bool is_last) {
    page.tags.push_back({256, {static_cast<std::uint32_t>(page.size.width)}});
    page.tags.push_back({257, {static_cast<std::uint32_t>(page.size.height)}});
    page.tags.push_back({278, {static_cast<std::uint32_t>(page.size.height)}});
    page.tags.push_back({279, {static_cast<std::uint32_t>(page.strip.size())}, TiffTag::kLong});
    page.tags.push_back({273, {0}, TiffTag::kLong});
    std::ranges::sort(page.tags, {}, &TiffTag::number);
    // What does not fit into an entry lies behind the directory, then the strip, then the next one.
    std::size_t place = file_.size() + 2 + 12 * page.tags.size() + 4;
    const std::size_t values_begin = place;
    for (const TiffTag& tag : page.tags) {
      if (size_of(tag) > 4) place += size_of(tag);
    }
    const std::size_t strip_begin = place;
    const std::size_t end = strip_begin + page.strip.size() + page.strip.size() % 2;

    append(page.tags.size(), 2);
    place = values_begin;
    for (TiffTag& tag : page.tags) {
      if (tag.number == 273) tag.values = {static_cast<std::uint32_t>(strip_begin)};
      append(tag.number, 2);
      append(tag.type, 2);
      append(tag.type == TiffTag::kRational ? tag.values.size() / 2 : tag.values.size(), 4);
      if (size_of(tag) > 4) {
        append(place, 4);
        place += size_of(tag);
      } else {
        append_values(tag);
        append(0, static_cast<int>(4 - size_of(tag)));
      }
    }
    append(is_last ? 0 : end, 4);
    for (const TiffTag& tag : page.tags) {
      if (size_of(tag) > 4) append_values(tag);
    }
    file_ = file_ + page.strip + zeros(page.strip.size() % 2);
  }

  [[nodiscard]] const Bytes& file() const { return file_; }

 private:
  static int size_of_value(const TiffTag& tag) {
    return tag.type == TiffTag::kShort ? 2 : tag.type == TiffTag::kUndefined ? 1 : 4;
  }
  static std::size_t size_of(const TiffTag& tag) {
    return tag.values.size() * static_cast<std::size_t>(size_of_value(tag));
  }

  void append(std::size_t value, int size) {
    Bytes digits = little_endian(static_cast<std::uint32_t>(value), size);
    if (big_endian_) std::ranges::reverse(digits);
    file_ = file_ + digits;
  }

  void append_values(const TiffTag& tag) {
    for (const auto value : tag.values) append(value, size_of_value(tag));
  }

  bool big_endian_;
  Bytes file_;
};

}  // namespace

Bytes tiff_of(const std::vector<TiffPageContent>& pages, bool big_endian) {
  TiffWriter writer(big_endian);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    writer.add_page(pages[i], i + 1 == pages.size());
  }
  return writer.file();
}

TiffPageContent plain_tiff_page(const cv::Mat& pixels, std::vector<TiffTag> tags) {
  const bool gray = pixels.channels() == 1;
  const std::uint32_t bits = pixels.depth() == CV_16U ? 16 : 8;
  const std::vector<std::uint32_t> depths(static_cast<std::size_t>(pixels.channels()), bits);
  constexpr std::uint32_t uncompressed = 1, black_is_zero = 1, rgb = 2;
  tags.push_back({258, depths});
  tags.push_back({259, {uncompressed}});
  tags.push_back({262, {gray ? black_is_zero : rgb}});
  tags.push_back({277, {static_cast<std::uint32_t>(pixels.channels())}});
  return {pixels.size(), tags, Bytes(pixels.datastart, pixels.dataend)};
}

}  // namespace tintflow
