#include "io/output_plan.h"

#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace tintflow {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSuffix = "_colorized";

/// The path's own name, also where it is given as ".", ".." or with a slash at the end.
fs::path without_trailing_slash(const fs::path& folder) {
  const fs::path normal = fs::absolute(folder).lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

/// `folder` as the user wrote it, with the suffix: "a/sketches/" becomes "a/sketches_colorized".
fs::path colorized_folder(const fs::path& folder) {
  const fs::path given = folder.has_filename() ? folder : folder.parent_path();
  const bool has_name = given.has_filename() && given.filename() != "." && given.filename() != "..";
  fs::path result = has_name ? given : without_trailing_slash(folder);
  result += kSuffix;
  return result;
}

std::string fill_pattern(std::string pattern, const std::string& stem) {
  for (auto at = pattern.find("%s"); at != std::string::npos;
       at = pattern.find("%s", at + stem.size())) {
    pattern.replace(at, 2, stem);
  }
  return pattern;
}

std::string default_extension(ImageFormat format) {
  switch (format) {
    case ImageFormat::jpeg:
      return ".jpg";
    case ImageFormat::webp:
      return ".webp";
    default:
      return ".png";
  }
}

struct FormatChoice {
  ImageFormat format;
  std::string extension;
};

/// Keeps the input's spelling of an extension (".JPG", ".jpeg") where its format stays.
FormatChoice choose_format(const fs::path& input, std::optional<ImageFormat> wanted) {
  const auto own = format_of_extension(input);
  const auto format = wanted.value_or(own && is_writable(*own) ? *own : ImageFormat::png);
  return {format, own == format ? input.extension().string() : default_extension(format)};
}

bool names_a_file(const fs::path& out) {
  return format_of_extension(out).has_value() && !fs::is_directory(out);
}

Expected<PlannedOutput> plan_single_file(std::span<const InputFile> inputs,
                                         const OutputOptions& options) {
  const fs::path& out = options.out;
  const ImageFormat format = *format_of_extension(out);
  if (inputs.size() > 1) {
    return tl::unexpected(fmt::format("{} names one file, but there are {} inputs: name a folder",
                                      out.string(), inputs.size()));
  }
  if (!is_writable(format)) {
    return tl::unexpected(fmt::format("{}: {} cannot be written; choose .png, .jpg or .webp",
                                      out.string(), format_name(format)));
  }
  if (options.format.value_or(format) != format) {
    return tl::unexpected(fmt::format("{} contradicts --format {}", out.string(),
                                      default_extension(*options.format).substr(1)));
  }
  if (!options.name_pattern.empty()) {
    return tl::unexpected(
        fmt::format("{} names the output file, so --name has no use", out.string()));
  }
  return PlannedOutput{inputs.front(), out, format};
}

PlannedOutput plan_one(const InputFile& input, const OutputOptions& options) {
  const FormatChoice choice = choose_format(input.path, options.format);
  fs::path folder;
  std::string pattern = "%s";
  if (!options.out.empty()) {
    folder = options.out / input.relative.parent_path();
  } else if (!input.folder.empty()) {
    folder = colorized_folder(input.folder) / input.relative.parent_path();
  } else {
    folder = input.path.parent_path();
    pattern += kSuffix;
  }
  if (!options.name_pattern.empty()) pattern = options.name_pattern;
  const std::string stem = input.path.stem().string();
  return {input, folder / (fill_pattern(pattern, stem) + choice.extension), choice.format};
}

/// One spelling for all paths to one file, whether the file exists yet or not.
std::string identity(const fs::path& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(fs::absolute(path), error);
  return (error ? fs::absolute(path).lexically_normal() : real).string();
}

Expected<void> check_collisions(const std::vector<PlannedOutput>& plan) {
  std::unordered_map<std::string, const PlannedOutput*> by_input;
  for (const PlannedOutput& item : plan) by_input.emplace(identity(item.input.path), &item);

  std::unordered_map<std::string, const PlannedOutput*> by_output;
  for (const PlannedOutput& item : plan) {
    const std::string output = identity(item.output);
    if (const auto taken = by_input.find(output); taken != by_input.end()) {
      return tl::unexpected(fmt::format(
          "the output of {} would overwrite the input {}: {}", item.input.path.string(),
          taken->second->input.path.string(), "choose another output folder or --name"));
    }
    const auto [other, is_new] = by_output.emplace(output, &item);
    if (!is_new) {
      return tl::unexpected(fmt::format(
          "{} and {} would both be written to {}: rename one, or "
          "color them in two runs",
          other->second->input.path.string(), item.input.path.string(), item.output.string()));
    }
  }
  return {};
}

}  // namespace

Expected<std::vector<PlannedOutput>> plan_outputs(std::span<const InputFile> inputs,
                                                  const OutputOptions& options) {
  if (options.name_pattern.find('/') != std::string::npos) {
    return tl::unexpected(fmt::format("--name {} must not contain '/': name the folder with -o",
                                      options.name_pattern));
  }
  std::vector<PlannedOutput> plan;
  if (!inputs.empty() && !options.out.empty() && names_a_file(options.out)) {
    auto item = plan_single_file(inputs, options);
    if (!item) return tl::unexpected(item.error());
    plan.push_back(std::move(*item));
  } else {
    plan.reserve(inputs.size());
    for (const InputFile& input : inputs) plan.push_back(plan_one(input, options));
  }
  if (const auto checked = check_collisions(plan); !checked) {
    return tl::unexpected(checked.error());
  }
  return plan;
}

}  // namespace tintflow
