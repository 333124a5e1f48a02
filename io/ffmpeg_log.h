#pragma once

#include <cstdarg>
#include <string>

namespace tintflow {

/// While it lives, the first error that FFmpeg logs on this thread is kept here. From the first one
/// on, FFmpeg prints nothing in this process. FFmpeg's decoders report damage after which they go
/// on only in their log.
class FfmpegLog {
 public:
  FfmpegLog();
  ~FfmpegLog();
  FfmpegLog(const FfmpegLog&) = delete;
  FfmpegLog& operator=(const FfmpegLog&) = delete;

  /// The first error's text; empty if there was none.
  [[nodiscard]] const std::string& first_error() const { return first_error_; }

 private:
  static void on_message(void* context, int level, const char* format, va_list arguments);

  std::string first_error_;
  FfmpegLog* outer_;
};

}  // namespace tintflow
