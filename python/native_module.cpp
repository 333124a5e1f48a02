#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/filesystem.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <opencv2/core.hpp>

#include "io/list_inputs.h"
#include "pipeline/pair_stages.h"
#include "python/native_loader.h"

namespace tintflow {
namespace {

namespace nb = nanobind;
using namespace nb::literals;

/// The options of a loader, as Python gives them; tintflow/pair_loader.py has checked them.
struct LoaderSettings {
  int batch_size = 1;
  int size = 256;
  int load_size = 286;
  std::optional<AugmentOptions> augment;
  std::uint64_t seed = 0;
  std::size_t rank = 0;
  std::size_t world = 1;
  std::string last_batch = "keep";
  std::string layout = "color-sketch";
  bool shuffle = true;
  int threads = 1;
  int prefetch = 2;
  std::size_t cache = 0;
  std::int64_t max_pixels = 100'000'000;
  std::string dtype = "float32";
};

struct FailedPair {
  std::uint64_t pair = 0;
  std::string stage;
  std::string reason;
};

LastBatch last_batch_of(const std::string& name) {
  if (name == "drop") return LastBatch::drop;
  return name == "wrap" ? LastBatch::wrap : LastBatch::keep;
}

PairLayout layout_of(const std::string& name) {
  if (name == "sketch-color") return PairLayout::sketch_color;
  if (name == "folders") return PairLayout::folders;
  return name == "color" ? PairLayout::color : PairLayout::color_sketch;
}

PairLoaderOptions options_of(const LoaderSettings& settings) {
  const PairStageOptions stages{.layout = layout_of(settings.layout),
                                .side = settings.size,
                                .load_side = settings.load_size,
                                .augment = settings.augment,
                                .seed = settings.seed,
                                .limits = {.max_pixels = settings.max_pixels},
                                .normalize = settings.dtype == "float32"};
  PairLoaderOptions options;
  options.stages = [stages](std::uint64_t epoch) { return pair_stages(stages, epoch); };
  options.feed.threads = settings.threads;
  options.feed.batch_size = settings.batch_size;
  // Beside the batches that wait, one is being made.
  options.feed.in_flight = (settings.prefetch + 1) * settings.batch_size;
  options.feed.last_batch = last_batch_of(settings.last_batch);
  if (settings.cache > 0) options.feed.cache = std::make_shared<SampleCache>(settings.cache);
  options.shuffle = settings.shuffle;
  options.seed = settings.seed;
  options.shard = {settings.rank, settings.world};
  return options;
}

std::vector<std::filesystem::path> list_pictures(const std::vector<std::filesystem::path>& paths) {
  std::vector<std::string> inputs;
  inputs.reserve(paths.size());
  for (const auto& path : paths) inputs.push_back(path.string());
  InputList list;
  {
    const nb::gil_scoped_release release;
    list = list_inputs(inputs);
  }
  if (!list.problems.empty()) {
    const InputProblem& problem = list.problems.front();
    throw nb::value_error((problem.input + ": " + problem.reason).c_str());
  }
  std::vector<std::filesystem::path> files;
  files.reserve(list.files.size());
  for (const InputFile& file : list.files) files.push_back(list.path_of(file));
  return files;
}

/// The buffer itself, which goes back to its pool when nobody in Python has it any more.
template <class Value>
nb::object share(const std::shared_ptr<std::vector<Value>>& buffer, const Batch& batch,
                 bool channels_first) {
  using Held = std::shared_ptr<std::vector<Value>>;
  using Pixels = nb::ndarray<nb::array_api, Value, nb::ndim<4>, nb::device::cpu>;
  const nb::capsule owner(new Held(buffer),
                          [](void* held) noexcept { delete static_cast<Held*>(held); });
  const auto count = static_cast<std::size_t>(batch.count());
  const auto side = static_cast<std::size_t>(batch.side);
  const std::int64_t row = 3 * static_cast<std::int64_t>(batch.side);
  const std::int64_t picture = row * batch.side;
  if (channels_first) {
    return nb::cast(Pixels(buffer->data(), {count, 3, side, side}, owner, {picture, 1, row, 3}));
  }
  return nb::cast(Pixels(buffer->data(), {count, side, side, 3}, owner, {picture, row, 3, 1}));
}

nb::object to_python(const Result<Batch>& item, bool channels_first) {
  if (!item) {
    const auto& [id, stage, reason] = item.error();
    return nb::cast(FailedPair{id.source, stage, reason});
  }
  nb::list pairs;
  for (const Sample& sample : item->samples) pairs.append(sample.id.source);
  const auto shared = [&](const Buffer& floats, const ByteBuffer& bytes) {
    return floats ? share(floats, *item, channels_first) : share(bytes, *item, channels_first);
  };
  return nb::make_tuple(shared(item->input, item->input_bytes),
                        shared(item->target, item->target_bytes), pairs);
}

}  // namespace
}  // namespace tintflow

