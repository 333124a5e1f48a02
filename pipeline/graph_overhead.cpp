#include "pipeline/graph_overhead.h"

#include <algorithm>
#include <cassert>

#include <time.h>

#include "pipeline/colorize_graph.h"

namespace tintflow {
namespace {

/// Ten stages, and batch, assemble, generate, unbatch and deliver.
constexpr int kNodes = 15;

double process_microseconds() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return 1e6 * static_cast<double>(used.tv_sec) + 1e-3 * static_cast<double>(used.tv_nsec);
}

class EmptySource : public Source {
 public:
  explicit EmptySource(std::uint64_t count) : count_(count) {}
  std::optional<Result<Encoded>> next() override {
    if (next_ == count_) return std::nullopt;
    const FrameId id{next_, next_};
    ++next_;
    return Encoded{.id = id, .bytes = bytes_, .size = {1, 1}};
  }

 private:
  std::uint64_t count_;
  std::uint64_t next_ = 0;
  std::shared_ptr<const Bytes> bytes_ = std::make_shared<Bytes>();
};

class EmptySink : public Sink {
 public:
  Expected<void> write(const Encoded&) override { return {}; }
};

class EmptyGenerator : public Generator {
 public:
  void generate(const Batch& batch, float* output) const override {
    std::ranges::copy(*batch.input, output);
  }
  [[nodiscard]] bool waits_for_device() const override { return false; }
};

class NoObserver : public RunObserver {
 public:
  void item_finished(const Result<Encoded>&) override {}
};

ColorizeStages empty_stages() {
  const auto same = [](const auto& in) { return in; };
  // One pixel, so that there is something to batch.
  const cv::Mat pixel(1, 1, CV_32FC3, cv::Scalar::all(0));
  return {.decode = {"decode", [](const Encoded& in) { return Frame{.id = in.id, .picture = {}}; }},
          .split = {"split",
                    [](const Frame& in) {
                      return Artwork{in.id, {}, {}};
                    }},
          .composite = {"composite", same},
          .ink = {"ink", same},
          .clean = {"clean", same},
          .crop = {"crop", same},
          .resize = {"resize",
                     [pixel](const Artwork& in) {
                       Sample sample;
                       sample.id = in.id;
                       sample.input = pixel;
                       return sample;
                     }},
          .normalize = {"normalize", same},
          .restore = {"restore",
                      [](const Colored& in) { return Frame{.id = in.sample.id, .picture = {}}; }},
          .encode = {"encode", [](const Frame& in) {
                       return Encoded{.id = in.id, .bytes = nullptr, .size = {1, 1}};
                     }}};
}

}  // namespace

GraphOverhead measure_graph_overhead(std::uint64_t items, const GraphOptions& options) {
  assert(items > 0 && !options.ordered);
  EmptySource source(items);
  EmptySink sink;
  NoObserver observer;
  const ColorizeStages stages = empty_stages();
  const double start = process_microseconds();
  const RunSummary summary =
      run_colorize(source, stages, EmptyGenerator(), sink, options, observer, {});
  const double used = process_microseconds() - start;
  return {.core_us_per_item = used / static_cast<double>(summary.written), .nodes = kNodes};
}

}  // namespace tintflow
