#include "io/output_plan.h"

#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "io/number_pattern.h"
#include "io/output_collisions.h"
#include "io/real_path.h"

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
  const auto numbered = NumberPattern::parse(pattern);
  const auto number = last_number_in(stem);
  return numbered && number ? numbered->name_of(*number) : pattern;
}

std::string default_extension(ImageFormat format) {
  switch (format) {
    case ImageFormat::jpeg:
      return ".jpg";
    case ImageFormat::webp:
      return ".webp";
    case ImageFormat::ora:
      return ".ora";
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

Expected<void> check_single_file(std::size_t inputs, const OutputOptions& options) {
  const fs::path& out = options.out;
  const ImageFormat format = *format_of_extension(out);
  if (inputs > 1) {
    return tl::unexpected(fmt::format("{} names one file, but there are {} inputs: name a folder",
                                      out.string(), inputs));
  }
  if (!is_writable(format)) {
    return tl::unexpected(fmt::format("{}: {} cannot be written; choose .png, .jpg, .webp or .ora",
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
  return {};
}

}  // namespace

OutputPlan::OutputPlan(InputList inputs, OutputOptions options)
    : inputs_(std::move(inputs)), options_(std::move(options)) {
  is_single_file_ = !inputs_.files.empty() && !options_.out.empty() && names_a_file(options_.out);
  std::unordered_map<std::string, std::uint32_t> numbers;
  for (const InputRoot& input : inputs_.roots) {
    absolute_input_roots_.push_back(real_path(input.folder));
    OutputRoot root = output_root(input);
    const auto [number, is_new] = numbers.try_emplace(real_path(root.folder).string(),
                                                      static_cast<std::uint32_t>(roots_.size()));
    root_of_input_root_.push_back(number->second);
    if (is_new) {
      roots_.push_back(std::move(root));
    } else {
      roots_[number->second].is_tree |= root.is_tree;
    }
  }
}

OutputRoot OutputPlan::output_root(const InputRoot& input) const {
  if (is_single_file_) return {options_.out.parent_path(), false};
  if (!options_.out.empty()) return {options_.out, true};
  if (input.is_tree) return {colorized_folder(input.folder), true};
  return {input.folder, false};
}

fs::path OutputPlan::input(std::size_t item) const { return inputs_.path_of(inputs_.files[item]); }

fs::path OutputPlan::absolute_input(std::size_t item) const {
  const InputFile& file = inputs_.files[item];
  return absolute_input_roots_[file.root] / file.name;
}

std::optional<fs::path> OutputPlan::hints(std::size_t item) const {
  if (options_.hints.empty()) return std::nullopt;
  if (!fs::is_directory(options_.hints)) return options_.hints;
  fs::path file = (options_.hints / inputs_.files[item].name).replace_extension(".png");
  if (!fs::exists(file)) return std::nullopt;
  return file;
}

std::uint32_t OutputPlan::root_of(std::size_t item) const {
  return root_of_input_root_[inputs_.files[item].root];
}

std::string OutputPlan::name_below_root(std::size_t item) const {
  if (is_single_file_) return options_.out.filename().string();
  const InputFile& file = inputs_.files[item];
  const InputRoot& root = inputs_.roots[file.root];
  const fs::path name(file.name);
  std::string pattern = options_.name_pattern;
  const bool is_beside_input = options_.out.empty() && !root.is_tree;
  if (pattern.empty()) pattern = is_beside_input ? std::string("%s") + kSuffix : "%s";
  const std::string own_name =
      fill_pattern(pattern, name.stem().string()) + choose_format(name, options_.format).extension;
  return (name.parent_path() / own_name).string();
}

fs::path OutputPlan::output(std::size_t item) const {
  return roots_[root_of(item)].folder / name_below_root(item);
}

ImageFormat OutputPlan::format(std::size_t item) const {
  if (is_single_file_) return *format_of_extension(options_.out);
  return choose_format(inputs_.files[item].name, options_.format).format;
}

Expected<OutputPlan> plan_outputs(InputList inputs, OutputOptions options) {
  if (options.name_pattern.find('/') != std::string::npos) {
    return tl::unexpected(fmt::format("--name {} must not contain '/': name the folder with -o",
                                      options.name_pattern));
  }
  OutputPlan plan(std::move(inputs), std::move(options));
  if (plan.is_single_file_) {
    const auto checked = check_single_file(plan.size(), plan.options_);
    if (!checked) return tl::unexpected(checked.error());
  }
  if (const fs::path& hints = plan.options_.hints; !hints.empty() && !fs::is_directory(hints)) {
    if (!fs::exists(hints)) return tl::unexpected("--hints " + hints.string() + " does not exist");
    if (plan.size() > 1) {
      return tl::unexpected(fmt::format(
          "{} is one picture of hints, but there are {} drawings: name a folder that has a picture "
          "for each, of its name",
          hints.string(), plan.size()));
    }
  }
  const auto checked = check_collisions(plan);
  if (!checked) return tl::unexpected(checked.error());
  return plan;
}

}  // namespace tintflow