NB_MODULE(_native, module) {
  using namespace tintflow;
  // The cores belong to the loader's own threads. With 1 instead of 0, OpenCV would hold on to
  // TBB's threads.
  cv::setNumThreads(0);
  module.attr("__version__") = TINTFLOW_VERSION;

  nb::class_<AugmentOptions>(module, "AugmentOptions")
      .def(nb::init<>())
      .def_rw("flip", &AugmentOptions::flip)
      .def_rw("rotation", &AugmentOptions::rotation)
      .def_rw("shear", &AugmentOptions::shear)
      .def_rw("zoom", &AugmentOptions::zoom)
      .def_rw("shift", &AugmentOptions::shift)
      .def_rw("noise", &AugmentOptions::noise)
      .def_rw("lines", &AugmentOptions::lines);

  nb::class_<LineAugmentOptions>(module, "LineAugmentOptions")
      .def(nb::init<>())
      .def_rw("width", &LineAugmentOptions::width)
      .def_rw("tone", &LineAugmentOptions::tone)
      .def_rw("gaps", &LineAugmentOptions::gaps)
      .def_rw("paper_noise", &LineAugmentOptions::paper_noise);

  nb::class_<LoaderSettings>(module, "LoaderSettings")
      .def(nb::init<>())
      .def_rw("batch_size", &LoaderSettings::batch_size)
      .def_rw("size", &LoaderSettings::size)
      .def_rw("load_size", &LoaderSettings::load_size)
      .def_rw("augment", &LoaderSettings::augment)
      .def_rw("seed", &LoaderSettings::seed)
      .def_rw("rank", &LoaderSettings::rank)
      .def_rw("world", &LoaderSettings::world)
      .def_rw("last_batch", &LoaderSettings::last_batch)
      .def_rw("layout", &LoaderSettings::layout)
      .def_rw("shuffle", &LoaderSettings::shuffle)
      .def_rw("threads", &LoaderSettings::threads)
      .def_rw("prefetch", &LoaderSettings::prefetch)
      .def_rw("cache", &LoaderSettings::cache)
      .def_rw("max_pixels", &LoaderSettings::max_pixels)
      .def_rw("dtype", &LoaderSettings::dtype);

  nb::class_<FailedPair>(module, "FailedPair")
      .def_ro("pair", &FailedPair::pair)
      .def_ro("stage", &FailedPair::stage)
      .def_ro("reason", &FailedPair::reason);

  nb::class_<NativeLoader>(module, "NativeLoader")
      .def(
          "__init__",
          [](NativeLoader* self, std::vector<std::filesystem::path> files,
             const LoaderSettings& settings) {
            new (self) NativeLoader(std::move(files), options_of(settings));
          },
          "files"_a, "settings"_a)
      .def("begin", &NativeLoader::begin, "epoch"_a, "pair"_a)
      .def(
          "next",
          [](NativeLoader& self, bool channels_first) -> nb::object {
            const auto item = self.next();
            return item ? to_python(*item, channels_first) : nb::none();
          },
          "channels_first"_a,
          "(drawing, color, pairs) of the next batch, a FailedPair before the batch that lacks it, "
          "or "
          "None at the end of the epoch.")
      .def("stop", &NativeLoader::stop)
      .def_prop_ro("position",
                   [](NativeLoader& self) {
                     const LoaderPosition position = self.position();
                     return std::make_pair(position.epoch, position.pair);
                   })
      .def_prop_ro("batches_per_epoch", &NativeLoader::batches_per_epoch)
      .def_prop_ro("files", &NativeLoader::files);

  module.def("list_pictures", &list_pictures, "paths"_a,
             "The files among the paths, and the pictures in the folders among them, in natural "
             "order.");
}
