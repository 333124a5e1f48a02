#include "io/journal_records.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace tintflow {
namespace {

constexpr std::string_view kFormatVersion = "1";

enum Field { version, output_size, output_time, input_size, input_time, digest, output, input };
constexpr std::size_t kFields = 8;
using Fields = std::array<std::string_view, kFields>;

std::string escape(std::string_view name) {
  std::string escaped;
  for (const char c : name) {
    switch (c) {
      case '\n':
        escaped += "\\n";
        break;
      case '\t':
        escaped += "\\t";
        break;
      case '\\':
        escaped += "\\\\";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string unescape(std::string_view escaped) {
  std::string name;
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    if (escaped[i] != '\\' || i + 1 == escaped.size()) {
      name += escaped[i];
      continue;
    }
    const char code = escaped[++i];
    name += code == 'n' ? '\n' : code == 't' ? '\t' : code;
  }
  return name;
}

/// The fields of a line, names still escaped; nothing where there are more or fewer.
std::optional<Fields> split(std::string_view line) {
  Fields fields;
  for (std::size_t i = 0; i < kFields; ++i) {
    const std::size_t tab = line.find('\t');
    if ((tab == std::string_view::npos) != (i == kFields - 1)) return std::nullopt;
    fields[i] = line.substr(0, tab);
    line.remove_prefix(i == kFields - 1 ? line.size() : tab + 1);
  }
  if (fields[version] != kFormatVersion || fields[output].empty()) return std::nullopt;
  return fields;
}

bool parse(std::string_view digits, std::int64_t& value) {
  const char* const end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, value);
  return error == std::errc() && rest == end;
}

}  // namespace

std::string to_line(const JournalRecord& record) {
  return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", kFormatVersion, record.output_stamp.size,
                     record.output_stamp.modified_ns, record.input_stamp.size,
                     record.input_stamp.modified_ns, record.digest, escape(record.output),
                     escape(record.input));
}

std::optional<JournalRecord> parse_line(std::string_view line) {
  const auto fields = split(line);
  if (!fields) return std::nullopt;
  JournalRecord record{.output = unescape((*fields)[output]),
                       .output_stamp = {},
                       .input = unescape((*fields)[input]),
                       .input_stamp = {},
                       .digest = std::string((*fields)[digest])};
  const bool has_numbers = parse((*fields)[output_size], record.output_stamp.size) &&
                           parse((*fields)[output_time], record.output_stamp.modified_ns) &&
                           parse((*fields)[input_size], record.input_stamp.size) &&
                           parse((*fields)[input_time], record.input_stamp.modified_ns);
  if (!has_numbers) return std::nullopt;
  return record;
}

JournalRecords::JournalRecords(std::string text)
    : text_(std::make_shared<const std::string>(std::move(text))) {
  std::string_view rest = *text_;
  for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
    const std::string_view line = rest.substr(0, end);
    if (parse_line(line)) entries_.push_back({(*split(line))[output], line});
    rest.remove_prefix(end + 1);
  }
  std::ranges::stable_sort(entries_, {}, &Entry::output);
}

std::vector<JournalRecord> JournalRecords::of(std::string_view output) const {
  const std::string key = escape(output);
  std::vector<JournalRecord> records;
  auto entry = std::ranges::lower_bound(entries_, std::string_view(key), {}, &Entry::output);
  for (; entry != entries_.end() && entry->output == key; ++entry) {
    records.push_back(*parse_line(entry->line));
  }
  return records;
}

void JournalRecords::for_each_output(
    const std::function<void(const std::vector<JournalRecord>&)>& visit) const {
  std::vector<JournalRecord> records;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    records.push_back(*parse_line(entries_[i].line));
    if (i + 1 < entries_.size() && entries_[i + 1].output == entries_[i].output) continue;
    visit(records);
    records.clear();
  }
}

std::size_t JournalRecords::output_count() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (i == 0 || entries_[i].output != entries_[i - 1].output) ++count;
  }
  return count;
}

}  // namespace tintflow
