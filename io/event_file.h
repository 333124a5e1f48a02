#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include <opencv2/core.hpp>

#include "io/file_descriptor.h"

namespace tintflow {

/// An event file that TensorBoard shows, and may show while it grows. Every function appends whole
/// records at once, so that a killed process leaves a readable file; each throws `FatalError` where
/// the file cannot be written.
class EventFile {
 public:
  /// Creates `events.out.tfevents.<seconds>.<host>.<process>` in a folder, which is made if need
  /// be. Its name sorts behind those that are there, and what they say of `first_step` and later
  /// steps is forgotten.
  EventFile(const std::filesystem::path& folder, std::int64_t first_step);

  void add_scalar(std::int64_t step, std::string_view tag, double value);
  /// `encoded`: an RGB picture of `size` as PNG or JPEG.
  void add_image(std::int64_t step, std::string_view tag, std::span<const std::uint8_t> encoded,
                 cv::Size size);

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  void append(std::span<const std::uint8_t> event);

  std::filesystem::path path_;
  FileDescriptor file_;
};

}  // namespace tintflow
