#include "models/matrix_product.h"

#include <optional>

#include <torch/cuda.h>
#include <torch/torch.h>

#include "models/int8_conv.h"
#include "models/tensors.h"

namespace tintflow {

struct MatrixProduct::Matrices {
  torch::Tensor left;
  torch::Tensor right;
  torch::Tensor product;
  bool by_convolution = false;
  /// Takes the place of `right` where the device computes in bytes.
  std::optional<Int8Conv> by_int8_convolution = {};
};

namespace {

torch::Tensor rows_as_pixels(const torch::Tensor& matrix) {
  return matrix.view({1, matrix.size(0), 1, matrix.size(1)}).permute({0, 3, 1, 2});
}

/// In fp32 LibTorch multiplies matrices by MKL, which does half of what it could on processors of
/// other makers, but 1 x 1 convolutions, which are matrix products too, by oneDNN.
torch::Tensor multiply_by_convolution(const torch::Tensor& left, const torch::Tensor& right) {
  const std::int64_t side = left.size(0);
  return at::mkldnn_convolution(rows_as_pixels(left), right.view({side, side, 1, 1}), std::nullopt,
                                /*padding=*/{0, 0}, /*stride=*/{1, 1}, /*dilation=*/{1, 1},
                                /*groups=*/1);
}

}  // namespace

MatrixProduct::MatrixProduct(const Device& device, int side) {
  at::set_num_threads(1);
  const auto options = torch::dtype(compute_type(device)).device(torch_device(device));
  matrices_ = std::make_unique<Matrices>(Matrices{
      torch::full({side, side}, 0.5, options), torch::full({side, side}, 0.25, options),
      torch::empty({side, side}, options), !device.cuda && !device.bf16 && at::hasMKLDNN()});
  if (device.int8) {
    const Quantization bytes = quantization_for(0, 1);
    matrices_->by_int8_convolution.emplace(torch::full({side, side, 1, 1}, 0.25), torch::Tensor(),
                                           Int8Conv::Shape{.side = side}, bytes, bytes,
                                           /*relu=*/false);
    matrices_->left = quantize(matrices_->left, bytes);
  }
}

MatrixProduct::~MatrixProduct() = default;

void MatrixProduct::compute() {
  // OpenMP keeps the number of threads for each thread that asks for it.
  thread_local const bool single_threaded = (at::init_num_threads(), true);
  static_cast<void>(single_threaded);
  const c10::InferenceMode inference;
  if (matrices_->by_int8_convolution) {
    matrices_->product = matrices_->by_int8_convolution->forward(rows_as_pixels(matrices_->left));
    return;
  }
  if (matrices_->by_convolution) {
    matrices_->product = multiply_by_convolution(matrices_->left, matrices_->right);
    return;
  }
  at::mm_out(matrices_->product, matrices_->left, matrices_->right);
  if (matrices_->product.is_cuda()) torch::cuda::synchronize(matrices_->product.get_device());
}

std::int64_t MatrixProduct::multiply_accumulates() const {
  const std::int64_t side = matrices_->left.size(0);
  return side * side * side;
}

}  // namespace tintflow
