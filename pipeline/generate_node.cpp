#include "pipeline/generate_node.h"

#include <utility>

#include "pipeline/stage_node.h"

namespace tintflow {

std::vector<Failure> fail_all(const std::vector<Sample>& samples, const std::string& stage,
                              const std::string& reason) {
  std::vector<Failure> failures;
  failures.reserve(samples.size());
  for (const Sample& sample : samples) failures.push_back({sample.id, stage, reason});
  return failures;
}

GenerateNode::GenerateNode(tbb::flow::graph& graph, const Generator& generator,
                           const BufferPool& pool, RunContext& run)
    : generator_(generator),
      pool_(pool),
      metrics_(run.metrics.add("generate",
                               generator.waits_for_device() ? Resource::device : Resource::cores)),
      fatal_(run.fatal) {
  if (!generator.waits_for_device()) {
    on_cores_.emplace(graph, tbb::flow::unlimited,
                      [this](const BatchResult<Batch>& batch) { return generate(batch); });
    return;
  }
  on_device_.emplace(graph, tbb::flow::unlimited,
                     [this](const BatchResult<Batch>& batch, DeviceNode::gateway_type& gateway) {
                       gateway.reserve_wait();
                       jobs_.push(Job{batch, &gateway});
                     });
  device_ = std::jthread([this] { serve_device(); });
}

GenerateNode::~GenerateNode() {
  if (device_.joinable()) jobs_.push(std::nullopt);
}

tbb::flow::receiver<BatchResult<Batch>>& GenerateNode::input() {
  if (on_device_) return *on_device_;
  return *on_cores_;
}

tbb::flow::sender<BatchResult<GeneratedBatch>>& GenerateNode::output() {
  if (on_device_) return tbb::flow::output_port<0>(*on_device_);
  return *on_cores_;
}

BatchResult<GeneratedBatch> GenerateNode::generate(const BatchResult<Batch>& batch) const {
  if (!batch) return tl::unexpected(batch.error());
  auto output = call_measured(metrics_, batch->count(), fatal_, [&]() -> Expected<Buffer> {
    Buffer buffer = pool_.take(batch->input->size());
    generator_.generate(*batch, buffer->data());
    return buffer;
  });
  if (!output) return tl::unexpected(fail_all(batch->samples, metrics_.name(), output.error()));
  return GeneratedBatch{*batch, std::move(*output)};
}

void GenerateNode::serve_device() {
  std::optional<Job> job;
  for (jobs_.pop(job); job; jobs_.pop(job)) {
    job->gateway->try_put(generate(job->batch));
    job->gateway->release_wait();
    job.reset();
  }
}

}  // namespace tintflow
