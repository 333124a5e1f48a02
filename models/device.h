#pragma once

#include <string>
#include <string_view>

namespace tintflow {

/// Number format of the networks' arithmetic; weights, optimizer and losses stay in fp32.
enum class Precision { automatic, fp32, bf16, int8 };

/// Reads `auto`, `fp32`, `bf16` or `int8`; throws `std::invalid_argument` on anything else.
[[nodiscard]] Precision parse_precision(std::string_view text);

/// Whether LibTorch computes convolutions in bf16 on this CPU, fast or not.
[[nodiscard]] bool cpu_computes_bf16();

/// What a person asks for.
struct DeviceRequest {
  /// `auto`, `cpu`, `cuda` or `cuda:N`.
  std::string device = "auto";
  Precision precision = Precision::automatic;
};

/// Where and how networks run.
struct Device {
  bool cuda = false;
  /// Which CUDA device.
  int index = 0;
  bool bf16 = false;
  /// Generators on CPUs compute all but their outermost layers in bytes, these in bf16 or fp32.
  bool int8 = false;

  /// `cpu` or `cuda:N`.
  [[nodiscard]] std::string name() const;
  /// `fp32`, `bf16` or `int8`.
  [[nodiscard]] std::string precision_name() const {
    return int8 ? "int8" : bf16 ? "bf16" : "fp32";
  }
};

/// Settles a request on this machine: `auto` takes CUDA where there is one, and bf16 where the
/// hardware has it. Throws `std::invalid_argument` on an unreadable device, `FatalError` where the
/// device asked for is missing or cannot compute in the precision asked for. Call it before
/// anything else that uses LibTorch.
[[nodiscard]] Device choose_device(const DeviceRequest& request);

/// The same for training, which throws `FatalError` where int8 is asked for.
[[nodiscard]] Device training_device(const DeviceRequest& request);

}  // namespace tintflow
