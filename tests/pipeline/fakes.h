#pragma once

#include <atomic>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "io/source.h"
#include "pipeline/colorize_graph.h"
#include "pipeline/sample_feed.h"
#include "stages/generator.h"

namespace tintflow {

/// What a fake picture shows: one pixel, whose level tells which item it is.
inline int level_of(FrameId id) { return static_cast<int>(id.index % 251); }

inline Sample fake_sample(FrameId id) {
  Sample sample;
  sample.id = id;
  sample.input = cv::Mat(1, 1, CV_32FC3, cv::Scalar::all(level_of(id) / 127.5 - 1));
  return sample;
}

/// A picture of `side` x `side` that nothing decodes; only its size counts, in the byte budget.
inline Encoded fake_encoded(FrameId id, int side = 1) {
  return {id, std::make_shared<Bytes>(1), {side, side}, 8};
}

/// Yields `count` items made by `item`, which may be failures.
class FakeSource : public Source {
 public:
  using Make = std::function<Result<Encoded>(std::uint64_t index)>;

  explicit FakeSource(
      std::uint64_t count, Make make =
                               [](std::uint64_t index) {
                                 return fake_encoded({index, index});
                               })
      : count_(count), make_(std::move(make)) {}

  std::optional<Result<Encoded>> next() override {
    if (next_ == count_) return std::nullopt;
    return make_(next_++);
  }

 private:
  std::uint64_t count_;
  Make make_;
  std::uint64_t next_ = 0;
};

/// Called by each fake stage for each item: it may wait, throw, or give a reason to fail.
using Disturb = std::function<std::optional<std::string>(const char* stage, FrameId id)>;

inline std::optional<std::string> undisturbed(const char*, FrameId) { return std::nullopt; }

/// A stage called `name` that makes `make(in)`.
template <class In, class Out, class Make>
Stage<In, Out> fake_stage(const char* name, const Disturb& disturb, Make make) {
  return {name, [name, disturb, make](const In& in) -> Expected<Out> {
            if constexpr (std::is_same_v<In, Colored>) {
              if (auto reason = disturb(name, in.sample.id)) return tl::unexpected(*reason);
            } else {
              if (auto reason = disturb(name, in.id)) return tl::unexpected(*reason);
            }
            return make(in);
          }};
}

/// Stages that pass the id on; restore checks that each sample got its own pixel back.
inline ColorizeStages fake_colorize_stages(const Disturb& disturb) {
  const auto same = [](const auto& in) { return in; };
  return {
      .decode = fake_stage<Encoded, Frame>("decode", disturb,
                                           [](const Encoded& in) {
                                             return Frame{in.id, {}};
                                           }),
      .split = fake_stage<Frame, Artwork>("split", disturb,
                                          [](const Frame& in) {
                                            return Artwork{in.id, {}, {}};
                                          }),
      .composite = fake_stage<Artwork, Artwork>("composite", disturb, same),
      .ink = fake_stage<Artwork, Artwork>("ink", disturb, same),
      .clean = fake_stage<Artwork, Artwork>("clean", disturb, same),
      .crop = fake_stage<Artwork, Artwork>("crop", disturb, same),
      .resize = fake_stage<Artwork, Sample>("resize", disturb,
                                            [](const Artwork& in) { return fake_sample(in.id); }),
      .normalize = fake_stage<Sample, Sample>("normalize", disturb, same),
      .restore = fake_stage<Colored, Frame>(
          "restore", disturb,
          [](const Colored& in) -> Expected<Frame> {
            if (in.color.at<cv::Vec3b>(0, 0)[0] != level_of(in.sample.id)) {
              return tl::unexpected(std::string("got the pixels of another item"));
            }
            return Frame{in.sample.id, {}};
          }),
      .encode = fake_stage<Frame, Encoded>("encode", disturb,
                                           [](const Frame& in) { return fake_encoded(in.id); }),
  };
}

/// Gives each drawing back as it is.
class FakeGenerator : public Generator {
 public:
  explicit FakeGenerator(
      bool waits_for_device = false, std::function<void(const Batch&)> hook = [](const Batch&) {})
      : waits_for_device_(waits_for_device), hook_(std::move(hook)) {}

  void generate(const Batch& batch, float* output) const override {
    hook_(batch);
    std::memcpy(output, batch.input->data(), batch.input->size() * sizeof(float));
  }
  [[nodiscard]] bool waits_for_device() const override { return waits_for_device_; }

 private:
  bool waits_for_device_;
  std::function<void(const Batch&)> hook_;
};

class FakeSink : public Sink {
 public:
  explicit FakeSink(Disturb disturb = undisturbed) : disturb_(std::move(disturb)) {}

  Expected<void> write(const Encoded& picture) override {
    if (auto reason = disturb_("write", picture.id)) return tl::unexpected(*reason);
    return {};
  }

 private:
  Disturb disturb_;
};

/// Keeps what a run reported.
class Recorder : public RunObserver {
 public:
  void item_finished(const Result<Encoded>& item) override {
    finished.push_back(item);
    if (after_each) after_each();
  }

  std::vector<Result<Encoded>> finished;
  std::function<void()> after_each;
};

/// Keeps the largest number of scopes that were open at once.
class Gauge {
 public:
  void enter() {
    const int now = ++current_;
    int peak = peak_;
    while (peak < now && !peak_.compare_exchange_weak(peak, now)) {
    }
  }
  void leave() { --current_; }
  [[nodiscard]] int peak() const { return peak_; }

 private:
  std::atomic<int> current_{0};
  std::atomic<int> peak_{0};
};

}  // namespace tintflow
