#pragma once

#include "io/result.h"

namespace tintflow {

/// Loads LibTorch's CUDA half, `libtorch_cuda.so` beside `libtorch_cpu.so`, so that one program
/// serves machines with and without a GPU. Must come before LibTorch's first question for CUDA;
/// later calls repeat the first answer. Thread-safe.
[[nodiscard]] Expected<void> load_cuda();

}  // namespace tintflow
