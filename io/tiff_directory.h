#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "io/byte_reader.h"
#include "io/result.h"

namespace tintflow {

/// One image file directory of a TIFF structure (TIFF 6.0, section 2): the tags of one page. EXIF
/// data are such a structure too. Refers to the bytes that it was found in.
class TiffDirectory {
 public:
  /// The first directory; nothing where `tiff` is no TIFF structure.
  static std::optional<TiffDirectory> first(std::span<const std::uint8_t> tiff);

  /// The next page's directory; nothing after the last.
  [[nodiscard]] std::optional<TiffDirectory> next() const;

  /// First value of a tag of type BYTE, SHORT or LONG; nothing where it is missing or another type.
  [[nodiscard]] std::optional<std::uint32_t> integer(unsigned tag) const;

  /// First value of a tag of type RATIONAL; nothing where it is missing, another type or x / 0.
  [[nodiscard]] std::optional<double> rational(unsigned tag) const;

  /// Where it begins, bytes from the beginning of the structure.
  [[nodiscard]] std::uint32_t offset() const { return offset_; }

 private:
  TiffDirectory(ByteReader reader, std::uint32_t offset) : reader_(reader), offset_(offset) {}
  [[nodiscard]] std::optional<std::size_t> find(unsigned tag) const;

  ByteReader reader_;
  std::uint32_t offset_;
};

/// Points the header of a copy of `page`'s structure to it, so that readers take it for the first.
void make_first(std::span<std::uint8_t> tiff, const TiffDirectory& page);

/// The page of a TIFF file that a person would call its picture.
struct TiffPage {
  TiffDirectory directory;
  /// There are more pages of full size behind it.
  bool is_one_of_several = false;
};

/// The first page that is not marked as a smaller version of another, such as a thumbnail; the
/// first where all are. A chain of pages that has no end is an error.
[[nodiscard]] Expected<TiffPage> first_full_page(std::span<const std::uint8_t> tiff);

}  // namespace tintflow
