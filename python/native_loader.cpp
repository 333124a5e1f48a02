#include "python/native_loader.h"

#include <chrono>
#include <utility>

#include <nanobind/nanobind.h>

#include "pipeline/graph_arena.h"

namespace tintflow {

namespace nb = nanobind;

NativeLoader::NativeLoader(std::vector<std::filesystem::path> files, PairLoaderOptions options)
    : loader_(std::move(files), std::move(options)) {}

NativeLoader::~NativeLoader() { stop(); }

void NativeLoader::begin(std::uint64_t epoch, std::size_t pair) {
  const nb::gil_scoped_release release;
  const std::scoped_lock lock(mutex_);
  loader_.begin({epoch, pair});
}

std::optional<Result<Batch>> NativeLoader::next() {
  // How long Ctrl-C may take to be noticed.
  constexpr std::chrono::milliseconds patience(50);
  for (;;) {
    {
      const nb::gil_scoped_release release;
      const std::scoped_lock lock(mutex_);
      if (loader_.ready_within(patience)) return loader_.next();
    }
    if (PyErr_CheckSignals() != 0) throw nb::python_error();
  }
}

void NativeLoader::stop() {
  const nb::gil_scoped_release release;
  const std::scoped_lock lock(mutex_);
  loader_.stop();
  end_idle_workers();
}

LoaderPosition NativeLoader::position() {
  const nb::gil_scoped_release release;
  const std::scoped_lock lock(mutex_);
  return loader_.position();
}

}  // namespace tintflow
