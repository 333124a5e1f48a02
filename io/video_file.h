#pragma once

#include <filesystem>

#include "io/atomic_file.h"
#include "io/result.h"
#include "io/temporary_file.h"
#include "io/video_output.h"

namespace tintflow {

/// A video file that is being written beside its name, and that plays even where the disk fills
/// meanwhile: as much room as its index will take is kept in a second file and given up when
/// nothing else is left. Not thread-safe.
class VideoFile : public VideoOutput {
 public:
  /// Creates missing folders. The error is that no file can be made there; throws `FatalError` as
  /// `write_error` does.
  [[nodiscard]] static Expected<std::unique_ptr<VideoFile>> create(
      const std::filesystem::path& target);

  [[nodiscard]] AVIOContext* io() const override { return io_.get(); }
  void packet_comes() override;
  [[nodiscard]] int error() const override { return error_; }
  [[nodiscard]] bool is_full() const override { return is_full_; }

  /// Writes all to the disk and gives the file a name in its folder.
  [[nodiscard]] Expected<void> appear_as(const std::filesystem::path& path,
                                         const BeforeAppearing& before_appearing = {});

 private:
  explicit VideoFile(const std::filesystem::path& target);

  static int write(void* self, std::uint8_t* bytes, int size);
  static std::int64_t seek(void* self, std::int64_t offset, int whence);
  /// Makes the reserve at least so large; sets `is_full_` where the disk has no room for it.
  void reserve(std::int64_t bytes);
  void give_up_reserve();

  TemporaryFile file_;
  TemporaryFile reserve_;
  std::int64_t reserved_ = 0;
  std::int64_t packets_ = 0;
  int error_ = 0;
  bool is_full_ = false;
  AvioPtr io_;
};

}  // namespace tintflow
