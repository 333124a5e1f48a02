#include "io/list_pairs.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "io/image_format.h"
#include "io/list_inputs.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

constexpr const char* kColorFolder = "color";
constexpr const char* kSketchFolder = "sketch";

bool has_two_folders(const fs::path& folder) {
  return fs::is_directory(folder / kColorFolder) && fs::is_directory(folder / kSketchFolder);
}

Expected<std::vector<fs::path>> pictures_below(const fs::path& folder) {
  const InputList list = list_inputs(std::vector{folder.string()});
  if (!list.problems.empty()) {
    const InputProblem& problem = list.problems.front();
    return tl::make_unexpected(problem.input + ": " + problem.reason);
  }
  std::vector<fs::path> paths;
  paths.reserve(list.files.size());
  for (const InputFile& file : list.files) paths.push_back(list.path_of(file));
  return paths;
}

/// Adds the colored pictures in `folder` of which none of `drawings` is the drawing.
void add_without_drawing(const fs::path& folder, const std::vector<fs::path>& drawings,
                         std::vector<fs::path>& without_drawing) {
  std::set<fs::path> used;
  for (const fs::path& drawing : drawings) used.insert(*colored_picture_of(drawing));
  const auto colored = pictures_below(folder / kColorFolder);
  if (!colored) return;
  std::ranges::copy_if(*colored, std::back_inserter(without_drawing),
                       [&](const fs::path& picture) { return !used.contains(picture); });
}

/// The pairs of one folder: of those to train on, of those to validate with, or of all.
Expected<std::vector<fs::path>> pairs_below(const fs::path& folder, PairLayout layout,
                                            PairFiles& files) {
  if (layout != PairLayout::folders) return pictures_below(folder);
  if (!has_two_folders(folder)) {
    return tl::make_unexpected(folder.string() + ": has no folders " + kColorFolder + " and " +
                               kSketchFolder);
  }
  auto drawings = pictures_below(folder / kSketchFolder);
  if (drawings) add_without_drawing(folder, *drawings, files.without_drawing);
  return drawings;
}

/// FNV-1a (Fowler, Noll and Vo): the same on every machine, unlike std::hash.
std::uint64_t hash_of(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char letter : text) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
  }
  return hash;
}

}  // namespace

std::string expected_pair_tree(const fs::path& folder) {
  const std::string name = folder.string();
  return "Expected are pictures that hold colored picture and drawing side by side:\n"
         "  " +
         name +
         "/train/*.png  to train on\n"
         "  " +
         name +
         "/val/*.png    to validate with (may be missing)\n"
         "or colored pictures and their drawings in two folders, with equal names:\n"
         "  " +
         name +
         "/train/color/*.png, train/sketch/*.png\n"
         "  " +
         name +
         "/val/color/*.png, val/sketch/*.png (may be missing)\n"
         "or, with --pair-layout color, colored pictures alone, whose lines are extracted:\n"
         "  " +
         name + "/train/*.png, val/*.png\n" + "Where there is no folder train, the pairs lie in " +
         name + " itself, and one in ten of them is kept for validation.";
}

PairLayout detect_pair_layout(const fs::path& folder) {
  return has_two_folders(folder) || has_two_folders(folder / "train") ? PairLayout::folders
                                                                      : PairLayout::color_sketch;
}

std::optional<fs::path> colored_picture_of(const fs::path& drawing) {
  fs::path below = drawing.filename();
  for (fs::path folder = drawing.parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    if (folder.filename() == kSketchFolder && has_two_folders(folder.parent_path())) {
      const fs::path same_name = folder.parent_path() / kColorFolder / below;
      if (fs::exists(same_name)) return same_name;
      for (const std::string_view extension : readable_extensions()) {
        fs::path other = same_name;
        if (fs::exists(other.replace_extension(extension))) return other;
      }
      return same_name;
    }
    below = folder.filename() / below;
  }
  return std::nullopt;
}

Expected<PairFiles> list_pairs(const fs::path& folder, PairLayout layout) {
  const auto with_tree = [&](const std::string& reason) {
    return reason + "\n" + expected_pair_tree(folder);
  };
  PairFiles pairs;
  if (fs::is_directory(folder / "train")) {
    const auto training = pairs_below(folder / "train", layout, pairs);
    if (!training) return tl::make_unexpected(with_tree(training.error()));
    pairs.training = *training;
    if (fs::is_directory(folder / "val")) {
      const auto validation = pairs_below(folder / "val", layout, pairs);
      if (!validation) return tl::make_unexpected(with_tree(validation.error()));
      pairs.validation = *validation;
    }
    return pairs;
  }
  const auto all = pairs_below(folder, layout, pairs);
  if (!all) return tl::make_unexpected(with_tree(all.error()));
  for (const fs::path& path : *all) {
    const bool held_out = hash_of(path.filename().string()) % 10 == 0;
    (held_out ? pairs.validation : pairs.training).push_back(path);
  }
  if (pairs.training.empty()) {
    return tl::make_unexpected(with_tree("there are too few pairs to train on"));
  }
  return pairs;
}

}  // namespace tintflow
