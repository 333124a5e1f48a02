#include "io/number_pattern.h"

#include <algorithm>
#include <charconv>
#include <system_error>

#include <fmt/format.h>

namespace tintflow {
namespace {

namespace fs = std::filesystem;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::uint64_t> to_number(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace

std::optional<NumberPattern> NumberPattern::parse(std::string_view text) {
  constexpr std::size_t most_digits = 19;
  const std::size_t percent = text.find('%');
  if (percent == std::string_view::npos) return std::nullopt;
  std::size_t end = percent + 1;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end == text.size() || text[end] != 'd') return std::nullopt;
  const std::string_view width = text.substr(percent + 1, end - percent - 1);
  NumberPattern pattern;
  if (!width.empty()) {
    const auto digits = to_number(width);
    if (width.front() != '0' || !digits || *digits < 1 || *digits > most_digits) {
      return std::nullopt;
    }
    pattern.digits_ = *digits;
  }
  pattern.before_ = text.substr(0, percent);
  pattern.after_ = text.substr(end + 1);
  if (pattern.after_.find('%') != std::string::npos) return std::nullopt;
  return pattern;
}

std::string NumberPattern::name_of(std::uint64_t number) const {
  return fmt::format("{}{:0{}}{}", before_, number, digits_, after_);
}

std::optional<std::uint64_t> NumberPattern::number_of(std::string_view name) const {
  if (name.size() <= before_.size() + after_.size() || !name.starts_with(before_) ||
      !name.ends_with(after_)) {
    return std::nullopt;
  }
  const auto number =
      to_number(name.substr(before_.size(), name.size() - before_.size() - after_.size()));
  if (!number || name_of(*number) != name) return std::nullopt;
  return number;
}

NumberedFiles list_numbered_files(const fs::path& pattern) {
  NumberedFiles list;
  const auto name = NumberPattern::parse(pattern.filename().string());
  if (!name) return list;
  std::error_code error;
  const fs::path folder = pattern.parent_path();
  for (fs::directory_iterator entry(folder.empty() ? "." : folder, error), end;
       !error && entry != end; entry.increment(error)) {
    const fs::path file = entry->path().filename();
    if (const auto number = name->number_of(file.string())) {
      list.files.emplace_back(*number, folder / file);
    }
  }
  std::ranges::sort(list.files);
  for (std::size_t i = 1; i < list.files.size(); ++i) {
    const std::uint64_t before = list.files[i - 1].first, next = list.files[i].first;
    if (next > before + 1) list.gaps.emplace_back(before + 1, next - 1);
  }
  return list;
}

std::optional<std::uint64_t> last_number_in(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && !is_digit(text[end - 1])) --end;
  std::size_t start = end;
  while (start > 0 && is_digit(text[start - 1])) --start;
  if (start == end) return std::nullopt;
  return to_number(text.substr(start, end - start));
}

}  // namespace tintflow
