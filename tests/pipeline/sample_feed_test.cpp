#include "pipeline/sample_feed.h"

#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "io/errors.h"
#include "stages/random_seed.h"
#include "tests/pipeline/fakes.h"
#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Batches = std::vector<std::vector<std::uint64_t>>;

FeedStages fake_feed_stages(const Disturb& disturb) {
  const ColorizeStages stages = fake_colorize_stages(disturb);
  return {.decode = stages.decode,
          .split = stages.split,
          .composite = stages.composite,
          .crop = stages.crop,
          .resize = fake_stage<Artwork, Sample>("resize", disturb,
                                                [](const Artwork& in) {
                                                  Sample sample = fake_sample(in.id);
                                                  sample.target = sample.input;
                                                  return sample;
                                                }),
          .augment =
              fake_stage<Sample, Sample>("augment", disturb, [](const Sample& in) { return in; }),
          .normalize = stages.normalize};
}

Batches read_all(SampleFeed& feed) {
  Batches batches;
  while (const auto batch = feed.next()) {
    auto& indices = batches.emplace_back();
    for (int i = 0; i < batch->count(); ++i) {
      const FrameId id = batch->samples[i].id;
      indices.push_back(id.index);
      EXPECT_EQ(picture_at(batch->input, batch->side, i).at<cv::Vec3b>(0, 0)[0], level_of(id));
      EXPECT_EQ(picture_at(batch->target, batch->side, i).at<cv::Vec3b>(0, 0)[0], level_of(id));
    }
  }
  return batches;
}

TEST(SampleFeed, MakesBatchesOfTheSourcesOrder) {
  const Watchdog watchdog("order");
  FakeSource source(7);
  SampleFeed feed(source, fake_feed_stages(undisturbed), {.threads = 3, .batch_size = 3});
  EXPECT_THAT(read_all(feed),
              ElementsAre(ElementsAre(0, 1, 2), ElementsAre(3, 4, 5), ElementsAre(6)));
  EXPECT_EQ(feed.next(), std::nullopt);
  EXPECT_THAT(feed.failures(), IsEmpty());
}

TEST(SampleFeed, DropsTheLastBatchWhereAsked) {
  const Watchdog watchdog("drop");
  FakeSource source(7);
  SampleFeed feed(source, fake_feed_stages(undisturbed),
                  {.batch_size = 3, .last_batch = LastBatch::drop});
  EXPECT_THAT(read_all(feed), ElementsAre(ElementsAre(0, 1, 2), ElementsAre(3, 4, 5)));
}

TEST(SampleFeed, EndsAtOnceWithoutItems) {
  const Watchdog watchdog("empty");
  FakeSource source(0);
  SampleFeed feed(source, fake_feed_stages(undisturbed), {});
  EXPECT_EQ(feed.next(), std::nullopt);
}

TEST(SampleFeed, MakesTheSameBatchesWhateverTheThreadsDelaysFailuresAndBudgets) {
  constexpr std::uint64_t kItems = 50;
  const auto draw = [](const char* stage, FrameId id, std::uint64_t seed) {
    return random_seed({seed, static_cast<std::uint64_t>(stage[0]), id.index}) % 100;
  };
  for (const int batch_size : {1, 4, 7}) {
    Batches expected;
    for (std::uint64_t index = 0; index < kItems; ++index) {
      if (index % 9 == 4) continue;
      if (expected.empty() || static_cast<int>(expected.back().size()) == batch_size) {
        expected.emplace_back();
      }
      expected.back().push_back(index);
    }
    for (int threads = 1; threads <= 8; ++threads) {
      for (const std::size_t bytes : {1, 2000, 1 << 20}) {
        const Watchdog watchdog("threads " + std::to_string(threads));
        const Disturb disturb = [&](const char* stage, FrameId id) -> std::optional<std::string> {
          const auto drawn = draw(stage, id, bytes + threads);
          if (drawn < 10) std::this_thread::sleep_for(std::chrono::microseconds(20 * drawn));
          if (id.index % 9 != 4 || stage != std::string("crop")) return std::nullopt;
          if (id.index % 2 == 0) throw std::runtime_error("thrown");
          return "failed";
        };
        FakeSource source(kItems, [](std::uint64_t index) {
          return fake_encoded({index, index}, 10);
        });
        SampleFeed feed(source, fake_feed_stages(disturb),
                        {.threads = threads, .batch_size = batch_size, .in_flight_bytes = bytes});
        EXPECT_EQ(read_all(feed), expected);
        std::vector<std::uint64_t> failed;
        for (const Failure& failure : feed.failures()) failed.push_back(failure.id.index);
        EXPECT_THAT(failed, ElementsAre(4, 13, 22, 31, 40, 49));
        EXPECT_EQ(feed.failures(4).size(), 2);
        EXPECT_THAT(feed.failures(6), IsEmpty());
      }
    }
  }
}

