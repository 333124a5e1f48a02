#include "io/own_results.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "io/job_journal.h"
#include "io/real_path.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

/// The folders below a root that its files lie in, and those between: "", "a/", "a/b/".
using Folders = std::set<std::string>;

std::vector<Folders> folders_by_root(const InputList& list) {
  std::vector<Folders> folders(list.roots.size());
  for (const InputFile& file : list.files) {
    // Files of one folder mostly follow one another, so only the first is worth more than a look.
    std::size_t end = file.name.rfind('/') + 1;
    while (folders[file.root].insert(file.name.substr(0, end)).second && end > 0) {
      end = file.name.rfind('/', end - 2) + 1;
    }
  }
  return folders;
}

/// Names below the root of what was made of pictures that also lie below it.
std::unordered_set<std::string> results_below(const InputRoot& root, const Folders& folders) {
  std::unordered_set<std::string> results;
  std::string inputs = real_path(root.folder).string();
  if (!inputs.ends_with('/')) inputs += '/';
  for (const std::string& folder : folders) {
    read_journal(root.folder / folder).for_each_output([&](const auto& records) {
      if (records.back().input.starts_with(inputs)) results.insert(folder + records.back().output);
    });
  }
  return results;
}

}  // namespace

std::size_t drop_own_results(InputList& list) {
  const std::vector<Folders> folders = folders_by_root(list);
  std::vector<std::unordered_set<std::string>> results;
  for (std::size_t i = 0; i < list.roots.size(); ++i) {
    results.push_back(results_below(list.roots[i], folders[i]));
  }
  return std::erase_if(
      list.files, [&](const InputFile& file) { return results[file.root].contains(file.name); });
}

}  // namespace tintflow
