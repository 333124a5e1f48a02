#pragma once

#include <filesystem>
#include <vector>

#include "cli/colorize_options.h"

namespace tintflow {

/// One of several films, and where its result goes.
struct ListedFilm {
  std::filesystem::path input;
  std::filesystem::path output;
};

/// The films of a job whose inputs are several, or a folder's, a pattern's or a list's; none where
/// any input is no video. Outputs lie in the folder -o, in a folder's tree, or beside the inputs.
/// Throws `UsageError` where they cannot: -o is no folder, or two films would share an output.
[[nodiscard]] std::vector<ListedFilm> list_films(const ColorizeOptions& options);

}  // namespace tintflow
