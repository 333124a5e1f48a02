#include "models/weights.h"

#include <gmock/gmock.h>

#include "io/errors.h"
#include "models/unet.h"
#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

using testing::ThrowsMessage;

TensorFile tiny_file() {
  const UNet network(tiny_generator());
  disturb(*network, 5);
  return file_of(*network, tiny_generator());
}

TEST(Weights, LoadRestoresWhatWasStored) {
  const UNet source(tiny_generator());
  disturb(*source, 5);
  const UNet destination(tiny_generator());
  load(file_of(*source, tiny_generator()), state_of(*destination));
  const NamedTensors expected = state_of(*source);
  const NamedTensors loaded = state_of(*destination);
  ASSERT_EQ(loaded.size(), expected.size());
  for (std::size_t index = 0; index < expected.size(); ++index) {
    EXPECT_TRUE(torch::equal(loaded[index].second, expected[index].second))
        << expected[index].first;
  }
}

TEST(Weights, StoredTensorsAreCopiesInPlainOrder) {
  torch::Tensor weight = torch::arange(16, torch::kFloat32)
                             .view({1, 4, 2, 2})
                             .contiguous(torch::MemoryFormat::ChannelsLast);
  const std::vector<StoredTensor> stored = store({{"weight", weight}}, WeightStorage::exact);
  weight.zero_();
  EXPECT_TRUE(torch::equal(to_tensor(stored[0]).flatten(), torch::arange(16, torch::kFloat32)));
}

TEST(Weights, HalfStorageRoundsMatricesAndKeepsVectors) {
  const torch::Tensor matrix = torch::full({2, 2}, 1.0F / 3);
  const torch::Tensor statistics = torch::full({2}, 1e6F);
  const auto stored = store({{"matrix", matrix}, {"statistics", statistics}}, WeightStorage::half);
  EXPECT_EQ(stored[0].dtype, DType::F16);
  EXPECT_EQ(stored[1].dtype, DType::F32);
  EXPECT_TRUE(torch::allclose(to_tensor(stored[0]).to(torch::kFloat32), matrix, 1e-3));
  EXPECT_TRUE(torch::equal(to_tensor(stored[1]), statistics));
}

TEST(Weights, EveryTypeSurvives) {
  for (const auto type :
       {torch::kFloat64, torch::kFloat32, torch::kFloat16, torch::kBFloat16, torch::kInt64,
        torch::kInt32, torch::kInt16, torch::kInt8, torch::kUInt8, torch::kBool}) {
    const torch::Tensor tensor = torch::tensor({1, 0, 3}).to(type);
    const torch::Tensor restored =
        to_tensor(store({{"tensor", tensor}}, WeightStorage::exact).front());
    EXPECT_EQ(restored.scalar_type(), type);
    EXPECT_TRUE(torch::equal(restored, tensor));
  }
  EXPECT_THROW(
      (void)store({{"complex", torch::zeros({1}, torch::kComplexFloat)}}, WeightStorage::exact),
      std::invalid_argument);
}

TEST(Weights, MisalignedBytesAreRead) {
  const std::vector<std::uint8_t> bytes = {9, 0, 0, 128, 63};
  const StoredTensor stored{"one", DType::F32, {1}, std::span(bytes).subspan(1), {}};
  EXPECT_EQ(to_tensor(stored).item<float>(), 1);
}

TEST(Weights, PrefixesNames) {
  NamedTensors all;
  append_with_prefix(all, "generator", {{"weight", torch::zeros(1)}});
  EXPECT_EQ(all.front().first, "generator.weight");
}

/// Loads `file` into a network, expects the complaint, and that nothing of the network changed.
void expect_refused(const TensorFile& file, const std::string& complaint) {
  const UNet network(tiny_generator());
  const TensorFile before = file_of(*network, tiny_generator());
  EXPECT_THAT([&] { load(file, state_of(*network)); }, ThrowsMessage<WeightsError>(complaint));
  EXPECT_EQ(to_safetensors(file_of(*network, tiny_generator())), to_safetensors(before));
}

TEST(Weights, MissingTensorIsNamed) {
  TensorFile file = tiny_file();
  const std::string name = file.tensors.back().name;
  file.tensors.pop_back();
  expect_refused(file, "tiny.safetensors: tensor \"" + name + "\" is missing");
}

TEST(Weights, UnknownTensorIsNamed) {
  TensorFile file = tiny_file();
  file.tensors.push_back(file.tensors.front());
  file.tensors.back().name = "surplus";
  expect_refused(file, "tiny.safetensors: tensor \"surplus\" is not part of the network");
}

TEST(Weights, MisshapenTensorIsNamedWithBothShapes) {
  TensorFile file = tiny_file();
  ASSERT_EQ(file.tensors[0].name, "encoder.0.weight");
  file.tensors[0].shape = {4, 3, 2, 8};
  expect_refused(file,
                 "tiny.safetensors: tensor \"encoder.0.weight\" has shape [4, 3, 2, 8] where the "
                 "network needs [4, 3, 4, 4]");
}

}  // namespace
}  // namespace tintflow
