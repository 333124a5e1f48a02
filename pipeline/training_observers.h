#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/training_run.h"

namespace tintflow {

/// Tells several observers, in their order. They must outlive it.
class TrainingObservers : public TrainingObserver {
 public:
  explicit TrainingObservers(std::vector<TrainingObserver*> observers)
      : observers_(std::move(observers)) {}

  void step_finished(const TrainingState& state, const StepLosses& losses, int pairs) override {
    for (TrainingObserver* observer : observers_) observer->step_finished(state, losses, pairs);
  }
  void epoch_finished(const EpochReport& report) override {
    for (TrainingObserver* observer : observers_) observer->epoch_finished(report);
  }
  void pair_failed(const std::filesystem::path& pair, const Failure& failure) override {
    for (TrainingObserver* observer : observers_) observer->pair_failed(pair, failure);
  }
  void warned(const std::string& message) override {
    for (TrainingObserver* observer : observers_) observer->warned(message);
  }

 private:
  std::vector<TrainingObserver*> observers_;
};

}  // namespace tintflow
