#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/image_format.h"
#include "io/list_inputs.h"
#include "io/result.h"

namespace tintflow {

struct OutputOptions {
  /// A folder, or a file if there is one input and this has a picture's extension. Empty: beside
  /// each input, with "_colorized" added to the name of the file or folder that was given.
  std::filesystem::path out = {};
  /// Format of every output. None: as the input's extension says, PNG where that cannot be written.
  std::optional<ImageFormat> format = {};
  /// Name of an output file without extension; "%s" stands for the input's name without extension,
  /// "%04d" for the last number in it.
  /// Empty: "%s" in folders, "%s_colorized" beside an input file.
  std::string name_pattern = {};
  /// A picture of color hints where there is one input, or a folder in which the hints for an input
  /// have its name below its root, with the extension .png. Empty for none.
  std::filesystem::path hints = {};
};

/// A folder that a run writes to; its journal lies in it.
struct OutputRoot {
  std::filesystem::path folder;
  /// The folder is for results alone; else it is one that other files lie in.
  bool is_tree = false;
};

/// Where each input's result goes. Items are known by their place in the list of inputs; their
/// paths are made when they are asked for, so that a plan of millions stays small. Thread-safe once
/// it is made.
class OutputPlan {
 public:
  [[nodiscard]] std::size_t size() const { return inputs_.files.size(); }
  [[nodiscard]] std::filesystem::path input(std::size_t item) const;
  /// The input's absolute path, its root's links resolved.
  [[nodiscard]] std::filesystem::path absolute_input(std::size_t item) const;
  /// The picture of the item's color hints; nothing where there is none now.
  [[nodiscard]] std::optional<std::filesystem::path> hints(std::size_t item) const;
  [[nodiscard]] std::filesystem::path output(std::size_t item) const;
  [[nodiscard]] ImageFormat format(std::size_t item) const;

  [[nodiscard]] const std::vector<OutputRoot>& roots() const { return roots_; }
  /// Place in `roots` of the one that an output lies below.
  [[nodiscard]] std::uint32_t root_of(std::size_t item) const;
  /// The output's path below its root.
  [[nodiscard]] std::string name_below_root(std::size_t item) const;

  [[nodiscard]] const InputList& inputs() const { return inputs_; }

 private:
  friend Expected<OutputPlan> plan_outputs(InputList inputs, OutputOptions options);

  OutputPlan(InputList inputs, OutputOptions options);
  [[nodiscard]] OutputRoot output_root(const InputRoot& input) const;

  InputList inputs_;
  OutputOptions options_;
  /// `options_.out` names the one output file.
  bool is_single_file_ = false;
  std::vector<OutputRoot> roots_;
  /// By place in `InputList::roots`.
  std::vector<std::uint32_t> root_of_input_root_;
  std::vector<std::filesystem::path> absolute_input_roots_;
};

/// Looks at the file system, but changes nothing. The error is a usage error: options that
/// contradict one another, two inputs on one output, or an output on top of an input; it names the
/// files.
[[nodiscard]] Expected<OutputPlan> plan_outputs(InputList inputs, OutputOptions options);

}  // namespace tintflow
