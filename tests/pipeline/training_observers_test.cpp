#include "pipeline/training_observers.h"

#include <string>

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using testing::ElementsAre;

class Listener : public TrainingObserver {
 public:
  Listener(std::string name, std::vector<std::string>& heard)
      : name_(std::move(name)), heard_(heard) {}

  void step_finished(const TrainingState& state, const StepLosses&, int pairs) override {
    heard_.push_back(name_ + " step " + std::to_string(state.step + pairs));
  }
  void epoch_finished(const EpochReport& report) override {
    heard_.push_back(name_ + " epoch " + std::to_string(report.epoch));
  }
  void pair_failed(const std::filesystem::path& pair, const Failure& failure) override {
    heard_.push_back(name_ + ' ' + pair.string() + ' ' + failure.stage);
  }
  void warned(const std::string& message) override { heard_.push_back(name_ + ' ' + message); }

 private:
  std::string name_;
  std::vector<std::string>& heard_;
};

TEST(TrainingObservers, AllHearEverythingInTheirOrder) {
  std::vector<std::string> heard;
  Listener a("a", heard);
  Listener b("b", heard);
  TrainingObservers both({&a, &b});
  TrainingState state;
  state.step = 3;
  both.step_finished(state, {}, 2);
  EpochReport report;
  report.epoch = 7;
  both.epoch_finished(report);
  both.pair_failed("x.png", {{}, "split", "odd width"});
  both.warned("careful");
  EXPECT_THAT(heard, ElementsAre("a step 5", "b step 5", "a epoch 7", "b epoch 7", "a x.png split",
                                 "b x.png split", "a careful", "b careful"));
}

}  // namespace
}  // namespace tintflow
