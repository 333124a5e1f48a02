#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "cli/video_job.h"
#include "io/source.h"
#include "io/stream_copy.h"
#include "io/video_info.h"
#include "stages/stage.h"

namespace tintflow {

/// Where the frames of a run come from.
struct VideoInput {
  std::unique_ptr<Source> source;
  Stage<Encoded, Frame> decode;
  VideoInfo info;
  /// What the file holds beside its video; a pipe cannot be read twice, and pictures have no sound.
  std::optional<StreamCopy> rest;
  /// What a picture's file is called, by `FrameId::index`; null for frames of a film.
  std::function<std::string(std::uint64_t)> names;
};

/// Opens the job's video or pictures. `start`: what was read from standard input already. `cuda`:
/// number of the CUDA device that decodes a video, none for the processor. Throws `NoInputError`
/// where there is no frame.
[[nodiscard]] VideoInput open_video_input(const VideoJob& job, const ColorizeOptions& options,
                                          Bytes start, std::optional<int> cuda = {});

}  // namespace tintflow
