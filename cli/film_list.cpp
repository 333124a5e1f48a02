#include "cli/film_list.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/command_error.h"
#include "cli/video_job.h"
#include "io/expand_inputs.h"
#include "io/list_inputs.h"
#include "io/natural_order.h"
#include "io/number_pattern.h"
#include "io/own_results.h"
#include "io/real_path.h"
#include "io/video_content.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

/// All files below a folder, in natural order, if all are videos. Ends at the first that is none,
/// since folders of pictures are large. Links to folders are followed; one that leads back is an
/// error of the system.
std::optional<std::vector<fs::path>> videos_below(const fs::path& folder) {
  std::vector<fs::path> videos;
  std::error_code error;
  constexpr auto follow = fs::directory_options::follow_directory_symlink;
  for (fs::recursive_directory_iterator entry(folder, follow, error), end; !error && entry != end;
       entry.increment(error)) {
    if (is_hidden(entry->path())) {
      entry.disable_recursion_pending();
    } else if (!entry->is_directory(error)) {
      if (!is_video_file(entry->path())) return std::nullopt;
      videos.push_back(entry->path());
    }
  }
  if (error) return std::nullopt;
  std::ranges::sort(videos, [](const fs::path& one, const fs::path& other) {
    return natural_less(one.native(), other.native());
  });
  return videos;
}

fs::path without_slash(const fs::path& folder) {
  return folder.has_filename() ? folder : folder.parent_path();
}

/// Adds the films of one input; false where it is none.
bool add_films(const fs::path& input, InputList& list) {
  const auto root = static_cast<std::uint32_t>(list.roots.size());
  std::error_code error;
  if (!fs::is_directory(input, error)) {
    if (!is_video_file(input)) return false;
    list.roots.push_back({input.parent_path(), false});
    list.files.push_back({root, false, input.filename().string()});
    return true;
  }
  const auto videos = videos_below(input);
  if (!videos || videos->empty()) return false;
  list.roots.push_back({input, true});
  for (const fs::path& video : *videos) {
    list.files.push_back({root, false, video.lexically_relative(input).string()});
  }
  return true;
}

fs::path output_of(const InputFile& file, const InputList& list, const ColorizeOptions& options) {
  const InputRoot& root = list.roots[file.root];
  const bool is_beside = options.output.empty() && !root.is_tree;
  fs::path folder = options.output;
  if (folder.empty()) {
    folder = root.is_tree ? without_slash(root.folder).concat("_colorized") : root.folder;
  }
  if (root.is_tree) folder /= fs::path(file.name).parent_path();
  return folder / result_name(options, file.name, is_beside);
}

void check_outputs(const std::vector<ListedFilm>& films) {
  std::map<fs::path, fs::path> inputs_of;
  for (const ListedFilm& film : films) {
    const auto [other, is_new] = inputs_of.emplace(real_path(film.output), film.input);
    if (is_new) continue;
    throw UsageError(fmt::format("{} and {} would both become {}", other->second.string(),
                                 film.input.string(), film.output.string()));
  }
}

}  // namespace

std::vector<ListedFilm> list_films(const ColorizeOptions& options) {
  // What can be read only once is left to whom reads it for pictures.
  const auto is_stream = [](const std::string& input) {
    return input == "-" || (input.starts_with('@') && !fs::is_regular_file(input.substr(1)));
  };
  if (std::ranges::any_of(options.inputs, is_stream)) return {};
  const ExpandedInputs expanded = expand_inputs(options.inputs, STDIN_FILENO);
  if (!expanded.problems.empty()) return {};
  InputList list;
  for (const std::string& input : expanded.paths) {
    if (!add_films(input, list)) return {};
  }
  if (NumberPattern::parse(fs::path(options.output).filename().string())) {
    throw UsageError(options.output + " names pictures of one film: -o takes a folder for several");
  }
  drop_own_results(list);
  std::vector<ListedFilm> films;
  for (const InputFile& file : list.files) {
    films.push_back({list.path_of(file), output_of(file, list, options)});
  }
  check_outputs(films);
  return films;
}

}  // namespace tintflow
