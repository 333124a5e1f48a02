#pragma once

#include <cstdint>
#include <memory>

#include "models/device.h"

namespace tintflow {

/// A product of two square matrices that is computed again and again, to learn how much arithmetic
/// a device can do at most, in the device's precision, by what LibTorch has fastest for it.
class MatrixProduct {
 public:
  /// Large enough that memory does not bound it, small enough that a core does many in a second.
  explicit MatrixProduct(const Device& device, int side = 1024);
  ~MatrixProduct();
  MatrixProduct(const MatrixProduct&) = delete;
  MatrixProduct& operator=(const MatrixProduct&) = delete;

  /// Computes on the calling thread alone, or waits for the device. Not thread-safe: each thread
  /// has its own.
  void compute();

  /// Multiplications of one `compute`, each with its addition.
  [[nodiscard]] std::int64_t multiply_accumulates() const;

 private:
  struct Matrices;
  std::unique_ptr<Matrices> matrices_;
};

}  // namespace tintflow
