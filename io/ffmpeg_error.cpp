#include "io/ffmpeg_error.h"

#include <array>

extern "C" {
#include <libavutil/error.h>
}

namespace tintflow {

std::string ffmpeg_error(int code) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(code, text.data(), text.size());
  return text.data();
}

}  // namespace tintflow
