#include "io/output_collisions.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "io/real_path.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

/// Real folders, numbered; each spelling of one is resolved once.
class FolderNumbers {
 public:
  std::size_t number_of(const std::string& folder) {
    if (folder == last_folder_ && !by_spelling_.empty()) return last_number_;
    const auto [entry, is_new] = by_spelling_.try_emplace(folder);
    if (is_new) {
      entry->second =
          by_real_path_.try_emplace(real_path(folder).string(), by_real_path_.size()).first->second;
    }
    last_folder_ = folder;
    last_number_ = entry->second;
    return last_number_;
  }

 private:
  std::unordered_map<std::string, std::size_t> by_spelling_;
  std::unordered_map<std::string, std::size_t> by_real_path_;
  /// Items of one folder mostly follow one another.
  std::string last_folder_;
  std::size_t last_number_ = 0;
};

/// What tells a file from all others.
struct FileIdentity {
  std::size_t folder;
  std::string name;

  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

enum class Role : std::uint8_t { input, output };

struct HashedFile {
  /// Of the identity; equal hashes are compared in full.
  std::size_t hash;
  std::uint32_t item;
  Role role;
};

class CollisionSearch {
 public:
  explicit CollisionSearch(const OutputPlan& plan) : plan_(plan) {
    files_.reserve(2 * plan.size());
    for (std::uint32_t item = 0; item < plan.size(); ++item) {
      for (const Role role : {Role::input, Role::output}) {
        files_.push_back({hash_of(identity_of(item, role)), item, role});
      }
    }
    std::ranges::sort(files_, {}, [](const HashedFile& file) {
      return std::tuple(file.hash, file.item, file.role);
    });
  }

  Expected<void> run() {
    for (auto first = files_.begin(); first != files_.end();) {
      const auto last = std::find_if(
          first, files_.end(), [&](const HashedFile& file) { return file.hash != first->hash; });
      for (auto file = first; file != last; ++file) {
        for (auto other = file + 1; other != last; ++other) {
          if (auto checked = check(*file, *other); !checked) return checked;
        }
      }
      first = last;
    }
    return {};
  }

 private:
  static std::size_t hash_of(const FileIdentity& identity) {
    constexpr std::size_t odd = 0x9E3779B97F4A7C15;  // spreads the small numbers of folders
    return std::hash<std::string>{}(identity.name) ^ (identity.folder + 1) * odd;
  }

  FileIdentity identity_of(std::uint32_t item, Role role) {
    fs::path path = role == Role::input ? plan_.input(item) : plan_.output(item);
    if (role == Role::input && plan_.inputs().files[item].is_link) path = real_path(path);
    return {folders_.number_of(path.parent_path().string()), path.filename().string()};
  }

  Expected<void> check(const HashedFile& first, const HashedFile& second) {
    if (first.role == Role::input && second.role == Role::input) return {};
    if (identity_of(first.item, first.role) != identity_of(second.item, second.role)) return {};
    const std::string output = plan_.output(second.item).string();
    if (first.role == second.role) {
      return tl::unexpected(fmt::format(
          "{} and {} would both be written to {}: rename one, or color them in two runs",
          plan_.input(first.item).string(), plan_.input(second.item).string(), output));
    }
    const HashedFile& writer = first.role == Role::output ? first : second;
    const HashedFile& victim = first.role == Role::output ? second : first;
    return tl::unexpected(fmt::format(
        "the output of {} would overwrite the input {}: choose another output folder or --name",
        plan_.input(writer.item).string(), plan_.input(victim.item).string()));
  }

  const OutputPlan& plan_;
  FolderNumbers folders_;
  std::vector<HashedFile> files_;
};

}  // namespace

Expected<void> check_collisions(const OutputPlan& plan) { return CollisionSearch(plan).run(); }

}  // namespace tintflow
