#include "io/tiff_directory.h"

#include <vector>

namespace tintflow {
namespace {

constexpr unsigned kNewSubfileType = 254;
constexpr std::uint32_t kReducedResolution = 1;  // bit 0 of NewSubfileType
constexpr unsigned kByte = 1, kShort = 3, kLong = 4, kRational = 5;
constexpr std::size_t kEntrySize = 12;
/// Longer chains of thumbnails are not followed: nobody writes them.
constexpr std::size_t kMaxPages = 64;

}  // namespace

std::optional<TiffDirectory> TiffDirectory::first(std::span<const std::uint8_t> tiff) {
  if (tiff.size() < 8 || tiff[0] != tiff[1] || (tiff[0] != 'I' && tiff[0] != 'M')) {
    return std::nullopt;
  }
  const ByteReader reader(tiff, tiff[0] == 'M' ? ByteOrder::big : ByteOrder::little);
  if (reader.integer(2, 2) != 42U) return std::nullopt;
  return TiffDirectory(reader, *reader.integer(4, 4));
}

std::optional<TiffDirectory> TiffDirectory::next() const {
  const std::size_t entries = reader_.integer(offset_, 2).value_or(0);
  const auto next_offset =
      reader_.integer(std::size_t{offset_} + 2 + entries * kEntrySize, 4).value_or(0);
  if (next_offset == 0) return std::nullopt;
  return TiffDirectory(reader_, next_offset);
}

std::optional<std::size_t> TiffDirectory::find(unsigned tag) const {
  const std::size_t entries = reader_.integer(offset_, 2).value_or(0);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = std::size_t{offset_} + 2 + i * kEntrySize;
    const auto found = reader_.integer(entry, 2);
    if (!found) return std::nullopt;
    if (*found == tag) return entry;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> TiffDirectory::integer(unsigned tag) const {
  const auto entry = find(tag);
  if (!entry) return std::nullopt;
  switch (reader_.integer(*entry + 2, 2).value_or(0)) {
    case kByte:
      return reader_.integer(*entry + 8, 1);
    case kShort:
      return reader_.integer(*entry + 8, 2);
    case kLong:
      return reader_.integer(*entry + 8, 4);
    default:
      return std::nullopt;
  }
}

std::optional<double> TiffDirectory::rational(unsigned tag) const {
  const auto entry = find(tag);
  if (!entry || reader_.integer(*entry + 2, 2) != kRational) return std::nullopt;
  const auto value_offset = reader_.integer(*entry + 8, 4);
  if (!value_offset) return std::nullopt;
  const auto numerator = reader_.integer(*value_offset, 4);
  const auto denominator = reader_.integer(std::size_t{*value_offset} + 4, 4);
  if (!numerator || denominator.value_or(0) == 0) return std::nullopt;
  return static_cast<double>(*numerator) / *denominator;
}

void make_first(std::span<std::uint8_t> tiff, const TiffDirectory& page) {
  constexpr std::size_t place = 4, size = 4;
  const bool big_endian = tiff[0] == 'M';
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t digit = big_endian ? size - 1 - i : i;
    tiff[place + i] = static_cast<std::uint8_t>(page.offset() >> (8 * digit));
  }
}

Expected<TiffPage> first_full_page(std::span<const std::uint8_t> tiff) {
  const auto first = TiffDirectory::first(tiff);
  if (!first) return tl::unexpected<std::string>("the directory of its pages is missing");

  std::optional<TiffPage> chosen;
  std::vector<std::uint32_t> visited;
  for (auto page = first; page && visited.size() < kMaxPages; page = page->next()) {
    for (const auto offset : visited) {
      if (offset == page->offset()) {
        return tl::unexpected<std::string>("the chain of its pages has no end");
      }
    }
    visited.push_back(page->offset());
    if ((page->integer(kNewSubfileType).value_or(0) & kReducedResolution) != 0) continue;
    if (!chosen) {
      chosen = TiffPage{*page, false};
    } else {
      chosen->is_one_of_several = true;
    }
  }
  return chosen.value_or(TiffPage{*first, false});
}

}  // namespace tintflow
