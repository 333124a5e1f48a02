#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/image_format.h"

namespace tintflow {

/// Drawings that are colored again and again to measure.
struct MeasuredDrawings {
  /// What they are called in tables: their format, or the input that they came from.
  std::string name;
  std::vector<std::filesystem::path> files;
  /// The format that each result gets.
  std::vector<ImageFormat> formats;

  /// So many files, and their formats, going through the list again as often as it takes.
  [[nodiscard]] MeasuredDrawings repeated(std::size_t count) const;
};

/// The pictures of a folder or file, whose results keep their format where it can be written and
/// are PNG elsewhere. Throws `NoInputError`.
[[nodiscard]] MeasuredDrawings drawings_of(const std::string& input);

/// Writes `count` synthetic drawings of 512 x 512 pixels in a format into a folder.
[[nodiscard]] MeasuredDrawings make_drawings(const std::filesystem::path& folder,
                                             ImageFormat format, int count);

}  // namespace tintflow
