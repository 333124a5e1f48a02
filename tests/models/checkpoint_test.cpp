#include "models/checkpoint.h"

#include <limits>

#include <gmock/gmock.h>

#include "io/errors.h"
#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

class Checkpoint : public testing::Test {
 protected:
  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "last.safetensors";
  Metadata architecture_ = {{"ngf", "4"}};
};

TEST_F(Checkpoint, RestoresTensorsAndState) {
  TrainingState state;
  state.epoch = 3;
  state.step = 12'345'678'901;
  state.position = 40;
  state.seconds = 0.1;
  state.best_l1 = std::numeric_limits<double>::infinity();
  const torch::Tensor saved = torch::rand({2, 3});
  write_checkpoint(file_, {{"weight", saved}}, architecture_, state);

  const torch::Tensor loaded = torch::zeros({2, 3});
  const TrainingState again = read_checkpoint(file_, {{"weight", loaded}}, architecture_);
  EXPECT_TRUE(torch::equal(loaded, saved));
  EXPECT_EQ(again.epoch, 3);
  EXPECT_EQ(again.step, 12'345'678'901);
  EXPECT_EQ(again.position, 40);
  EXPECT_EQ(again.seconds, 0.1);
  EXPECT_EQ(again.best_l1, std::numeric_limits<double>::infinity());
}

TEST_F(Checkpoint, AnotherArchitectureIsRefusedWithBothValues) {
  write_checkpoint(file_, {}, {{"ngf", "8"}}, {});
  EXPECT_THAT([&] { (void)read_checkpoint(file_, {}, architecture_); },
              ThrowsMessage<WeightsError>(file_.string() + ": the checkpoint was trained with ngf "
                                                           "= 8, this run has 4"));
}

TEST_F(Checkpoint, PlainWeightsAreNoCheckpoint) {
  write_tensor_file(file_, {"", {}, architecture_});
  EXPECT_THAT([&] { (void)read_checkpoint(file_, {}, architecture_); },
              ThrowsMessage<WeightsError>(HasSubstr("not a checkpoint of a training run")));
}

TEST_F(Checkpoint, UnreadableStateIsNamed) {
  Metadata metadata = architecture_;
  metadata["format"] = "tintflow-checkpoint";
  metadata["epoch"] = "3";
  metadata["step"] = "many";
  write_tensor_file(file_, {"", {}, metadata});
  EXPECT_THAT([&] { (void)read_checkpoint(file_, {}, architecture_); },
              ThrowsMessage<WeightsError>(HasSubstr("\"step\" is missing or unreadable")));
}

TEST_F(Checkpoint, DamageLeavesTensorsAlone) {
  write_checkpoint(file_, {{"weight", torch::ones(4)}}, architecture_, {});
  std::filesystem::resize_file(file_, std::filesystem::file_size(file_) - 1);
  const torch::Tensor tensor = torch::zeros(4);
  EXPECT_THROW((void)read_checkpoint(file_, {{"weight", tensor}}, architecture_), WeightsError);
  EXPECT_EQ(tensor.sum().item<double>(), 0);
}

TEST_F(Checkpoint, UnwritableFileIsAnError) {
  write_checkpoint(file_, {}, architecture_, {});
  EXPECT_THROW(write_checkpoint(file_ / "below_a_file.safetensors", {}, architecture_, {}),
               std::runtime_error);
}

}  // namespace
}  // namespace tintflow
