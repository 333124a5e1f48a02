// Runs the colorize graph over random disturbances. What must hold whatever happens: every admitted
// item is reported exactly once, in order where asked, with the failure of the first stage that
// failed it; the budget is kept; nothing hangs.
#include <algorithm>
#include <chrono>
#include <random>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>

#include "io/errors.h"
#include "pipeline/colorize_graph.h"
#include "pipeline/item_id.h"
#include "stages/random_seed.h"
#include "tests/pipeline/fakes.h"
#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

constexpr const char* kStages[] = {"read", "decode", "split",     "composite", "ink",    "clean",
                                   "crop", "resize", "normalize", "restore",   "encode", "write"};

enum class Ending { source_end, stop, fatal };

struct Config {
  std::uint64_t seed = 0;
  std::uint64_t items = 0;
  GraphOptions options;
  Ending ending = Ending::source_end;
  bool device = false;
  /// Of 1000 items at each stage.
  int failing = 0;
  int throwing = 0;
  int delayed = 0;
  /// Of 1000 batches.
  int failing_batches = 0;
};

std::ostream& operator<<(std::ostream& out, const Config& config) {
  const GraphOptions& options = config.options;
  return out << "seed " << config.seed << ", items " << config.items << ", threads "
             << options.threads << ", batch " << options.batch_size << ", timeout "
             << options.batch_timeout.count() << ", in flight " << options.in_flight << ", bytes "
             << options.in_flight_bytes << ", writers " << options.writers << ", ordered "
             << options.ordered << ", ending " << static_cast<int>(config.ending) << ", device "
             << config.device;
}

Config random_config(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto draw = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  Config config;
  config.seed = seed;
  config.items = draw(0, 60);
  config.options.threads = draw(1, 8);
  config.options.batch_size = draw(1, 16);
  config.options.batch_timeout = std::chrono::milliseconds(draw(0, 2) == 0 ? draw(1, 3) : 0);
  config.options.in_flight = draw(0, 3) == 0 ? draw(1, config.options.batch_size)
                                             : config.options.batch_size + draw(1, 24);
  // A fake picture of side 10 costs 801 bytes.
  config.options.in_flight_bytes = draw(0, 2) == 0 ? draw(1, 8000) : 1 << 20;
  config.options.writers = draw(1, 3);
  config.options.ordered = draw(0, 1) == 1;
  config.ending = static_cast<Ending>(std::max(0, draw(-2, 2)));
  config.device = draw(0, 2) == 0;
  config.failing = draw(0, 1) * draw(0, 100);
  config.throwing = draw(0, 1) * draw(0, 100);
  config.delayed = draw(0, 300);
  config.failing_batches = draw(0, 3) == 0 ? 200 : 0;
  return config;
}

/// What is drawn for an item at a stage; the same each time it is asked.
class Fate {
 public:
  explicit Fate(const Config& config) : config_(config) {}

  [[nodiscard]] bool fails(int stage, FrameId id) const {
    return draw(stage, id) < config_.failing + config_.throwing;
  }
  [[nodiscard]] bool throws(int stage, FrameId id) const {
    return fails(stage, id) && draw(stage, id) >= config_.failing;
  }
  void delay(int stage, FrameId id) const {
    const int drawn = draw(stage + 100, id);
    if (drawn < config_.delayed) std::this_thread::sleep_for(std::chrono::microseconds(drawn));
  }
  /// The first stage that fails the item, or none.
  [[nodiscard]] std::string failing_stage(FrameId id) const {
    for (int stage = 0; stage < static_cast<int>(std::size(kStages)); ++stage) {
      if (fails(stage, id)) return kStages[stage];
    }
    return "";
  }

 private:
  [[nodiscard]] int draw(int stage, FrameId id) const {
    return static_cast<int>(
        random_seed({config_.seed, static_cast<std::uint64_t>(stage), id.index}) % 1000);
  }

  const Config config_;
};

