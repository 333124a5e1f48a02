#pragma once

#include <string>

#include <boost/program_options.hpp>

#include "pipeline/film_steps.h"

namespace tintflow {

/// What `colorize` does with drawings that follow one another, as given.
struct FilmOptions {
  std::string dedupe = "auto";
  std::string temporal = "auto";
};

/// The options, bound to `values`, which must outlive the parsing.
[[nodiscard]] boost::program_options::options_description describe(FilmOptions& values);

/// Throws `UsageError` where a value is none.
void check(const FilmOptions& options);

/// What they ask for in a video, or in numbered pictures, which no codec has changed. `options` are
/// checked.
[[nodiscard]] FilmSteps film_steps(const FilmOptions& options, bool is_of_pictures);

/// Throws `UsageError` where they are asked for among pictures that have no order.
void refuse_film_options(const FilmOptions& options);

}  // namespace tintflow
