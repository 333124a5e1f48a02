#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "stages/sample.h"

namespace tintflow {

/// One block of floats, returned to its pool when the last copy of the handle goes.
using Buffer = std::shared_ptr<std::vector<float>>;
/// The same of bytes.
using ByteBuffer = std::shared_ptr<std::vector<std::uint8_t>>;

/// Recycles batch buffers, so that a run allocates each only once. Thread-safe; buffers may outlive
/// it.
class BufferPool {
 public:
  BufferPool();
  /// A buffer of exactly `size` floats with unspecified content.
  [[nodiscard]] Buffer take(std::size_t size) const;
  [[nodiscard]] ByteBuffer take_bytes(std::size_t size) const;

 private:
  template <class Value>
  struct Shelf;
  std::shared_ptr<Shelf<float>> floats_;
  std::shared_ptr<Shelf<std::uint8_t>> bytes_;
};

/// Samples side by side, as a network takes them.
struct Batch {
  /// Metadata of each sample; their pixels, regions and hints have moved into the buffers.
  std::vector<Sample> samples;
  /// Side of the square pictures, pixels.
  int side = 0;
  /// Drawings, samples x side x side x 3 (NHWC, RGB) in [-1, 1].
  Buffer input;
  /// Ground truth in the same layout; empty when colorizing.
  Buffer target;
  /// In place of these, 0 to 255, where the samples were not normalized.
  ByteBuffer input_bytes;
  ByteBuffer target_bytes;
  /// Color hints, samples x side x side x 4 (RGB in [-1, 1] and a mask of 0 and 1); empty where no
  /// sample has any.
  Buffer hints;
  /// Closed regions of the drawings, samples x side x side, numbered through the batch from 1; 0 is
  /// outside of all. Empty unless each sample has them.
  std::shared_ptr<const std::vector<std::int32_t>> regions;
  /// The largest number in `regions`.
  std::int32_t region_count = 0;

  [[nodiscard]] int count() const { return static_cast<int>(samples.size()); }
};

/// Copies the pixels of samples of one size and type into buffers from the pool.
[[nodiscard]] Batch make_batch(std::vector<Sample> samples, const BufferPool& pool);

/// One picture of a buffer in the batch layout, back as CV_8UC3 RGB: [-1, 1] to 0..255, clamped.
[[nodiscard]] cv::Mat picture_at(const Buffer& buffer, int side, int position);

/// Splits a batch and the generator's `output` (same layout as `input`) into colored samples, whose
/// `input` is the 8-bit drawing again, and `hints` what they were.
[[nodiscard]] std::vector<Colored> unbatch(const Batch& batch, const Buffer& output);

}  // namespace tintflow
