#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace tintflow {

/// A folder that holds inputs.
struct InputRoot {
  std::filesystem::path folder;
  /// The folder itself was given, so its tree is mirrored; else files in it were given one by one.
  bool is_tree = false;
};

/// One picture of a run. A run may have millions, so it holds no more than its name.
struct InputFile {
  /// Place in `InputList::roots`.
  std::uint32_t root = 0;
  /// The name is a symbolic link's.
  bool is_link = false;
  /// Path below the root's folder, any bytes that the file system takes.
  std::string name;

  friend bool operator==(const InputFile&, const InputFile&) = default;
};

/// An input that cannot be used, as it was given or found, and why.
struct InputProblem {
  std::string input;
  std::string reason;

  friend bool operator==(const InputProblem&, const InputProblem&) = default;
};

struct InputList {
  std::vector<InputRoot> roots;
  std::vector<InputFile> files;
  std::vector<InputProblem> problems;

  [[nodiscard]] std::filesystem::path path_of(const InputFile& file) const;
};

/// Lists files as given, and folders recursively in natural order, in the order of `inputs`.
///
/// From a folder come the files that have a picture's extension (so that a damaged picture or a
/// link to nothing is not passed over) or a picture's content; pipes, sockets and devices are
/// skipped, and so are hidden files and folders and `excluded` (the output folder; empty for none).
/// Links to folders are followed, except back to a folder that they lie in. A problem is an input
/// that does not exist or is a pipe, socket or device, a folder that cannot be read, a folder
/// without a picture, or a video.
[[nodiscard]] InputList list_inputs(std::span<const std::string> inputs,
                                    const std::filesystem::path& excluded = {});

}  // namespace tintflow
