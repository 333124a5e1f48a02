#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/color_choice_options.h"
#include "cli/command_line.h"
#include "cli/common_options.h"
#include "cli/film_options.h"
#include "cli/video_options.h"
#include "io/image_format.h"
#include "pipeline/colorize_graph.h"

namespace tintflow {

/// The command line of `colorize`, as given.
struct ColorizeOptions {
  CommonOptions common;
  std::vector<std::string> inputs;
  std::string output;
  int size = 256;
  std::string output_size = "source";
  std::string lines = "keep";
  std::string alpha = "keep";
  std::string background = "white";
  std::string ink = "auto";
  std::string clean = "none";
  std::string crop = "none";
  std::string split = "none";
  std::string line_scale = "auto";
  std::string format = "same";
  ColorChoiceOptions choice;
  bool flat = false;
  bool layers = false;
  int quality = 92;
  std::string name;
  std::int64_t max_pixels = 100'000'000;
  std::string max_memory;
  bool overwrite = false;
  bool never_overwrite = false;
  bool dry_run = false;
  std::string contact_sheet;
  std::string hints;
  VideoOptions video;
  FilmOptions film;
};

/// Help and options of the command, bound to `values`, which must outlive the parsing.
[[nodiscard]] CommandLine describe(ColorizeOptions& values);

/// The stages that the options ask for; `formats` as in `Encode`. Throws `UsageError`.
[[nodiscard]] ColorizeStages make_stages(const ColorizeOptions& options,
                                         std::vector<ImageFormat> formats);

/// How the run uses the machine. Throws `UsageError`.
[[nodiscard]] GraphOptions graph_options(const CommonOptions& options);

}  // namespace tintflow
