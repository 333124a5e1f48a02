#include "models/cuda.h"

#include <filesystem>
#include <string>

#include <dlfcn.h>
#include <link.h>

namespace tintflow {
namespace {

/// The file of a library that this process has loaded already; empty if it has not.
std::filesystem::path loaded_library(const char* name) {
  void* const handle = dlopen(name, RTLD_NOW | RTLD_NOLOAD);
  if (handle == nullptr) return {};
  link_map* map = nullptr;
  std::filesystem::path file;
  if (dlinfo(handle, RTLD_DI_LINKMAP, &map) == 0) file = map->l_name;
  dlclose(handle);
  return file;
}

Expected<void> load() {
  const auto folder = loaded_library("libtorch_cpu.so").parent_path();
  const auto library = folder / "libtorch_cuda.so";
  if (folder.empty() || !std::filesystem::exists(library)) {
    return tl::unexpected("this LibTorch has no CUDA half (no libtorch_cuda.so in \"" +
                          folder.string() +
                          "\"); configure with -DTINTFLOW_LIBTORCH=DIR of a CUDA build, or use "
                          "--device cpu");
  }
  // Its static constructors register the CUDA kernels; it stays loaded until the process ends.
  if (dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL) == nullptr) {
    return tl::unexpected(
        std::string("LibTorch's CUDA half does not load; repair the driver or use "
                    "--device cpu: ") +
        dlerror());
  }
  return {};
}

}  // namespace

Expected<void> load_cuda() {
  static const Expected<void> outcome = load();
  return outcome;
}

}  // namespace tintflow
