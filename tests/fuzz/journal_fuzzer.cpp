#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "io/journal_records.h"

/// What is read of a line can be written, and is then read as the same; any text is a journal.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto record = tintflow::parse_line(text)) {
    std::string line = to_line(*record);
    if (line.empty() || line.back() != '\n') std::abort();
    line.pop_back();
    if (tintflow::parse_line(line) != record) std::abort();
  }
  const tintflow::JournalRecords records{std::string(text)};
  if (records.output_count() > records.size()) std::abort();
  return 0;
}
