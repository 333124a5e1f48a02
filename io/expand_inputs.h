#pragma once

#include <span>
#include <string>
#include <vector>

#include "io/list_inputs.h"

namespace tintflow {

/// Paths that a command line names.
struct ExpandedInputs {
  std::vector<std::string> paths;
  std::vector<InputProblem> problems;
};

/// Replaces lists and patterns among `arguments` by what they name, in their place.
///
/// `@FILE` is a list of paths, one a line, or, where it holds a NUL byte, separated by NULs; empty
/// ones are skipped, and `@-` reads the list from the descriptor `standard_input`. What exists by
/// its literal name is itself; else an argument with `*`, `?` or `[` stands for the paths that it
/// matches as glob(7) tells, in natural order. A problem is a list that cannot be read and a
/// pattern that matches nothing.
[[nodiscard]] ExpandedInputs expand_inputs(std::span<const std::string> arguments,
                                           int standard_input);

}  // namespace tintflow
