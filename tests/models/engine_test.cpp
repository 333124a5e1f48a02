#include "models/engine.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <new>
#include <thread>

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

#include "io/errors.h"
#include "models/default_model.h"
#include "models/unet.h"
#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

constexpr int side = 64;
constexpr std::size_t picture_size = side * side * 3;

TensorFile tiny_model() {
  const UNet network(tiny_generator());
  disturb(*network, 21);
  return file_of(*network, tiny_generator());
}

std::vector<float> colored(const Generator& generator, const Batch& batch) {
  std::vector<float> output(batch.input->size());
  generator.generate(batch, output.data());
  return output;
}

/// One picture of a batch, alone.
Batch single(const Batch& batch, std::size_t position) {
  Batch alone;
  alone.samples.resize(1);
  alone.side = batch.side;
  const auto first = batch.input->begin() + static_cast<std::ptrdiff_t>(position * picture_size);
  alone.input = std::make_shared<std::vector<float>>(first, first + picture_size);
  return alone;
}

class EnginePrecision : public testing::TestWithParam<Device> {
 protected:
  std::unique_ptr<Generator> engine_ = make_engine(tiny_model(), GetParam());
};

TEST_P(EnginePrecision, PicturesDoNotDependOnTheirNeighbors) {
  // One 8-bit level in [-1, 1] units.
  constexpr float level = 2.0F / 255;
  const Batch batch = random_batch(5, side, 1);
  const std::vector<float> together = colored(*engine_, batch);
  for (std::size_t position = 0; position < 5; ++position) {
    const std::vector<float> alone = colored(*engine_, single(batch, position));
    for (std::size_t index = 0; index < picture_size; ++index) {
      ASSERT_NEAR(alone[index], together[position * picture_size + index], level);
    }
  }
}

TEST_P(EnginePrecision, ThreadsGetWhatOneThreadGets) {
  constexpr int threads = 4;
  std::vector<Batch> batches;
  std::vector<std::vector<float>> expected;
  for (int index = 0; index < threads; ++index) {
    batches.push_back(random_batch(1 + index, side, index));
    expected.push_back(colored(*engine_, batches.back()));
  }
  std::vector<std::vector<float>> outputs(threads);
  {
    std::vector<std::jthread> workers;
    for (int index = 0; index < threads; ++index) {
      workers.emplace_back([&, index] {
        for (int round = 0; round < 5; ++round) outputs[index] = colored(*engine_, batches[index]);
      });
    }
  }
  EXPECT_EQ(outputs, expected);
}

INSTANTIATE_TEST_SUITE_P(Engine, EnginePrecision, testing::ValuesIn(cpu_precisions()),
                         [](const auto& device) { return device.param.precision_name(); });

std::size_t count_threads() {
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
}

TEST(Engine, StartsNoThreadsOfItsOwn) {
  // Large enough for LibTorch to split the work if it were allowed to.
  const Batch batch = random_batch(4, 256, 1);
  const auto engine = make_engine(tiny_model(), {});
  std::size_t threads_before = 0;
  std::size_t threads_after = 0;
  std::jthread([&] {
    threads_before = count_threads();
    (void)colored(*engine, batch);
    threads_after = count_threads();
  }).join();
  EXPECT_EQ(threads_after, threads_before);
}

/// Lets this process take no more address space than it has.
void freeze_memory() {
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  const rlim_t bytes = pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
  const rlimit limit{bytes, bytes};
  ::setrlimit(RLIMIT_AS, &limit);
}

TEST(Engine, OutOfMemoryIsBadAlloc) {
  // In a process of its own, whose heap holds nothing that earlier tests gave back.
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto engine = make_engine(tiny_model(), {});
  const Batch large = random_batch(64, 256, 1);
  std::vector<float> output(large.input->size());
  const auto run = [&] {
    (void)colored(*engine, random_batch(1, side, 1));
    freeze_memory();
    try {
      engine->generate(large, output.data());
    } catch (const std::bad_alloc&) {
      std::_Exit(7);
    }
    std::_Exit(0);
  };
  EXPECT_EXIT(run(), testing::ExitedWithCode(7), "");
}

TEST(Engine, Int8IsRefusedForInstanceNormalization) {
  GeneratorOptions options = tiny_generator();
  options.norm = Norm::instance;
  const UNet network(options);
  EXPECT_THAT([&] { (void)make_engine(file_of(*network, options), {.int8 = true}); },
              testing::ThrowsMessage<WeightsError>(
                  testing::HasSubstr("int8 needs a network with batch normalization")));
}

TEST(Engine, WaitsForNoDeviceOnACpu) {
  EXPECT_FALSE(make_engine(tiny_model(), {})->waits_for_device());
}

TEST(Engine, SideThatCannotBeHalvedOftenEnoughIsAnError) {
  EXPECT_THROW((void)colored(*make_engine(tiny_model(), {}), random_batch(1, 40, 1)),
               std::exception);
}

TEST(Engine, CardTellsArchitectureSizeAndMetadata) {
  TensorFile model = tiny_model();
  model.metadata["license"] = "CC0";
  const ModelCard card = describe_model(model);
  EXPECT_EQ(card.generator, tiny_generator());
  EXPECT_EQ(card.metadata.at("license"), "CC0");
  std::int64_t parameters = 0;
  for (const auto& [name, tensor] : state_of(*UNet(tiny_generator()))) parameters += tensor.numel();
  EXPECT_EQ(card.parameters, parameters);
}

TEST(Engine, ForeignWeightsAreRefused) {
  TensorFile model = tiny_model();
  model.metadata.clear();
  EXPECT_THAT([&] { (void)make_engine(model, {}); },
              ThrowsMessage<WeightsError>("tiny.safetensors: not a generator of this program: "
                                          "option \"architecture\" is missing"));
}

TEST(Engine, HugeArchitectureIsRefusedBeforeItIsBuilt) {
  TensorFile model = tiny_model();
  model.metadata["ngf"] = "512";
  model.metadata["levels"] = "12";
  EXPECT_THROW((void)make_engine(model, {}), WeightsError);
}

TEST(Engine, TruncatedFileIsRefused) {
  const TemporaryFolder folder;
  const std::vector<std::uint8_t> content = to_safetensors(tiny_model());
  std::ofstream(folder / "cut.safetensors", std::ios::binary)
      .write(reinterpret_cast<const char*>(content.data()),
             static_cast<std::streamsize>(content.size() / 2));
  EXPECT_THAT([&] { (void)load_model(folder / "cut.safetensors"); },
              ThrowsMessage<WeightsError>(HasSubstr("cut.safetensors: not a usable")));
}

TEST(Engine, DefaultModelLoadsOrSaysWhatToDo) {
  if (default_model_bytes().empty()) {
    EXPECT_THAT([] { (void)load_model("default"); },
                ThrowsMessage<WeightsError>(HasSubstr("built without a default model")));
  } else {
    EXPECT_NO_THROW((void)make_engine(load_model("default"), {}));
  }
}

TEST(LoadModel, SaysWhatToNameInPlaceOfAMissingModel) {
  try {
    (void)load_model("nowhere.safetensors");
    FAIL() << "there is one";
  } catch (const WeightsError& error) {
    EXPECT_STREQ(error.what(),
                 "nowhere.safetensors: there is no such model; name 'default' or a .safetensors "
                 "file");
  }
}

}  // namespace
}  // namespace tintflow
