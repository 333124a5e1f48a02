#pragma once

#include <nlohmann/json.hpp>

namespace tintflow {

/// Prints one object as one line on standard output and flushes it. Bytes of file names that are
/// not UTF-8 are replaced, as JSON cannot hold them.
void print_json_line(const nlohmann::ordered_json& object);

/// Largest resident memory of the process so far, MiB.
[[nodiscard]] double peak_rss_mb();

}  // namespace tintflow
