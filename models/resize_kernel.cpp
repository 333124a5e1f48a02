#include "models/resize_kernel.h"

namespace tintflow {
namespace {

/// Repeating pixels is a transposed convolution with 2 x 2 ones, and two of them in a row are one
/// with the convolution of both kernels. Row 3 k + l holds where number (k, l) of a 3 x 3 kernel
/// goes to: the four numbers around its lower right corner.
torch::Tensor spread() {
  // Kept for training as well, whoever asks first.
  const c10::InferenceMode recordable(false);
  torch::Tensor matrix = torch::zeros({3, 3, 4, 4});
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      matrix[row][column].slice(0, row, row + 2).slice(1, column, column + 2).fill_(1);
    }
  }
  return matrix.view({9, 16});
}

}  // namespace

torch::Tensor as_transposed_kernel(const torch::Tensor& kernels) {
  static const torch::Tensor matrix = spread();
  const auto inputs = kernels.size(0);
  const auto outputs = kernels.size(1);
  return kernels.reshape({inputs * outputs, 9})
      .matmul(matrix.to(kernels.device()))
      .view({inputs, outputs, 4, 4});
}

}  // namespace tintflow
