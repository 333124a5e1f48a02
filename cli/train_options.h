#pragma once

#include <cstdint>
#include <string>

#include <boost/optional.hpp>

#include "cli/command_line.h"
#include "cli/common_options.h"
#include "models/options.h"
#include "stages/augment_lines.h"

namespace tintflow {

/// The command line of `train`, as given. What is not set is as the preset has it.
struct TrainOptions {
  CommonOptions common;
  std::string pairs;
  std::string run_folder = "runs/default";
  std::string preset = "default";
  std::string pair_layout = "auto";
  std::string lines = "mixed";
  bool check = false;
  int preview = 0;
  bool resume = false;
  int epochs = 200;
  double max_minutes = 0;
  int size = 256;
  int load_size = 286;
  boost::optional<int> ngf;
  boost::optional<int> ndf;
  boost::optional<int> levels;
  boost::optional<double> dropout;
  double learning_rate = 2e-4;
  double beta1 = 0.5;
  double lambda_l1 = 100;
  boost::optional<double> flip;
  boost::optional<double> rotation;
  boost::optional<double> shear;
  boost::optional<double> zoom;
  boost::optional<double> shift;
  boost::optional<double> noise;
  LineAugmentOptions line_augment;
  std::string cache_memory = "auto";
  int panel_samples = 8;
  std::int64_t max_pixels = 100'000'000;
  std::string data_description;
  std::string license;
};

/// Help and options of the command, bound to `values`, which must outlive the parsing.
[[nodiscard]] CommandLine describe(TrainOptions& values);

/// The networks that the options ask for. Throws `UsageError`.
[[nodiscard]] Preset network_options(const TrainOptions& options);

}  // namespace tintflow
