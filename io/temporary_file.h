#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "io/file_descriptor.h"
#include "io/file_stamp.h"

namespace tintflow {

/// A new file beside the one that it shall become, removed again unless it was moved there. Every
/// function returns false with the cause in `errno`.
class TemporaryFile {
 public:
  /// Its name is hidden, no other thread or process of this machine uses it, and it is short, so
  /// that it is valid wherever the final name is.
  explicit TemporaryFile(const std::filesystem::path& target);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] bool exists() const { return exists_; }
  [[nodiscard]] const FileDescriptor& file() const { return file_; }

  [[nodiscard]] bool write(std::span<const std::uint8_t> content);
  /// Writes all to disk and tells the stamp, which moving keeps.
  [[nodiscard]] bool synchronize(FileStamp& stamp);
  [[nodiscard]] bool move_to_target() { return move_to(target_); }
  /// `path`: another one of the same folder.
  [[nodiscard]] bool move_to(const std::filesystem::path& path);
  /// Hands over the open file, for use after it was moved.
  [[nodiscard]] FileDescriptor take_file() { return std::move(file_); }

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
  FileDescriptor file_;
  bool exists_ = false;
};

/// Removes the temporary files that ended processes of this machine have left in `folder`; does
/// nothing where it cannot be read. Nothing may be written by this process meanwhile.
void remove_left_temporaries(const std::filesystem::path& folder);

}  // namespace tintflow
