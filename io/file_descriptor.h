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
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    if (this != &other) {
      (void)close();
      number_ = std::exchange(other.number_, -1);
    }
    return *this;
  }

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