TEST(SampleFeed, PreparesNoMoreThanItsBudget) {
  const Watchdog watchdog("budget");
  std::atomic<int> decoded = 0;
  FeedStages stages = fake_feed_stages(undisturbed);
  stages.decode.run = [&, decode = stages.decode.run](const Encoded& in) {
    ++decoded;
    return decode(in);
  };
  FakeSource source(100);
  SampleFeed feed(source, stages, {.threads = 2, .batch_size = 4, .in_flight = 10});
  int taken = 0;
  while (const auto batch = feed.next()) {
    taken += batch->count();
    EXPECT_LE(decoded, taken + 10);
  }
  EXPECT_EQ(taken, 100);
}

TEST(SampleFeed, SkipsAugmentationWhereThereIsNone) {
  const Watchdog watchdog("no augment");
  FeedStages stages = fake_feed_stages(undisturbed);
  stages.augment.reset();
  FakeSource source(4);
  SampleFeed feed(source, stages, {.batch_size = 4});
  EXPECT_THAT(read_all(feed), ElementsAre(ElementsAre(0, 1, 2, 3)));
}

TEST(SampleFeed, AnnotatesInOrderAfterAugmentation) {
  const Watchdog watchdog("annotate");
  const auto times_two_plus = [](int digit) {
    return [digit](const Sample& sample) -> Expected<Sample> {
      Sample changed = sample;
      changed.letterbox.source.width = 2 * sample.letterbox.source.width + digit;
      return changed;
    };
  };
  FeedStages stages = fake_feed_stages(undisturbed);
  stages.augment.emplace("augment", times_two_plus(1));
  stages.annotate.emplace_back("first", times_two_plus(0));
  stages.annotate.emplace_back("second", times_two_plus(1));
  FakeSource source(1);
  SampleFeed feed(source, stages, {});
  const auto batch = feed.next();
  ASSERT_TRUE(batch);
  EXPECT_EQ(batch->samples[0].letterbox.source.width % 8, 5);
}

TEST(SampleFeed, ExtractsLinesBeforeItAugmentsAlsoOfCachedSamples) {
  const Watchdog watchdog("extract lines");
  FeedStages stages = fake_feed_stages(undisturbed);
  const auto add = [](double number) {
    return [number](const Sample& in) -> Expected<Sample> {
      Sample out = in;
      const cv::Mat changed = 2 * in.input + cv::Scalar::all(number);
      out.input = changed;
      return out;
    };
  };
  stages.extract_lines = Stage<Sample, Sample>("extract lines", add(0.25));
  stages.augment->run = add(0.125);
  const FeedOptions options{
      .threads = 2, .batch_size = 1, .cache = std::make_shared<SampleCache>(1 << 20)};
  for (int epoch = 0; epoch < 2; ++epoch) {
    FakeSource source(1);
    SampleFeed feed(source, stages, options);
    const auto batch = feed.next();
    ASSERT_TRUE(batch);
    EXPECT_FLOAT_EQ(batch->input->at(0), 2 * (2 * -1 + 0.25F) + 0.125F);
    EXPECT_FLOAT_EQ(batch->target->at(0), -1);
  }
}

