#pragma once

#include <cstdint>
#include <string>

#include <boost/optional.hpp>

#include "cli/command_line.h"
#include "cli/common_options.h"
#include "models/options.h"
#include "models/trainer.h"
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
  /// Times that an epoch shows each training pair.
  int repeat = 1;
  double max_minutes = 0;
  double save_minutes = 10;
  int keep = 2;
  int size = 256;
  int load_size = 286;
  boost::optional<int> ngf;
  boost::optional<int> ndf;
  boost::optional<int> levels;
  boost::optional<double> dropout;
  boost::optional<std::string> upsample;
  bool spectral_norm = false;
  bool hints = false;
  boost::optional<int> palette;
  /// Name or file of the model whose generator training starts from; empty for none.
  std::string from;
  TrainerOptions learning;
  boost::optional<double> lambda_l1;
  boost::optional<double> lambda_gan;
  boost::optional<double> lambda_palette;
  std::string lr_policy = "constant";
  std::string gan_mode = "vanilla";
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

}  // namespace tintflow
