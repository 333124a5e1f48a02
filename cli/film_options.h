#pragma once

#include <string>
#include <vector>

#include <boost/program_options.hpp>

#include "pipeline/film_steps.h"

namespace tintflow {

/// What `colorize` does with drawings that follow one another, as given.
struct FilmOptions {
  std::string dedupe = "auto";
  std::string temporal = "auto";
  /// FRAME.png or FRAME.png@TIME, one for each shot.
  std::vector<std::string> references;
};

/// A reference's file, and seconds since the film's first frame.
struct ReferenceFile {
  std::string file;
  double seconds = 0;
};

/// The options, bound to `values`, which must outlive the parsing.
[[nodiscard]] boost::program_options::options_description describe(FilmOptions& values);

/// Throws `UsageError` where a value is none.
void check(const FilmOptions& options);

/// The references by time. Throws `UsageError` where a time is none.
[[nodiscard]] std::vector<ReferenceFile> reference_files(const FilmOptions& options);

/// What they ask for in a video, or in numbered pictures, which no codec has changed. `options` are
/// checked. Throws `UsageError` where a reference cannot be read.
[[nodiscard]] FilmSteps film_steps(const FilmOptions& options, bool is_of_pictures);

/// Throws `UsageError` where a reference has a time: numbered pictures have none.
void refuse_timed_references(const FilmOptions& options);

/// Throws `UsageError` where they are asked for among pictures that have no order.
void refuse_film_options(const FilmOptions& options);

}  // namespace tintflow
