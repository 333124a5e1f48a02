#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <opencv2/core/version.hpp>

#include "cli/command_error.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/exit_code.h"
#include "cli/json_lines.h"
#include "io/errors.h"
#include "io/image_info.h"
#include "io/read_file.h"
#include "models/device.h"
#include "models/engine.h"
#include "models/layer_table.h"

namespace tintflow {
namespace {

using Json = nlohmann::ordered_json;

bool is_preset(const std::string& model) { return model == "paper"; }

void print_layers(const std::string& title, const std::vector<LayerRow>& rows, bool as_json) {
  std::int64_t parameters = 0;
  std::int64_t trainable = 0;
  if (!as_json) fmt::print("{}\n{:<48} {:>16} {:>12}\n", title, "layer", "output", "parameters");
  for (const LayerRow& row : rows) {
    parameters += row.parameters;
    trainable += row.trainable;
    if (as_json) {
      print_json_line({{"event", "layer"},
                       {"network", title},
                       {"layer", row.layer},
                       {"output", row.output},
                       {"parameters", row.parameters},
                       {"trainable", row.trainable}});
    } else {
      fmt::print("{:<48} {:>16} {:>12}\n", row.layer, row.output, row.parameters);
    }
  }
  if (!as_json) fmt::print("in all {}, of which trainable {}\n\n", parameters, trainable);
}

void print_preset(const std::string& name, int side, bool as_json) {
  const Preset preset = preset_named(name);
  print_layers("generator", describe_generator(preset.generator, side), as_json);
  print_layers("discriminator", describe_discriminator(preset.discriminator, side), as_json);
}

void print_card(const std::string& name, bool as_json) {
  const ModelCard card = describe_model(load_model(name));
  Json line = {{"event", "model"}, {"model", name}, {"parameters", card.parameters}};
  for (const auto& [key, value] : card.metadata) line[key] = value;
  if (as_json) {
    print_json_line(line);
    return;
  }
  fmt::print("{}: a generator of {} parameters\n", name, card.parameters);
  for (const auto& [key, value] : card.metadata) fmt::print("  {:<20} {}\n", key, value);
}

void print_picture(const std::string& path, bool as_json) {
  const Expected<ImageInfo> info = read_file(path).and_then(
      [](const Bytes& bytes) -> Expected<ImageInfo> { return probe_image(bytes); });
  if (!info) throw NoInputError(path + ": " + info.error());
  const std::string format(format_name(info->format));
  if (as_json) {
    print_json_line({{"event", "picture"},
                     {"input", path},
                     {"format", format},
                     {"width", info->size.width},
                     {"height", info->size.height},
                     {"bit_depth", info->bit_depth}});
  } else {
    fmt::print("{}: {}, {} x {}, {} bit\n", path, format, info->size.width, info->size.height,
               info->bit_depth);
  }
}

void print_machine(const CommonOptions& options) {
  const Device device = choose_device({options.device, parse_precision(options.precision)});
  if (options.json) {
    print_json_line({{"event", "machine"},
                     {"version", TINTFLOW_VERSION},
                     {"device", device.name()},
                     {"precision", device.precision_name()},
                     {"threads", thread_count(options)}});
    return;
  }
  fmt::print("tintflow {}\n", TINTFLOW_VERSION);
  fmt::print("device    {}, {}\n", device.name(), device.precision_name());
  fmt::print("threads   {}\n", thread_count(options));
  fmt::print("OpenCV    {}\n", CV_VERSION);
}

}  // namespace

int run_info_command(const Arguments& arguments) {
  CommonOptions common;
  common.model.clear();  // Without --model the machine is described.
  std::vector<std::string> files;
  int side = 256;
  CommandLine command{
      .synopsis = "info [FILE...] [--model NAME] [options]",
      .description =
          "Tells versions and devices; of a model its card, of a picture its facts. With\n"
          "'--model paper' the layers of both networks of that preset.",
      .examples =
          "tintflow info\n"
          "tintflow info --model default\n"
          "tintflow info --model paper\n"
          "tintflow info generator.safetensors drawing.png\n",
      .options = describe(common),
      .positional = "file",
      .positional_value = boost::program_options::value(&files),
  };
  command.options.add_options()("size", boost::program_options::value(&side)->default_value(side),
                                "side of the picture in layer tables");
  if (!parse_command_line(command, arguments)) return exit_ok;
  set_up_log(common);

  if (files.empty() && common.model.empty()) print_machine(common);
  if (is_preset(common.model)) {
    print_preset(common.model, side, common.json);
  } else if (!common.model.empty()) {
    print_card(common.model, common.json);
  }
  for (const std::string& file : files) {
    if (std::filesystem::path(file).extension() == ".safetensors") {
      print_card(file, common.json);
    } else {
      print_picture(file, common.json);
    }
  }
  return exit_ok;
}

}  // namespace tintflow
