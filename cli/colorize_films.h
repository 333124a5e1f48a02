#pragma once

#include <string>
#include <vector>

#include "cli/film_list.h"

namespace tintflow {

/// Colors films one after the other. One that cannot be used is named and the others are done.
/// Returns the exit status of all; throws as commands do, before the first where an output is in
/// the way.
[[nodiscard]] int colorize_films(const ColorizeOptions& options, const std::string& picture_options,
                                 const std::vector<ListedFilm>& films);

}  // namespace tintflow
