#include "io/list_inputs.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <system_error>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "io/image_format.h"
#include "io/natural_order.h"
#include "io/video_content.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

constexpr const char* kVideoReason = "is a video: color it by itself, by 'colorize' and its name";

/// Files of a million names are not opened for this.
bool is_named_video(const fs::path& file) { return has_video_name(file) && is_video_file(file); }

bool holds_picture(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::array<char, 32> start{};
  stream.read(start.data(), start.size());
  return format_of_content({reinterpret_cast<const std::uint8_t*>(start.data()),
                            static_cast<std::size_t>(stream.gcount())})
      .has_value();
}

/// Walks one input folder.
class FolderWalk {
 public:
  FolderWalk(std::uint32_t root, const fs::path& excluded, InputList& list)
      : root_(root), list_(list) {
    std::error_code ignored;  // an output folder that does not exist yet excludes nothing
    if (!excluded.empty()) excluded_ = fs::canonical(excluded, ignored);
  }

  void run() {
    const auto first_file = std::ssize(list_.files);
    const std::size_t problems = list_.problems.size();
    const fs::path& folder = list_.roots[root_].folder;
    visit(folder, "");
    std::ranges::sort(list_.files.begin() + first_file, list_.files.end(), natural_less,
                      &InputFile::name);
    if (std::ssize(list_.files) == first_file && list_.problems.size() == problems) {
      list_.problems.push_back({folder.string(), "no pictures in this folder"});
    }
  }

 private:
  /// `prefix`: the folder's path below the root, with a slash at the end unless it is the root.
  void visit(const fs::path& folder, const std::string& prefix) {
    std::error_code error;
    const fs::path real = fs::canonical(folder, error);
    const bool is_excluded = !prefix.empty() && real == excluded_;
    if (!error && (is_excluded || std::ranges::count(ancestors_, real) > 0)) return;

    ancestors_.push_back(real);
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      if (!name.starts_with('.')) take(*entry, prefix + name);
    }
    ancestors_.pop_back();
    if (error) {
      list_.problems.push_back(
          {folder.string(), fmt::format("cannot read this folder: {}", error.message())});
    }
  }

  void take(const fs::directory_entry& entry, std::string name) {
    std::error_code dangling;  // or removed meanwhile: reading a picture will tell
    const bool is_link = entry.is_symlink(dangling);
    if (entry.is_directory(dangling)) {
      visit(entry.path(), name + "/");
      return;
    }
    const bool is_file = entry.is_regular_file(dangling);
    if (is_file && is_named_video(entry.path())) {
      list_.problems.push_back({entry.path().string(), kVideoReason});
      return;
    }
    const auto named_format = format_of_extension(name);
    const bool is_named_as_picture = named_format && is_readable(*named_format);
    if (is_file ? is_named_as_picture || holds_picture(entry.path())
                : is_named_as_picture && is_link && !entry.exists(dangling)) {
      list_.files.push_back({root_, is_link, std::move(name)});
    }
  }

  const std::uint32_t root_;
  InputList& list_;
  fs::path excluded_;
  std::vector<fs::path> ancestors_;
};

/// Builds the list; files given one by one share the root of their folder.
class InputLister {
 public:
  explicit InputLister(const fs::path& excluded) : excluded_(excluded) {}

  void add(const std::string& input) {
    std::error_code error;
    const fs::file_status status = fs::status(input, error);
    if (fs::is_directory(status)) {
      list_.roots.push_back({input, true});
      FolderWalk(static_cast<std::uint32_t>(list_.roots.size() - 1), excluded_, list_).run();
    } else if (fs::is_regular_file(status) && is_named_video(input)) {
      list_.problems.push_back({input, kVideoReason});
    } else if (fs::is_regular_file(status)) {
      add_file(input);
    } else {
      list_.problems.push_back({input, reason_against(status, error)});
    }
  }

  [[nodiscard]] InputList take() { return std::move(list_); }

 private:
  void add_file(const std::string& path) {
    const std::size_t name = path.rfind('/') + 1;  // 0 where there is no slash
    const auto [root, is_new] = file_roots_.try_emplace(
        path.substr(0, name), static_cast<std::uint32_t>(list_.roots.size()));
    if (is_new) list_.roots.push_back({fs::path(path).parent_path()});
    std::error_code vanished;
    list_.files.push_back({root->second, fs::is_symlink(path, vanished), path.substr(name)});
  }

  static std::string reason_against(const fs::file_status& status, const std::error_code& error) {
    if (status.type() == fs::file_type::not_found) return "no such file or folder";
    if (error) return "cannot be used: " + error.message();
    return "is a pipe, socket or device, not a regular file: copy it to a file first";
  }

  const fs::path& excluded_;
  InputList list_;
  std::unordered_map<std::string, std::uint32_t> file_roots_;
};

}  // namespace

fs::path InputList::path_of(const InputFile& file) const {
  return roots[file.root].folder / file.name;
}

InputList list_inputs(std::span<const std::string> inputs, const fs::path& excluded) {
  InputLister lister(excluded);
  for (const std::string& input : inputs) lister.add(input);
  return lister.take();
}

}  // namespace tintflow
