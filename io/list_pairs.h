#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/result.h"

namespace tintflow {

/// How the files of a folder hold colored pictures and their drawings.
enum class PairLayout {
  /// Side by side in one picture, the colored one on the left.
  color_sketch,
  /// Side by side, the drawing on the left.
  sketch_color,
  /// Two files of equal name, whatever their extensions, in the folders `color` and `sketch`.
  folders,
  /// Colored pictures alone; their lines are extracted.
  color,
};

/// Files of pairs, in natural order. A pair of two files goes by its drawing, and
/// `colored_picture_of` finds the other.
struct PairFiles {
  std::vector<std::filesystem::path> training;
  std::vector<std::filesystem::path> validation;
  /// Colored pictures of `PairLayout::folders` that have no drawing.
  std::vector<std::filesystem::path> without_drawing = {};
};

/// `folders` where `folder` or `folder/train` holds the folders `color` and `sketch`, else
/// `color_sketch`: no other layout shows without a look into the pictures.
[[nodiscard]] PairLayout detect_pair_layout(const std::filesystem::path& folder);

/// Lists the pairs below `folder/train` and `folder/val`, or, without a `train` folder, those
/// below `folder`, of which about one in ten, chosen by its name, is for validation. The error is a
/// folder that is missing or holds nothing to train on; it shows the tree that is expected.
[[nodiscard]] Expected<PairFiles> list_pairs(const std::filesystem::path& folder,
                                             PairLayout layout = PairLayout::color_sketch);

/// The other file of a drawing that lies in or below a folder `sketch` beside a folder `color`: it
/// has the same path there, with any extension. Where there is none, the path that it would have.
/// Nothing for files that do not lie in such folders.
[[nodiscard]] std::optional<std::filesystem::path> colored_picture_of(
    const std::filesystem::path& drawing);

/// The layouts of a pair folder, as a text for people.
[[nodiscard]] std::string expected_pair_tree(const std::filesystem::path& folder);

}  // namespace tintflow
