#pragma once

#include <filesystem>
#include <optional>
#include <span>
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
  /// Name of an output file without extension; "%s" stands for the input's name without extension.
  /// Empty: "%s" in folders, "%s_colorized" beside an input file.
  std::string name_pattern = {};
};

struct PlannedOutput {
  InputFile input;
  std::filesystem::path output;
  ImageFormat format = ImageFormat::png;
};

/// Where each input's result goes. Looks at the file system, but changes nothing. The error is a
/// usage error: options that contradict one another, two inputs on one output, or an output on top
/// of an input; it names the files.
[[nodiscard]] Expected<std::vector<PlannedOutput>> plan_outputs(std::span<const InputFile> inputs,
                                                                const OutputOptions& options);

}  // namespace tintflow
