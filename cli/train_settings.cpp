#include "cli/train_settings.h"

#include <set>
#include <string>

#include <boost/any.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/pair_stages.h"

namespace tintflow {
namespace {

using Json = nlohmann::ordered_json;

/// Options that decide nothing about what is learned.
const std::set<std::string> kUnimportant = {
    "run",           "resume",   "max-minutes", "panel-samples", "model",
    "batch-timeout", "jobs",     "quiet",       "in-flight",     "config",
    "json",          "no-color", "log-level",   "stats",         "no-progress"};

/// Stores a value where it is a `Value`.
template <class Value>
void store_as(Json& json, const boost::any& value) {
  if (const auto* typed = boost::any_cast<Value>(&value)) json = *typed;
  if (const auto* typed = boost::any_cast<boost::optional<Value>>(&value)) json = typed->value();
}

Json to_json(const boost::any& value) {
  Json json;
  store_as<bool>(json, value);
  store_as<int>(json, value);
  store_as<std::int64_t>(json, value);
  store_as<std::uint64_t>(json, value);
  store_as<double>(json, value);
  store_as<std::string>(json, value);
  return json;
}

}  // namespace

RunSettings run_settings(const TrainOptions& options,
                         const boost::program_options::variables_map& values,
                         const Preset& networks, const Device& device, const TrainingData& data,
                         const FeedOptions& feed) {
  RunSettings settings;
  settings.version = TINTFLOW_VERSION;
  settings.pairs_folder = options.pairs;
  settings.training_pairs = data.training.size();
  settings.validation_pairs = data.validation.size();
  Json& all = settings.options;
  for (const auto& [name, value] : values) {
    if (name == "pairs" || name == "help") continue;
    all[name] = to_json(value.value());
    if (!value.defaulted()) settings.given.push_back(name);
  }
  all["device"] = device.name();
  all["precision"] = device.precision_name();
  all["batch-size"] = feed.batch_size;
  all["jobs"] = feed.threads;
  all["ngf"] = networks.generator.ngf;
  all["levels"] = networks.generator.levels;
  all["dropout"] = networks.generator.dropout;
  all["ndf"] = networks.discriminator.ndf;
  all["palette"] = networks.generator.palette;
  all["lambda-l1"] = options.learning.lambda_l1;
  all["lambda-gan"] = options.learning.lambda_gan;
  all["lambda-palette"] = options.learning.lambda_palette;
  const AugmentOptions augment = augment_options(options);
  all["flip"] = augment.flip;
  all["rotation"] = augment.rotation;
  all["shear"] = augment.shear;
  all["zoom"] = augment.zoom;
  all["shift"] = augment.shift;
  all["noise"] = augment.noise;
  return settings;
}

void record_settings(const RunFolder& folder, const RunSettings& settings, bool resume) {
  if (!resume) return write_settings(folder.options(), settings);
  const auto changes = update_settings(folder.options(), settings, kUnimportant);
  if (!changes) {
    spdlog::warn("{}: {}; whether the options are those of before cannot be told",
                 folder.options().string(), changes.error());
    return;
  }
  for (const auto& [name, before, now] : *changes) {
    spdlog::warn("resumed with other options than before: {}{} {}, was {}",
                 settings.options.contains(name) ? "--" : "", name, now, before);
  }
}

}  // namespace tintflow
