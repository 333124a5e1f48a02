#include "cli/picture_options.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <string_view>
#include <vector>

#include <boost/any.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace po = boost::program_options;

namespace tintflow {
namespace {

/// Options that say where, how fast and how visibly a run works. The model and hints count by
/// their content.
constexpr std::array<std::string_view, 24> kElsewhere{
    "input",      "output",     "overwrite",     "no-overwrite", "dry-run",  "name",
    "max-pixels", "max-memory", "contact-sheet", "help",         "model",    "device",
    "batch-size", "jobs",       "batch-timeout", "in-flight",    "config",   "json",
    "hints",      "quiet",      "log-level",     "no-progress",  "no-color", "stats"};

std::string text_of(const boost::any& value) {
  if (const auto* text = boost::any_cast<std::string>(&value)) return *text;
  if (const auto* number = boost::any_cast<int>(&value)) return fmt::format("{}", *number);
  if (const auto* number = boost::any_cast<std::int64_t>(&value)) return fmt::format("{}", *number);
  if (const auto* number = boost::any_cast<std::uint64_t>(&value)) {
    return fmt::format("{}", *number);
  }
  if (const auto* number = boost::any_cast<double>(&value)) return fmt::format("{}", *number);
  if (const auto* flag = boost::any_cast<bool>(&value)) return *flag ? "yes" : "no";
  if (const auto* texts = boost::any_cast<std::vector<std::string>>(&value)) {
    return fmt::format("{}", fmt::join(*texts, " "));
  }
  assert(false && "an option of a type that has no text here");
  return {};
}

}  // namespace

std::string picture_options(const po::variables_map& values) {
  std::string text;
  for (const auto& [name, value] : values) {
    if (std::ranges::count(kElsewhere, name) > 0) continue;
    text += fmt::format("{}={}\n", name, text_of(value.value()));
  }
  return text;
}

}  // namespace tintflow