void run_and_check(const Config& config) {
  std::ostringstream description;
  description << config;
  SCOPED_TRACE(description.str());
  const Watchdog watchdog(description.str());

  const Fate fate(config);
  const std::uint64_t turning_point = config.items / 2;
  std::stop_source stop;
  Gauge in_flight;
  Gauge in_arena;

  const Disturb disturb = [&](const char* name, FrameId id) -> std::optional<std::string> {
    const auto stage = static_cast<int>(
        std::find(std::begin(kStages), std::end(kStages), std::string(name)) - kStages);
    const bool is_write = std::string(name) == "write";
    if (!is_write) in_arena.enter();
    fate.delay(stage, id);
    if (!is_write) in_arena.leave();
    if (id.index == turning_point && config.ending == Ending::stop) stop.request_stop();
    if (id.index == turning_point && config.ending == Ending::fatal &&
        stage == 1 + static_cast<int>(config.seed % (std::size(kStages) - 1))) {
      throw FatalError("disk full");
    }
    if (fate.throws(stage, id)) throw std::runtime_error("thrown");
    if (fate.fails(stage, id)) return "failed";
    return std::nullopt;
  };
  FakeSource source(config.items, [&](std::uint64_t index) -> Result<Encoded> {
    const FrameId id{index + 1000, index};
    if (fate.fails(0, id)) return tl::unexpected(Failure{id, "read", "failed"});
    return fake_encoded(id, static_cast<int>(index % 10) + 1);
  });
  ColorizeStages stages = fake_colorize_stages(disturb);
  stages.decode.run = [&, decode = stages.decode.run](const Encoded& in) {
    in_flight.enter();
    return decode(in);
  };
  std::atomic<std::uint64_t> batches = 0;
  FakeGenerator generator(config.device, [&](const Batch& batch) {
    if (batch.count() > config.options.batch_size) throw std::logic_error("batch too large");
    const bool bad =
        static_cast<int>(random_seed({config.seed, batches++}) % 1000) < config.failing_batches;
    if (bad) throw std::runtime_error("bad batch");
  });
  FakeSink sink(disturb);
  Recorder recorder;
  recorder.after_each = [&] {
    const FrameId id = id_of(recorder.finished.back());
    if (!fate.fails(0, id)) in_flight.leave();
  };

  const RunSummary summary =
      run_colorize(source, stages, generator, sink, config.options, recorder, stop.get_token());

  // Each admitted item once, in order where asked.
  ASSERT_EQ(recorder.finished.size(), summary.inputs);
  std::vector<std::uint64_t> indices;
  for (const auto& item : recorder.finished) indices.push_back(id_of(item).index);
  if (!config.options.ordered) std::sort(indices.begin(), indices.end());
  for (std::uint64_t i = 0; i < indices.size(); ++i) ASSERT_EQ(indices[i], i);

  // With the result that it was destined for.
  std::uint64_t written = 0;
  bool fatal_seen = false;
  for (const auto& item : recorder.finished) {
    written += item ? 1 : 0;
    const std::string stage = item ? "" : item.error().stage;
    if (!item && item.error().reason == "disk full") {
      fatal_seen = true;
    } else if (stage == "generate") {
      EXPECT_EQ(item.error().reason, "bad batch");
    } else {
      EXPECT_EQ(stage, fate.failing_stage(id_of(item)));
    }
    EXPECT_EQ(id_of(item).source, id_of(item).index + 1000);
  }
  EXPECT_EQ(summary.written, written);
  EXPECT_EQ(summary.failed, summary.inputs - written);

  // Within the budget.
  EXPECT_LE(summary.in_flight_peak, static_cast<std::uint64_t>(config.options.in_flight));
  EXPECT_LE(in_flight.peak(), config.options.in_flight);
  EXPECT_LE(in_arena.peak(), config.options.threads);

  // Ended as it should.
  EXPECT_EQ(summary.fatal_error.has_value(), fatal_seen);
  const bool cut_short = summary.stopped || summary.fatal_error;
  EXPECT_TRUE(cut_short || summary.inputs == config.items);
  EXPECT_TRUE(config.ending != Ending::source_end || !cut_short);
  EXPECT_TRUE(config.ending == Ending::stop || !summary.stopped);
}

/// Runs a block of seeds, so that slow builds do not exceed the time limit of one test.
class ColorizeGraphProperties : public testing::TestWithParam<std::uint64_t> {};

TEST_P(ColorizeGraphProperties, HoldUnderRandomDisturbance) {
  constexpr std::uint64_t kSeeds = 50;
  const std::uint64_t first = GetParam() * kSeeds;
  for (std::uint64_t seed = first; seed < first + kSeeds && !HasFailure(); ++seed) {
    run_and_check(random_config(seed));
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, ColorizeGraphProperties, testing::Range<std::uint64_t>(0, 6));

}  // namespace
}  // namespace tintflow
