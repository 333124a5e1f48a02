#pragma once

#include <filesystem>
#include <vector>

#include "cli/colorize_options.h"

namespace tintflow {

/// Pictures that are the frames of a film.
struct FilmPictures {
  /// In their order.
  std::vector<std::filesystem::path> files;
  /// Their numbers say when they are shown.
  bool are_numbered = false;
};

/// Lists the inputs. Throws `NoInputError` where one cannot be used.
[[nodiscard]] FilmPictures list_film_pictures(const ColorizeOptions& options);

}  // namespace tintflow
