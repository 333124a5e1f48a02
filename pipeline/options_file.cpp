#include "pipeline/options_file.h"

#include <ctime>

#include <fmt/chrono.h>

#include "io/atomic_file.h"
#include "io/errors.h"
#include "io/read_file.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Not all file names are UTF-8, as JSON must be.
constexpr auto kReplace = Json::error_handler_t::replace;

std::string time_now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

Json to_json(const RunSettings& settings) {
  return {{"version", settings.version},
          {"started", time_now()},
          {"data",
           {{"folder", settings.pairs_folder},
            {"training_pairs", settings.training_pairs},
            {"validation_pairs", settings.validation_pairs}}},
          {"options", settings.options},
          {"given", settings.given}};
}

void write(const fs::path& file, const Json& json) {
  const std::string text = json.dump(2, ' ', false, kReplace) + '\n';
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto written = write_file_atomically(file, {bytes, text.size()});
  if (!written) throw FatalError(file.string() + ": " + written.error());
}

/// Settings that only one of the two has are no change: another version has other options.
void add_changes(std::vector<SettingChange>& changes, const Json& before, const Json& now) {
  for (const auto& [name, value] : now.items()) {
    const auto old = before.find(name);
    if (old != before.end() && *old != value) {
      changes.push_back(
          {name, old->dump(-1, ' ', false, kReplace), value.dump(-1, ' ', false, kReplace)});
    }
  }
}

}  // namespace

void write_settings(const fs::path& file, const RunSettings& settings) {
  write(file, to_json(settings));
}

Expected<std::vector<SettingChange>> update_settings(const fs::path& file,
                                                     const RunSettings& settings,
                                                     const std::set<std::string>& unimportant) {
  // Written and read once, so that both sides hold numbers and names in the same form.
  Json now = Json::parse(to_json(settings).dump(-1, ' ', false, kReplace));
  const Expected<Json> before = read_settings(file);
  if (!before) {
    write(file, now);
    return tl::unexpected(before.error());
  }
  std::vector<SettingChange> changes;
  add_changes(changes, before->at("data"), now["data"]);
  add_changes(changes, before->at("options"), now["options"]);
  std::erase_if(changes, [&](const auto& change) { return unimportant.contains(change.name); });

  Json resumed = before->value("resumed", Json::array());
  Json told = Json::object();
  for (const auto& [name, old, value] : changes) {
    told[name] = {{"before", Json::parse(old)}, {"now", Json::parse(value)}};
  }
  resumed.push_back({{"time", now["started"]}, {"changes", told}});
  now["started"] = before->value("started", "");
  now["resumed"] = resumed;
  write(file, now);
  return changes;
}

Expected<Json> read_settings(const fs::path& file) {
  const Expected<Bytes> bytes = read_file(file);
  if (!bytes) return tl::unexpected(bytes.error());
  Json json = Json::parse(bytes->begin(), bytes->end(), nullptr, /*allow_exceptions=*/false);
  const auto has = [&](const char* name) { return json.contains(name) && json[name].is_object(); };
  if (!json.is_object() || !has("data") || !has("options")) {
    return tl::unexpected(std::string("not what 'tintflow train' writes"));
  }
  return json;
}

}  // namespace tintflow
