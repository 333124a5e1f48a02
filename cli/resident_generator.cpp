#include "cli/resident_generator.h"

#include <memory>
#include <vector>

namespace tintflow {
namespace {

struct Resident {
  Batch batch;
  std::vector<float> output;
};

Resident blank_paper(int count, int side) {
  constexpr float paper = 1;
  const std::size_t values = std::size_t(count) * std::size_t(side) * std::size_t(side) * 3;
  Resident resident;
  resident.batch.samples.resize(static_cast<std::size_t>(count));
  resident.batch.side = side;
  resident.batch.input = std::make_shared<std::vector<float>>(values, paper);
  resident.output.resize(values);
  return resident;
}

}  // namespace

ParallelRate measure_resident_generator(const Generator& generator, const ResidentCalls& calls,
                                        std::chrono::milliseconds duration) {
  std::vector<Resident> replicas;
  for (int i = 0; i < calls.replicas; ++i) {
    replicas.push_back(blank_paper(calls.batch_size, calls.side));
  }
  const ParallelRate batches = measure_parallel_rate(calls.replicas, duration, [&](int thread) {
    Resident& replica = replicas[static_cast<std::size_t>(thread)];
    generator.generate(replica.batch, replica.output.data());
  });
  return {.per_second = calls.batch_size * batches.per_second,
          .per_core_second = calls.batch_size * batches.per_core_second};
}

}  // namespace tintflow
