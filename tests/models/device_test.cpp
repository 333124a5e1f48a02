#include "models/device.h"

#include <stdexcept>

#include <gmock/gmock.h>

#include "io/errors.h"
#include "models/cuda.h"

namespace tintflow {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(Device, PrecisionsAreParsed) {
  EXPECT_EQ(parse_precision("auto"), Precision::automatic);
  EXPECT_EQ(parse_precision("fp32"), Precision::fp32);
  EXPECT_EQ(parse_precision("bf16"), Precision::bf16);
  EXPECT_EQ(parse_precision("int8"), Precision::int8);
  EXPECT_THAT([] { (void)parse_precision("fp8"); },
              ThrowsMessage<std::invalid_argument>(
                  "precision must be auto, fp32, bf16 or int8, not \"fp8\""));
}

TEST(Device, ExplicitCpuAndPrecisionAreTaken) {
  const Device exact = choose_device({"cpu", Precision::fp32});
  EXPECT_EQ(exact.name(), "cpu");
  EXPECT_EQ(exact.precision_name(), "fp32");
  EXPECT_EQ(choose_device({"cpu", Precision::int8}).precision_name(), "int8");
}

TEST(Device, Bf16IsTakenOrRefusedByWhatTheProcessorHas) {
  const auto choose = [] { return choose_device({"cpu", Precision::bf16}); };
  if (cpu_computes_bf16()) {
    EXPECT_EQ(choose().precision_name(), "bf16");
  } else {
    EXPECT_THAT(choose, ThrowsMessage<FatalError>(HasSubstr("AVX-512; use --precision auto")));
  }
}

TEST(Device, TheOutermostLayersOfInt8AreAsAutoHasThem) {
  EXPECT_EQ(choose_device({"cpu", Precision::int8}).bf16,
            choose_device({"cpu", Precision::automatic}).bf16);
}

TEST(Device, TrainingIsNotInInt8) {
  EXPECT_THAT(
      [] {
        (void)training_device({"cpu", Precision::int8});
      },
      ThrowsMessage<FatalError>(HasSubstr("cannot be trained in int8; use --precision auto")));
  EXPECT_EQ(training_device({"cpu", Precision::fp32}).precision_name(), "fp32");
}

TEST(Device, NamesCarryTheIndex) { EXPECT_EQ((Device{.cuda = true, .index = 2}).name(), "cuda:2"); }

TEST(Device, UnreadableNamesAreRefused) {
  for (const char* name : {"", "gpu", "cuda:", "cuda:x", "cuda:1x", "cuda:-1", "CPU"}) {
    EXPECT_THAT(
        [&] {
          (void)choose_device({name, Precision::automatic});
        },
        ThrowsMessage<std::invalid_argument>(HasSubstr("device must be auto, cpu, cuda or cuda:N")))
        << name;
  }
}

TEST(Device, MissingCudaDeviceIsAnErrorThatSaysWhatToDo) {
  EXPECT_THAT(
      [] {
        (void)choose_device({"cuda:9999", Precision::automatic});
      },
      ThrowsMessage<FatalError>(HasSubstr("use --device cpu")));
}

TEST(Device, AutoIsCpuWithoutCuda) {
  if (load_cuda()) return;  // What a machine with CUDA takes depends on its devices.
  EXPECT_EQ(choose_device({}).name(), "cpu");
}

}  // namespace
}  // namespace tintflow
