#pragma once

#include "io/ffmpeg_handles.h"
#include "io/result.h"

namespace tintflow {

/// Has a decoder that is not open yet decode on an NVIDIA GPU, CUDA's device of that number. The
/// error says why it cannot; it then decodes on the processor. What the GPU turns out not to know,
/// such as the profile of a video, is decoded on the processor as well.
[[nodiscard]] Expected<void> decode_on_cuda(AVCodecContext& decoder, int device);

/// The frame in the processor's memory. The error is what the GPU says.
[[nodiscard]] Expected<FramePtr> in_memory(FramePtr frame);

}  // namespace tintflow
