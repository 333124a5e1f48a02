#include "models/device.h"

#include <charconv>
#include <stdexcept>

#include <ATen/detail/CUDAHooksInterface.h>
#include <torch/cuda.h>

#include "io/errors.h"
#include "models/cuda.h"

namespace tintflow {
namespace {

/// Every CPU with AMX has these instructions too.
bool cpu_has_bf16() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512bf16") != 0;
#else
  return false;
#endif
}

void require_precision(Precision precision, const Device& device) {
  if (precision == Precision::int8 && device.cuda) {
    throw FatalError("int8 is for CPUs; use --precision auto, or --device cpu");
  }
  if (precision == Precision::bf16 && !device.cuda && !cpu_computes_bf16()) {
    throw FatalError("bf16 needs a processor with AVX-512; use --precision auto, fp32 or int8");
  }
}

/// What LibTorch can use of this machine's CUDA devices.
int count_cuda_devices() { return load_cuda() ? torch::cuda::device_count() : 0; }

int parse_cuda_index(const std::string& device) {
  if (device == "cuda") return 0;
  constexpr std::string_view prefix = "cuda:";
  int index = -1;
  if (device.starts_with(prefix)) {
    const char* const end = device.data() + device.size();
    const auto parsed = std::from_chars(device.data() + prefix.size(), end, index);
    if (parsed.ptr != end) index = -1;
  }
  if (index < 0) {
    throw std::invalid_argument("device must be auto, cpu, cuda or cuda:N, not \"" + device + "\"");
  }
  return index;
}

void require_cuda(int index) {
  if (const auto loaded = load_cuda(); !loaded) throw FatalError(loaded.error());
  const int count = torch::cuda::device_count();
  if (index < count) return;
  throw FatalError("there is no device cuda:" + std::to_string(index) + ": this machine has " +
                   std::to_string(count) + " usable CUDA device(s); use --device cpu or auto");
}

}  // namespace

Precision parse_precision(std::string_view text) {
  if (text == "auto") return Precision::automatic;
  if (text == "fp32") return Precision::fp32;
  if (text == "bf16") return Precision::bf16;
  if (text == "int8") return Precision::int8;
  throw std::invalid_argument("precision must be auto, fp32, bf16 or int8, not \"" +
                              std::string(text) + "\"");
}

bool cpu_computes_bf16() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
         __builtin_cpu_supports("avx512dq") != 0;
#else
  return true;
#endif
}

std::string Device::name() const { return cuda ? "cuda:" + std::to_string(index) : "cpu"; }

Device choose_device(const DeviceRequest& request) {
  Device device;
  if (request.device == "auto") {
    device.cuda = count_cuda_devices() > 0;
  } else if (request.device != "cpu") {
    device.cuda = true;
    device.index = parse_cuda_index(request.device);
    require_cuda(device.index);
  }
  require_precision(request.precision, device);
  device.int8 = request.precision == Precision::int8;
  if (request.precision == Precision::automatic || device.int8) {
    device.bf16 = device.cuda ? at::detail::getCUDAHooks().supportsBFloat16ConvolutionWithCuDNNv8()
                              : cpu_has_bf16();
  } else {
    device.bf16 = request.precision == Precision::bf16;
  }
  return device;
}

Device training_device(const DeviceRequest& request) {
  if (request.precision == Precision::int8) {
    throw FatalError("networks cannot be trained in int8; use --precision auto, bf16 or fp32");
  }
  return choose_device(request);
}

}  // namespace tintflow
