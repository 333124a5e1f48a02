#include "cli/train_check.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/exit_code.h"
#include "cli/json_lines.h"
#include "cli/pair_stages.h"
#include "cli/write_panel.h"
#include "pipeline/check_pairs.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostOnSheet = 48;
constexpr std::size_t kGoodOnSheet = 12;

/// What is wrong, and how often.
using Counts = std::map<std::string, std::size_t>;

void report(const fs::path& pair, const std::string& fault, const std::string& reason, bool as_json,
            Counts& counts) {
  ++counts[fault];
  if (!as_json) {
    std::cout << fmt::format("{}: {}: {}\n", pair.string(), fault, reason);
    return;
  }
  print_json_line({{"event", "error"},
                   {"input", pair.string()},
                   {"stage", "check"},
                   {"fault", fault},
                   {"reason", reason}});
}

std::vector<fs::path> pairs_to_show(const std::vector<fs::path>& pairs, const PairCheck& check) {
  std::vector<fs::path> shown;
  for (const FaultyPair& faulty : check.faulty) {
    if (shown.size() < kMostOnSheet) shown.push_back(pairs[faulty.pair]);
  }
  const std::size_t good = std::min(kGoodOnSheet, pairs.size());
  for (std::size_t i = 0; check.faulty.empty() && i < good; ++i) {
    shown.push_back(pairs[i * pairs.size() / good]);
  }
  return shown;
}

void write_sheet(const std::vector<fs::path>& shown, const PairCheckOptions& options,
                 const fs::path& file) {
  std::vector<PanelRow> rows;
  for (const fs::path& pair : shown) {
    PanelRow row = show_pair(pair, options);
    if (!row.empty()) rows.push_back(std::move(row));
  }
  if (rows.empty()) return;
  write_panel(rows, 4, file);
  spdlog::info("{} shows {} pairs: drawing, colored picture", file.string(), rows.size());
}

}  // namespace

int check_training_pairs(const TrainOptions& options, const PairFiles& files,
                         const std::stop_token& stop) {
  std::vector<fs::path> pairs = files.training;
  pairs.insert(pairs.end(), files.validation.begin(), files.validation.end());
  const PairCheckOptions check_options{.layout = pair_layout(options),
                                       .side = options.size,
                                       .limits = {.max_pixels = options.max_pixels},
                                       .threads = thread_count(options.common)};
  spdlog::info("checking {} pairs", pairs.size());
  const PairCheck check = check_pairs(pairs, check_options, stop);

  Counts counts;
  const bool as_json = options.common.json;
  for (const FaultyPair& faulty : check.faulty) {
    report(pairs[faulty.pair], to_text(faulty.fault), faulty.reason, as_json, counts);
  }
  for (const fs::path& picture : files.without_drawing) {
    report(picture, "no drawing", "there is no file of its name in the folder sketch", as_json,
           counts);
  }
  if (!stop.stop_requested()) {
    write_sheet(pairs_to_show(pairs, check), check_options,
                fs::path(options.run_folder) / "check.png");
  }

  const std::size_t bad = check.faulty.size() + files.without_drawing.size();
  if (as_json) {
    print_json_line({{"event", "summary"},
                     {"inputs", pairs.size()},
                     {"checked", check.checked},
                     {"failed", bad},
                     {"faults", counts}});
  } else {
    std::cout << fmt::format("{} of {} pairs checked, {} bad\n", check.checked, pairs.size(), bad);
    for (const auto& [fault, count] : counts) std::cout << fmt::format("{:>8} {}\n", count, fault);
  }
  return bad > 0 ? exit_some_failed : exit_ok;
}

}  // namespace tintflow
