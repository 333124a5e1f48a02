#pragma once

#include <string>
#include <string_view>

namespace tintflow {

/// Number format of the networks' arithmetic; weights, optimizer and losses stay in fp32.
enum class Precision { automatic, fp32, bf16 };

/// Reads `auto`, `fp32` or `bf16`; throws `std::invalid_argument` on anything else.
[[nodiscard]] Precision parse_precision(std::string_view text);

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

  /// `cpu` or `cuda:N`.
  [[nodiscard]] std::string name() const;
  /// `fp32` or `bf16`.
  [[nodiscard]] std::string precision_name() const { return bf16 ? "bf16" : "fp32"; }
};

/// Settles a request on this machine: `auto` takes CUDA where there is one, and bf16 where the
/// hardware has it. Throws `std::invalid_argument` on an unreadable device, `FatalError` where the
/// device asked for is missing. Call it before anything else that uses LibTorch.
[[nodiscard]] Device choose_device(const DeviceRequest& request);

}  // namespace tintflow
