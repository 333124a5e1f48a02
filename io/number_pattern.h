#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tintflow {

/// A name that stands for numbered ones, as printf(3) has it: "frame_%04d.png" is
/// "frame_0001.png", "frame_0002.png" and so on; %d has no leading zeros.
class NumberPattern {
 public:
  /// Nothing where the text does not hold exactly one such number.
  [[nodiscard]] static std::optional<NumberPattern> parse(std::string_view text);

  [[nodiscard]] std::string name_of(std::uint64_t number) const;
  /// The number for which `name` is the pattern's.
  [[nodiscard]] std::optional<std::uint64_t> number_of(std::string_view name) const;

 private:
  std::string before_;
  std::string after_;
  std::size_t digits_ = 1;
};

/// Files of a numbered sequence, in the order of their numbers.
struct NumberedFiles {
  std::vector<std::pair<std::uint64_t, std::filesystem::path>> files;
  /// First and last number of each run of files that are missing between others.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> gaps;
};

/// Whatever `pattern` names in its folder; nothing where there is no such folder. The folder's own
/// name holds no number.
[[nodiscard]] NumberedFiles list_numbered_files(const std::filesystem::path& pattern);

/// The last number that a text holds, such as 12 in "shot3_0012".
[[nodiscard]] std::optional<std::uint64_t> last_number_in(std::string_view text);

}  // namespace tintflow
