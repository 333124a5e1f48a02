#include "cli/color_choice_options.h"

#include <stdexcept>
#include <utility>

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
       "model says")  //
      ("bandwidth", text(values.bandwidth),
       "of a model with a palette: how far colors that look alike, in CIEDE2000, are chosen as one "
       "kind and mixed, 0 to 100; 0 takes each for itself; auto: as the model says");
}

void apply(const ColorChoiceOptions& options, TensorFile& model) {
  const std::pair<std::string, std::string> given[] = {{"temperature", options.temperature},
                                                       {"vivid", options.vivid},
                                                       {"bandwidth", options.bandwidth}};
  bool changes = false;
  for (const auto& [key, value] : given) {
    if (value == "auto") continue;
    if (describe_model(model).generator.palette == 0) {
      throw UsageError("--" + key + " needs a model with a palette, and " + model.name +
                       " has none");
    }
    model.metadata[key] = value;
    changes = true;
  }
  if (!changes) return;
  try {
    (void)color_choice_from(model.metadata);
  } catch (const std::invalid_argument& error) {
    throw UsageError(error.what());
  }
}

}  // namespace tintflow
