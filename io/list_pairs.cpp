#include "io/list_pairs.h"

#include <cstdint>

#include "io/list_inputs.h"

namespace tintflow {
namespace {

Expected<std::vector<std::filesystem::path>> pictures_below(const std::filesystem::path& folder) {
  const InputList list = list_inputs(std::vector{folder.string()});
  if (!list.problems.empty()) {
    const InputProblem& problem = list.problems.front();
    return tl::make_unexpected(problem.input + ": " + problem.reason);
  }
  std::vector<std::filesystem::path> paths;
  paths.reserve(list.files.size());
  for (const InputFile& file : list.files) paths.push_back(list.path_of(file));
  return paths;
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

std::string expected_pair_tree(const std::filesystem::path& folder) {
  const std::string name = folder.string();
  return "Expected are pictures that hold colored picture and drawing side by side:\n"
         "  " +
         name +
         "/train/*.png  to train on\n"
         "  " +
         name +
         "/val/*.png    to validate with (may be missing)\n"
         "or such pictures in " +
         name + " itself, of which one in ten is kept for validation.";
}

Expected<PairFiles> list_pairs(const std::filesystem::path& folder) {
  const auto with_tree = [&](const std::string& reason) {
    return reason + "\n" + expected_pair_tree(folder);
  };
  PairFiles pairs;
  if (std::filesystem::is_directory(folder / "train")) {
    const auto training = pictures_below(folder / "train");
    if (!training) return tl::make_unexpected(with_tree(training.error()));
    pairs.training = *training;
    if (std::filesystem::is_directory(folder / "val")) {
      const auto validation = pictures_below(folder / "val");
      if (!validation) return tl::make_unexpected(with_tree(validation.error()));
      pairs.validation = *validation;
    }
    return pairs;
  }
  const auto all = pictures_below(folder);
  if (!all) return tl::make_unexpected(with_tree(all.error()));
  for (const std::filesystem::path& path : *all) {
    const bool held_out = hash_of(path.filename().string()) % 10 == 0;
    (held_out ? pairs.validation : pairs.training).push_back(path);
  }
  if (pairs.training.empty()) {
    return tl::make_unexpected(with_tree("there are too few pairs to train on"));
  }
  return pairs;
}

}  // namespace tintflow
