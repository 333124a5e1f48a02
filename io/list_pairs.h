#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/result.h"

namespace tintflow {

/// Files of side-by-side pairs, in natural order.
struct PairFiles {
  std::vector<std::filesystem::path> training;
  std::vector<std::filesystem::path> validation;
};

/// Lists the pictures below `folder/train` and `folder/val`, or, without a `train` folder, those
/// below `folder`, of which about one in ten, chosen by its name, is for validation. The error is a
/// folder that is missing or holds nothing to train on; it shows the tree that is expected.
[[nodiscard]] Expected<PairFiles> list_pairs(const std::filesystem::path& folder);

/// The layout of a pair folder, as a text for people.
[[nodiscard]] std::string expected_pair_tree(const std::filesystem::path& folder);

}  // namespace tintflow
