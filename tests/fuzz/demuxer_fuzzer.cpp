#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>

#include "io/demuxer.h"
#include "io/descriptor_input.h"
#include "io/video_reader.h"

extern "C" {
#include <libavutil/mem.h>
}

namespace tintflow {
namespace {

/// Frames that are read of one input; what comes behind them is read in the same way.
constexpr int kMostFrames = 8;

void read_frames(Demuxer demuxer) {
  auto reader = VideoReader::open(std::move(demuxer));
  if (!reader) {
    if (reader.error().empty()) std::abort();
    return;
  }
  std::optional<std::int64_t> last;
  for (int i = 0; i < kMostFrames; ++i) {
    const auto frame = reader->next();
    if (!frame) return;
    if (!*frame) {
      if (frame->error().reason.empty()) std::abort();
      continue;
    }
    const AVFrame& shown = ***frame;
    if (shown.width < 1 || shown.height < 1) std::abort();
    if (last && shown.best_effort_timestamp <= *last) std::abort();
    last = shown.best_effort_timestamp;
  }
}

}  // namespace
}  // namespace tintflow

/// Containers claim packets and frames of any size; FFmpeg asks for their memory at once.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  av_max_alloc(128 << 20);
  return 0;
}

/// Containers and their videos, as from a pipe: demuxing, decoding, and the times of frames.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const int file = memfd_create("film", 0);
  if (file < 0 || write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
  if (lseek(file, 0, SEEK_SET) != 0) std::abort();
  {
    auto demuxer = tintflow::Demuxer::open(
        std::make_unique<tintflow::DescriptorInput>(file, tintflow::Bytes()));
    if (demuxer) {
      tintflow::read_frames(std::move(*demuxer));
    } else if (demuxer.error().empty()) {
      std::abort();
    }
  }
  close(file);
  return 0;
}
