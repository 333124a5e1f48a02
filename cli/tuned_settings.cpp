#include "cli/tuned_settings.h"

#include <filesystem>
#include <fstream>

#include "models/device.h"
#include "models/engine.h"
#include "models/model_digest.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

/// What follows "`name` :" in a file of such lines; empty where it has none.
std::string value_of(const fs::path& file, const std::string& name) {
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(name)) continue;
    const std::size_t value = line.find_first_not_of(" \t", line.find(':') + 1);
    return value == std::string::npos ? "" : line.substr(value);
  }
  return {};
}

std::string gpu_name() {
  std::error_code ignored;
  for (const auto& gpu : fs::directory_iterator("/proc/driver/nvidia/gpus", ignored)) {
    return value_of(gpu.path() / "information", "Model");
  }
  return {};
}

constexpr const char* kAuto = "auto";

}  // namespace

TuningKey tuning_key(const CommonOptions& options) {
  CommonOptions machine = options;
  machine.jobs = kAuto;
  return {.processor = value_of("/proc/cpuinfo", "model name"),
          .cores = thread_count(machine),
          .gpu = gpu_name(),
          .device = choose_device({options.device, parse_precision(options.precision)}).name(),
          .model_digest = model_digest(load_model(options.model)),
          .program_version = TINTFLOW_VERSION};
}

CommonOptions with_settings(CommonOptions options, const TunedSettings& settings) {
  const bool all_free = options.batch_size == kAuto && options.jobs == kAuto;
  const auto fill = [](std::string& option, const std::string& value) {
    if (option == kAuto) option = value;
  };
  // Few in flight would starve large batches or many threads.
  if (all_free) fill(options.in_flight, std::to_string(settings.in_flight));
  fill(options.precision, settings.precision);
  fill(options.batch_size, std::to_string(settings.batch_size));
  fill(options.jobs, std::to_string(settings.threads));
  return options;
}

}  // namespace tintflow
