#include "pipeline/halving_generator.h"

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

#include "io/errors.h"

namespace tintflow {

HalvingGenerator::HalvingGenerator(const Generator& generator, std::function<void(int)> on_smaller)
    : generator_(generator),
      on_smaller_(std::move(on_smaller)),
      limit_(std::numeric_limits<int>::max()) {}

bool HalvingGenerator::waits_for_device() const { return generator_.waits_for_device(); }

void HalvingGenerator::generate(const Batch& batch, float* output) const {
  const std::size_t floats_per_picture = batch.input->size() / batch.samples.size();
  for (int done = 0; done < batch.count();) {
    const int count = std::min(batch.count() - done, limit_.load());
    try {
      generate_part(batch, done, count, output + done * floats_per_picture);
      done += count;
    } catch (const std::bad_alloc&) {
      if (count == 1) {
        throw FatalError(
            "out of memory for a single drawing: end other programs, or choose a smaller --size or "
            "fewer threads with -j, then run again");
      }
      lower_limit(count);
    }
  }
}

void HalvingGenerator::generate_part(const Batch& batch, int first, int count,
                                     float* output) const {
  if (count == batch.count()) return generator_.generate(batch, output);
  Batch part;
  part.side = batch.side;
  part.samples.assign(batch.samples.begin() + first, batch.samples.begin() + first + count);
  const std::size_t floats_per_picture = batch.input->size() / batch.samples.size();
  part.input = pool_.take(count * floats_per_picture);
  const auto begin = batch.input->begin() + static_cast<std::ptrdiff_t>(first * floats_per_picture);
  std::copy_n(begin, part.input->size(), part.input->begin());
  generator_.generate(part, output);
}

void HalvingGenerator::lower_limit(int failed_count) const {
  const int half = failed_count / 2;
  int limit = limit_;
  while (limit > half) {
    if (limit_.compare_exchange_weak(limit, half)) return on_smaller_(half);
  }
}

}  // namespace tintflow