TEST(SampleFeed, DecodesWhatTheCacheHoldsNoMore) {
  const Watchdog watchdog("cache");
  std::atomic<int> decoded = 0;
  FeedStages stages = fake_feed_stages(undisturbed);
  stages.decode.run = [&, decode = stages.decode.run](const Encoded& in) {
    ++decoded;
    return decode(in);
  };
  constexpr std::size_t sample_bytes = 2 * 3 * sizeof(float);
  const FeedOptions options{
      .threads = 2, .batch_size = 4, .cache = std::make_shared<SampleCache>(10 * sample_bytes)};
  Batches first;
  for (const int decoded_by_then : {16, 22, 28}) {
    FakeSource source(16);
    SampleFeed feed(source, stages, options);
    const Batches batches = read_all(feed);
    if (first.empty()) first = batches;
    EXPECT_EQ(batches, first);
    EXPECT_EQ(decoded, decoded_by_then);
  }
}

TEST(SampleFeed, TellsWhetherABatchIsReady) {
  const Watchdog watchdog("ready");
  std::atomic<bool> held = true;
  const Disturb hold = [&](const char*, FrameId) -> std::optional<std::string> {
    while (held) std::this_thread::yield();
    return std::nullopt;
  };
  FakeSource source(2);
  SampleFeed feed(source, fake_feed_stages(hold), {.batch_size = 2});
  EXPECT_FALSE(feed.ready_within(std::chrono::milliseconds(2)));
  held = false;
  EXPECT_TRUE(feed.ready_within(std::chrono::hours(1)));
  EXPECT_NE(feed.next(), std::nullopt);
  EXPECT_TRUE(feed.ready_within(std::chrono::hours(1)));
  EXPECT_EQ(feed.next(), std::nullopt);
  EXPECT_TRUE(feed.ready_within(std::chrono::milliseconds(0)));
}

TEST(SampleFeed, CanBeDestroyedAtAnyMoment) {
  for (int taken = 0; taken < 20; ++taken) {
    const Watchdog watchdog("destroyed early");
    FakeSource source(1000);
    SampleFeed feed(source, fake_feed_stages(undisturbed),
                    {.threads = taken % 4 + 1, .batch_size = 3, .in_flight = 12});
    for (int i = 0; i < taken % 5; ++i) EXPECT_NE(feed.next(), std::nullopt);
  }
}

TEST(SampleFeed, ThrowsTheFatalErrorOfAStage) {
  const Watchdog watchdog("fatal stage");
  const Disturb disturb = [](const char* stage, FrameId id) -> std::optional<std::string> {
    if (stage == std::string("crop") && id.index == 5) throw FatalError("out of memory");
    return std::nullopt;
  };
  FakeSource source(1'000'000);
  SampleFeed feed(source, fake_feed_stages(disturb), {.batch_size = 2});
  EXPECT_THROW(read_all(feed), FatalError);
  EXPECT_EQ(feed.next(), std::nullopt);
}

TEST(SampleFeed, ThrowsWhatTheSourceThrows) {
  const Watchdog watchdog("fatal source");
  FakeSource source(10, [](std::uint64_t index) -> Result<Encoded> {
    if (index == 5) throw std::runtime_error("pipe broke");
    return fake_encoded({index, index});
  });
  SampleFeed feed(source, fake_feed_stages(undisturbed), {.batch_size = 2});
  EXPECT_NE(feed.next(), std::nullopt);
  EXPECT_NE(feed.next(), std::nullopt);
  EXPECT_THROW(read_all(feed), FatalError);
}

}  // namespace
}  // namespace tintflow
