#include "io/ffmpeg_log.h"

#include <array>
#include <cstdarg>
#include <cstdio>
#include <mutex>

extern "C" {
#include <libavutil/log.h>
}

namespace tintflow {
namespace {

thread_local FfmpegLog* current_log = nullptr;

}  // namespace

FfmpegLog::FfmpegLog() : outer_(current_log) {
  static std::once_flag silenced;
  std::call_once(silenced, [] { av_log_set_callback(&FfmpegLog::on_message); });
  current_log = this;
}

FfmpegLog::~FfmpegLog() { current_log = outer_; }

void FfmpegLog::on_message(void* /*context*/, int level, const char* format, va_list arguments) {
  if (level > AV_LOG_ERROR || current_log == nullptr || !current_log->first_error_.empty()) return;
  std::array<char, 256> text{};
  std::vsnprintf(text.data(), text.size(), format, arguments);
  std::string& error = current_log->first_error_;
  error = text.data();
  while (!error.empty() && (error.back() == '\n' || error.back() == '.')) error.pop_back();
}

}  // namespace tintflow
