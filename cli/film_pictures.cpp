#include "cli/film_pictures.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <unistd.h>

#include "cli/command_error.h"
#include "cli/sequences.h"
#include "io/expand_inputs.h"
#include "io/list_inputs.h"
#include "io/own_results.h"

namespace tintflow {

namespace fs = std::filesystem;

FilmPictures list_film_pictures(const ColorizeOptions& options) {
  ColorizeOptions pictures = options;
  const bool are_numbered = expand_sequences(pictures);
  ExpandedInputs expanded = expand_inputs(pictures.inputs, STDIN_FILENO);
  InputList list = list_inputs(expanded.paths);
  drop_own_results(list);
  std::ranges::move(expanded.problems, std::back_inserter(list.problems));
  if (!list.problems.empty()) {
    throw NoInputError(list.problems.front().input + ": " + list.problems.front().reason);
  }
  std::vector<fs::path> files;
  for (const InputFile& file : list.files) files.push_back(list.path_of(file));
  if (files.empty()) throw NoInputError("none of the inputs can be used");
  return {std::move(files), are_numbered};
}

}  // namespace tintflow
