#pragma once

#include <string>

#include "cli/colorize_options.h"

namespace tintflow {

/// Colors files into files, and remembers in a journal what was finished. `picture_options` is the
/// text of `picture_options.h`; `film`: of pictures that follow one another. Returns the exit
/// status; throws as commands do.
[[nodiscard]] int colorize_files(const ColorizeOptions& options, const std::string& picture_options,
                                 const FilmSteps& film);

}  // namespace tintflow
