#include "io/expand_inputs.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <glob.h>

#include "io/file_descriptor.h"
#include "io/natural_order.h"
#include "io/read_file.h"

namespace tintflow {
namespace {

/// A list may come through a pipe, as from `@<(find ...)`, so it is opened like any stream.
Expected<Bytes> read_list(const std::string& file, int standard_input) {
  if (file == "-") return read_to_end(standard_input);
  const FileDescriptor list(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!list.is_open()) {
    return tl::unexpected("cannot read the list: " + std::generic_category().message(errno));
  }
  return read_to_end(list.number());
}

void append_entries(std::string_view list, std::vector<std::string>& paths) {
  const bool has_nul = list.find('\0') != std::string_view::npos;
  const char separator = has_nul ? '\0' : '\n';
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(separator), list.size());
    std::string_view entry = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    // Lists made on Windows end their lines with CR LF.
    if (!has_nul && entry.ends_with('\r')) entry.remove_suffix(1);
    if (!entry.empty()) paths.emplace_back(entry);
  }
}

std::vector<std::string> matches_of(const std::string& pattern) {
  glob_t found{};
  std::vector<std::string> paths;
  if (::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0) {
    paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  }
  ::globfree(&found);
  std::ranges::sort(paths, natural_less);
  return paths;
}

bool exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(std::filesystem::symlink_status(path, error));
}

}  // namespace

ExpandedInputs expand_inputs(std::span<const std::string> arguments, int standard_input) {
  ExpandedInputs expanded;
  for (const std::string& argument : arguments) {
    if (argument.starts_with('@')) {
      const auto list = read_list(argument.substr(1), standard_input);
      if (list) {
        append_entries({reinterpret_cast<const char*>(list->data()), list->size()}, expanded.paths);
      } else {
        expanded.problems.push_back({argument, list.error()});
      }
    } else if (argument.find_first_of("*?[") == std::string::npos || exists(argument)) {
      expanded.paths.push_back(argument);
    } else {
      const std::vector<std::string> paths = matches_of(argument);
      if (paths.empty()) expanded.problems.push_back({argument, "nothing matches this pattern"});
      expanded.paths.insert(expanded.paths.end(), paths.begin(), paths.end());
    }
  }
  return expanded;
}

}  // namespace tintflow
