#include "cli/tuning_cache.h"

#include <cstdlib>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include "io/atomic_file.h"
#include "io/content_digest.h"
#include "io/errors.h"
#include "io/read_file.h"
#include "models/device.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// The XDG base directory specification: relative paths are invalid and ignored.
fs::path cache_folder() {
  const char* const cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && fs::path(cache).is_absolute()) return fs::path(cache) / "tintflow";
  const char* const home = std::getenv("HOME");
  if (home != nullptr && fs::path(home).is_absolute()) {
    return fs::path(home) / ".cache" / "tintflow";
  }
  return {};
}

Json to_json(const TuningKey& key) {
  return {{"processor", key.processor},
          {"cores", key.cores},
          {"gpu", key.gpu},
          {"device", key.device},
          {"model_digest", key.model_digest},
          {"program_version", key.program_version}};
}

Json to_json(const TunedSettings& settings) {
  return {{"precision", settings.precision},
          {"batch_size", settings.batch_size},
          {"threads", settings.threads},
          {"in_flight", settings.in_flight}};
}

int count_from(const Json& settings, const char* name) {
  constexpr int most = 1 << 16;
  const Json& value = settings.at(name);
  if (!value.is_number_integer() || value < 1 || value > most) {
    throw std::invalid_argument(std::string(name) + " is no number from 1 to 65536");
  }
  return value.get<int>();
}

/// Throws std::exception with the reason where the text is not what `store` writes for `key`.
TunedSettings parse(const Bytes& text, const TuningKey& key) {
  const Json file = Json::parse(text.begin(), text.end());
  if (file.at("key") != to_json(key)) {
    throw std::invalid_argument("made for another machine, model or version");
  }
  const Json& stored = file.at("settings");
  TunedSettings settings{.precision = stored.at("precision").get<std::string>(),
                         .batch_size = count_from(stored, "batch_size"),
                         .threads = count_from(stored, "threads"),
                         .in_flight = count_from(stored, "in_flight")};
  if (parse_precision(settings.precision) == Precision::automatic) {
    throw std::invalid_argument("precision is not settled");
  }
  return settings;
}

}  // namespace

TuningCache::TuningCache() : folder_(cache_folder()) {}

bool TuningCache::has_files() const {
  std::error_code error;
  return !folder_.empty() && fs::directory_iterator(folder_, error) != fs::directory_iterator();
}

fs::path TuningCache::file_of(const TuningKey& key) const {
  ContentDigest digest;
  digest.add(to_json(key).dump());
  return folder_ / ("tuned-" + digest.finish() + ".json");
}

std::optional<TunedSettings> TuningCache::find(const CommonOptions& options) const {
  // Most users never tune; these need not wait for a model's digest.
  if (!has_files()) return std::nullopt;
  const TuningKey key = tuning_key(options);
  const fs::path file = file_of(key);
  std::error_code error;
  if (!fs::exists(file, error)) return std::nullopt;
  const Expected<Bytes> text = read_file(file);
  std::string reason;
  try {
    if (text) return parse(*text, key);
    reason = text.error();
  } catch (const std::exception& damage) {
    reason = damage.what();
  }
  spdlog::warn("{} is ignored: {}; 'tintflow tune' makes it again", file.string(), reason);
  return std::nullopt;
}

fs::path TuningCache::store(const TuningKey& key, const TunedSettings& settings) const {
  if (folder_.empty()) {
    throw FatalError("no place to store settings: neither XDG_CACHE_HOME nor HOME names a folder");
  }
  const fs::path file = file_of(key);
  const std::string text =
      Json{{"key", to_json(key)}, {"settings", to_json(settings)}}.dump(2) + "\n";
  const auto written = write_file_atomically(file, Bytes(text.begin(), text.end()));
  if (!written) throw FatalError(file.string() + ": " + written.error());
  return file;
}

}  // namespace tintflow
