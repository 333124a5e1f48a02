#pragma once

#include <torch/torch.h>

namespace tintflow {

/// The 4 x 4 kernels (inputs x outputs x 4 x 4) of a transposed convolution with stride 2 and
/// padding 1 that does what repeating every pixel 2 x 2 and a 3 x 3 convolution with padding 1 do:
/// the same picture for four ninths of the multiplications. `kernels` are inputs x outputs x 3 x 3,
/// rows and columns in a transposed convolution's order, the reverse of a convolution's.
[[nodiscard]] torch::Tensor as_transposed_kernel(const torch::Tensor& kernels);

}  // namespace tintflow
