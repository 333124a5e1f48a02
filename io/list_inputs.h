#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "io/result.h"

namespace tintflow {

/// One picture of a run.
struct InputFile {
  std::filesystem::path path;
  /// The folder that was given as input and holds the file; empty if the file itself was given.
  std::filesystem::path folder;
  /// Where the file lies below `folder`, or its name: its place in a mirrored output tree.
  std::filesystem::path relative;

  friend bool operator==(const InputFile&, const InputFile&) = default;
};

/// Lists files as given, and folders recursively in natural order, in the order of `inputs`.
///
/// From a folder come the regular files that have a picture's extension (so that a damaged picture
/// is not passed over) or a picture's content. Hidden files and folders below it are skipped, and
/// so is `excluded` (the output folder; empty for none). Links to folders are followed, except back
/// to a folder that they lie in. An error is an input that does not exist, a folder that cannot be
/// read, or a folder without a picture.
[[nodiscard]] Expected<std::vector<InputFile>> list_inputs(
    std::span<const std::filesystem::path> inputs, const std::filesystem::path& excluded = {});

}  // namespace tintflow
