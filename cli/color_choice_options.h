#pragma once

#include <string>

#include <boost/program_options.hpp>

#include "models/safetensors.h"

namespace tintflow {

/// How a model with a palette shall choose, as given; `auto`: as the model says.
struct ColorChoiceOptions {
  std::string temperature = "auto";
  std::string vivid = "auto";
  std::string bandwidth = "auto";
};

/// Adds the options, bound to `values`, which must outlive the parsing.
void add_color_choice(boost::program_options::options_description& options,
                      ColorChoiceOptions& values);

/// Changes what the model says. Throws `UsageError` on bad values, and where there is nothing to
/// choose because the model has no palette.
void apply(const ColorChoiceOptions& options, TensorFile& model);

}  // namespace tintflow
