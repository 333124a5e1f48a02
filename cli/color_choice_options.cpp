#include "cli/color_choice_options.h"

#include <stdexcept>

#include "cli/command_error.h"
#include "models/color_choice.h"
#include "models/engine.h"

namespace po = boost::program_options;

namespace tintflow {

void add_color_choice(po::options_description& options, ColorChoiceOptions& values) {
  const auto text = [](std::string& value) { return po::value(&value)->default_value(value); };
  options.add_options()  //
      ("temperature", text(values.temperature),
       "of a model with a palette: 1 mixes colors by their chances, which are drab where much is "
       "possible, 0.05 takes the likeliest; auto: as the model says")  //
      ("vivid", text(values.vivid),
       "of a model with a palette: how much sooner rare colors are chosen, 0 to 2; auto: as the "
       "model says");
}

void apply(const ColorChoiceOptions& options, TensorFile& model) {
  if (options.temperature == "auto" && options.vivid == "auto") return;
  const auto replace = [&](const char* key, const std::string& value) {
    if (value == "auto") return;
    if (describe_model(model).generator.palette == 0) {
      throw UsageError("--" + std::string(key) + " needs a model with a palette, and " +
                       model.name + " has none");
    }
    model.metadata[key] = value;
  };
  replace("temperature", options.temperature);
  replace("vivid", options.vivid);
  try {
    (void)color_choice_from(model.metadata);
  } catch (const std::invalid_argument& error) {
    throw UsageError(error.what());
  }
}

}  // namespace tintflow
