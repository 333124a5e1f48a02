#include "io/list_inputs.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "io/image_format.h"
#include "io/natural_order.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

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
  FolderWalk(fs::path folder, const fs::path& excluded) : folder_(std::move(folder)) {
    std::error_code ignored;  // an output folder that does not exist yet excludes nothing
    if (!excluded.empty()) excluded_ = fs::canonical(excluded, ignored);
  }

  Expected<std::vector<InputFile>> run() {
    if (const auto done = visit(folder_, {}); !done) return tl::unexpected(done.error());
    std::ranges::sort(files_, natural_less,
                      [](const InputFile& file) { return file.relative.native(); });
    return std::move(files_);
  }

 private:
  Expected<void> visit(const fs::path& folder, const fs::path& relative) {
    std::error_code error;
    const fs::path real = fs::canonical(folder, error);
    const bool is_excluded = !relative.empty() && real == excluded_;
    if (!error && (is_excluded || std::ranges::count(ancestors_, real) > 0)) return {};

    ancestors_.push_back(real);
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
      const fs::path name = entry->path().filename();
      if (name.native().starts_with('.')) continue;
      std::error_code vanished;  // a dangling link or a file removed meanwhile
      if (entry->is_directory(vanished)) {
        if (auto done = visit(entry->path(), relative / name); !done) return done;
      } else if (entry->is_regular_file(vanished) &&
                 (format_of_extension(name) || holds_picture(entry->path()))) {
        files_.push_back({entry->path(), folder_, relative / name});
      }
    }
    ancestors_.pop_back();
    if (error) {
      return tl::unexpected(
          fmt::format("cannot read folder {}: {}", folder.string(), error.message()));
    }
    return {};
  }

  fs::path folder_;
  fs::path excluded_;
  std::vector<fs::path> ancestors_;
  std::vector<InputFile> files_;
};

}  // namespace

Expected<std::vector<InputFile>> list_inputs(std::span<const fs::path> inputs,
                                             const fs::path& excluded) {
  std::vector<InputFile> files;
  for (const fs::path& input : inputs) {
    std::error_code error;
    const fs::file_status status = fs::status(input, error);
    if (!fs::exists(status)) {
      return tl::unexpected(fmt::format("{}: {}", input.string(),
                                        error ? error.message() : "no such file or folder"));
    }
    if (!fs::is_directory(status)) {
      files.push_back({input, {}, input.filename()});
      continue;
    }
    auto found = FolderWalk(input, excluded).run();
    if (!found) return found;
    if (found->empty()) {
      return tl::unexpected(fmt::format("{}: no pictures in this folder", input.string()));
    }
    std::ranges::move(*found, std::back_inserter(files));
  }
  return files;
}

}  // namespace tintflow
