#pragma once

#include <optional>
#include <thread>
#include <vector>

#include <oneapi/tbb/concurrent_queue.h>
#include <oneapi/tbb/flow_graph.h>

#include "io/result.h"
#include "pipeline/run_context.h"
#include "stages/batch.h"
#include "stages/generator.h"

namespace tintflow {

/// A batch's value, or the failure of each of its samples.
template <class T>
using BatchResult = tl::expected<T, std::vector<Failure>>;

/// A batch and the generator's pictures for it, in the layout of `Batch::input`.
struct GeneratedBatch {
  Batch batch;
  Buffer output;
};

/// Failures with one reason for all of `samples`.
[[nodiscard]] std::vector<Failure> fail_all(const std::vector<Sample>& samples,
                                            const std::string& stage, const std::string& reason);

/// Runs the generator on batches: inside the graph's arena, where each worker is a replica; or, if
/// the generator waits for a device, on a thread of its own, so that no worker blocks.
class GenerateNode {
 public:
  GenerateNode(tbb::flow::graph& graph, const Generator& generator, const BufferPool& pool,
               RunContext& run);
  ~GenerateNode();
  GenerateNode(const GenerateNode&) = delete;
  GenerateNode& operator=(const GenerateNode&) = delete;

  [[nodiscard]] tbb::flow::receiver<BatchResult<Batch>>& input();
  [[nodiscard]] tbb::flow::sender<BatchResult<GeneratedBatch>>& output();

 private:
  using CoresNode = tbb::flow::function_node<BatchResult<Batch>, BatchResult<GeneratedBatch>>;
  using DeviceNode = tbb::flow::async_node<BatchResult<Batch>, BatchResult<GeneratedBatch>>;
  struct Job {
    BatchResult<Batch> batch;
    DeviceNode::gateway_type* gateway;
  };

  [[nodiscard]] BatchResult<GeneratedBatch> generate(const BatchResult<Batch>& batch) const;
  void serve_device();

  const Generator& generator_;
  const BufferPool& pool_;
  StageMetrics& metrics_;
  FatalReport& fatal_;
  std::optional<CoresNode> on_cores_;
  std::optional<DeviceNode> on_device_;
  /// An empty job ends the device's thread.
  tbb::concurrent_bounded_queue<std::optional<Job>> jobs_;
  std::jthread device_;
};

}  // namespace tintflow
