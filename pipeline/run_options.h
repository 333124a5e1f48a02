#pragma once

#include <chrono>
#include <cstddef>

namespace tintflow {

/// How a colorize run uses the machine. None of this changes the pictures that come out.
struct GraphOptions {
  /// Worker threads that run stages, beside the driver's thread and the writers. More than the
  /// cores only makes them take turns.
  int threads = 1;
  /// Samples that the generator gets at once. Larger batches use a GPU better; on a CPU they mostly
  /// cost memory and delay.
  int batch_size = 8;
  /// Longest wait for a batch to fill after its first sample came; 0 waits until it is full or
  /// nothing more can come. Matters for sources that deliver slowly, such as a pipe.
  std::chrono::milliseconds batch_timeout{0};
  /// Most items between source and sink. Below `batch_size` batches never fill; with
  /// `(threads + 1) * batch_size` or more the generator does not wait for the other stages.
  int in_flight = 32;
  /// Most bytes that the items in flight may take by `admission_cost`. What bounds the run's
  /// memory.
  std::size_t in_flight_bytes = std::size_t{1} << 30;
  /// Pictures of full size that an item takes at once, by which `admission_cost` counts: the
  /// drawing and its result, and the layers of a layered one.
  std::size_t pictures_per_item = 2;
  /// Threads that write results. More than one hides the latency of the sink's fsync; an ordered
  /// run has one.
  int writers = 2;
  /// Results reach the sink in the source's order.
  bool ordered = false;
};

}  // namespace tintflow
