#include "models/resize_kernel.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

TEST(AsTransposedKernel, DoesWhatRepeatingPixelsAndAConvolutionDo) {
  torch::manual_seed(3);
  const torch::Tensor kernels = torch::randn({5, 4, 3, 3});
  const torch::Tensor input = torch::randn({2, 5, 6, 7});
  const torch::Tensor repeated = input.repeat_interleave(2, 2).repeat_interleave(2, 3);
  const torch::Tensor expected =
      torch::conv2d(repeated, kernels.transpose(0, 1).flip({2, 3}), {}, 1, 1);
  const torch::Tensor actual =
      torch::conv_transpose2d(input, as_transposed_kernel(kernels), {}, 2, 1);
  EXPECT_EQ(actual.sizes(), (torch::IntArrayRef{2, 4, 12, 14}));
  EXPECT_TRUE(torch::allclose(actual, expected, 1e-4, 1e-5));
}

TEST(AsTransposedKernel, PassesGradientsOn) {
  const torch::Tensor kernels = torch::randn({2, 2, 3, 3}).requires_grad_();
  as_transposed_kernel(kernels).sum().backward();
  EXPECT_TRUE(torch::equal(kernels.grad(), torch::full({2, 2, 3, 3}, 4.0F)));
}

}  // namespace
}  // namespace tintflow
