#include "models/tensors.h"

#include <numeric>

#include <gtest/gtest.h>

namespace tintflow {
namespace {

std::vector<float> counted_pixels() {
  std::vector<float> pixels(2 * 4 * 4 * 3);
  std::iota(pixels.begin(), pixels.end(), 0.0F);
  return pixels;
}

TEST(Tensors, WrappedPicturesShareTheBufferChannelsLast) {
  const std::vector<float> pixels = counted_pixels();
  const torch::Tensor pictures = wrap_pictures(pixels.data(), 2, 4);
  EXPECT_EQ(pictures.sizes(), (torch::IntArrayRef{2, 3, 4, 4}));
  EXPECT_TRUE(pictures.is_contiguous(torch::MemoryFormat::ChannelsLast));
  EXPECT_EQ(pictures.const_data_ptr(), pixels.data());
  // Picture 1, green, row 2, column 3.
  EXPECT_EQ(pictures[1][1][2][3].item<float>(), ((1 * 4 + 2) * 4 + 3) * 3 + 1);
}

TEST(Tensors, CopiedPicturesComeBackInBatchLayout) {
  const std::vector<float> pixels = counted_pixels();
  const torch::Tensor plain = wrap_pictures(pixels.data(), 2, 4).to(torch::kBFloat16).contiguous();
  std::vector<float> copied(pixels.size());
  copy_pictures(plain, copied.data());
  EXPECT_EQ(copied, pixels);
}

TEST(Tensors, DevicesHaveTheirNamesAndTypes) {
  EXPECT_EQ(torch_device({}), torch::Device("cpu"));
  EXPECT_EQ(torch_device({.cuda = true, .index = 1}), torch::Device("cuda:1"));
  EXPECT_EQ(compute_type({.bf16 = true}), torch::kBFloat16);
  EXPECT_EQ(compute_type({}), torch::kFloat32);
}

TEST(Tensors, AutocastLastsAsLongAsItsScope) {
  const torch::Tensor input = torch::rand({1, 3, 8, 8});
  const torch::Tensor weight = torch::rand({4, 3, 4, 4});
  const auto type = [&] { return torch::conv2d(input, weight).scalar_type(); };
  {
    const AutocastScope scope({.bf16 = true});
    EXPECT_EQ(type(), torch::kBFloat16);
  }
  EXPECT_EQ(type(), torch::kFloat32);
  const AutocastScope scope({.bf16 = false});
  EXPECT_EQ(type(), torch::kFloat32);
}

}  // namespace
}  // namespace tintflow
