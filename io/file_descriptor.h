#pragma once

#include <utility>

#include <unistd.h>

namespace tintflow {

/// Owns an open file descriptor of the operating system.
class FileDescriptor {
 public:
  /// Takes over what `open` returned; negative if it failed.
  explicit FileDescriptor(int number) : number_(number) {}
  ~FileDescriptor() { (void)close(); }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }

  /// Closes early; false where that reports a late write error in `errno`.
  [[nodiscard]] bool close() {
    const int number = std::exchange(number_, -1);
    return number < 0 || ::close(number) == 0;
  }

 private:
  int number_;
};

}  // namespace tintflow
