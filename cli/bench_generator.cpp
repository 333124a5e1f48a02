#include <algorithm>
#include <functional>
#include <iostream>
#include <memory>
#include <vector>

#include <fmt/format.h>

#include "cli/bench_measurements.h"
#include "cli/json_lines.h"
#include "cli/median.h"
#include "cli/resident_generator.h"
#include "models/engine.h"
#include "models/layer_table.h"
#include "models/matrix_product.h"
#include "pipeline/parallel_rate.h"

namespace tintflow {
namespace {

/// One way to run a generator, and what each round showed of it.
struct Trial {
  int batch_size = 1;
  std::vector<double> pictures_per_second = {};
  /// Multiplications a second.
  std::vector<double> work_per_second = {};
  /// Of the matrix product's.
  std::vector<double> shares = {};
};

/// Calls a second, on CPUs as if nobody else had taken the cores meanwhile: both sides of a share
/// must have had the same.
double undisturbed(const ParallelRate& rate, const Device& device, int replicas) {
  return device.cuda ? rate.per_second : rate.per_core_second * replicas;
}

std::vector<Device> devices_to_try(const BenchSetup& setup) {
  if (setup.options.common.precision != "auto" || !setup.device.bf16) return {setup.device};
  Device exact = setup.device;
  exact.bf16 = false;
  return {exact, setup.device};
}

/// One replica, and where callers bring the cores as many as there are.
std::vector<int> replicas_to_try(const BenchSetup& setup) {
  if (setup.generator->waits_for_device() || setup.graph.threads == 1) return {1};
  return {1, setup.graph.threads};
}

/// Multiplications a second of a matrix product on each of `replicas` threads.
double measure_peak(const Device& device, int replicas, std::chrono::milliseconds duration) {
  std::vector<std::unique_ptr<MatrixProduct>> products;
  for (int i = 0; i < replicas; ++i) products.push_back(std::make_unique<MatrixProduct>(device));
  const ParallelRate rate = measure_parallel_rate(replicas, duration, [&](int thread) {
    products[static_cast<std::size_t>(thread)]->compute();
  });
  return undisturbed(rate, device, replicas) *
         static_cast<double>(products.front()->multiply_accumulates());
}

void print_trial(const BenchSetup& setup, const Device& device, int replicas, const Trial& trial,
                 double peak) {
  const double rate = median(trial.pictures_per_second);
  const double work_per_second = median(trial.work_per_second);
  const double share = median(trial.shares);
  if (setup.options.common.json) {
    print_json_line({{"event", "bench_generator"},
                     {"device", device.name()},
                     {"precision", device.precision_name()},
                     {"batch_size", trial.batch_size},
                     {"replicas", replicas},
                     {"threads_each", 1},
                     {"per_second", rate},
                     {"gmac_per_second", work_per_second * 1e-9},
                     {"peak_gmac_per_second", peak * 1e-9},
                     {"share_of_peak", share}});
    return;
  }
  std::cout << fmt::format("{:<10}{:>6}{:>10}{:>13.1f}{:>10.1f}{:>12.1f}{:>8.2f}\n",
                           device.precision_name(), trial.batch_size,
                           fmt::format("{} x 1", replicas), rate, work_per_second * 1e-9,
                           peak * 1e-9, share);
}

void bench_replicas(const BenchSetup& setup, const Device& device, int replicas, double work) {
  const std::unique_ptr<Generator> generator = make_engine(setup.model, device, setup.side);
  std::vector<Trial> trials{{.batch_size = 1}, {.batch_size = 4}, {.batch_size = 8}};
  if (generator->waits_for_device()) trials.push_back({.batch_size = 32});
  std::vector<double> peaks;
  for (int round = 0; round < setup.options.repeat; ++round) {
    peaks.push_back(measure_peak(device, replicas, setup.options.moment()));
    for (Trial& trial : trials) {
      const ParallelRate rate = measure_resident_generator(
          *generator, {.batch_size = trial.batch_size, .side = setup.side, .replicas = replicas},
          setup.options.moment());
      trial.pictures_per_second.push_back(rate.per_second);
      trial.work_per_second.push_back(undisturbed(rate, device, replicas) * work);
      trial.shares.push_back(trial.work_per_second.back() / peaks.back());
    }
  }
  for (const Trial& trial : trials) {
    print_trial(setup, device, replicas, trial, median(peaks));
  }
}

}  // namespace

void bench_generator(const BenchSetup& setup) {
  const auto work = static_cast<double>(
      multiply_accumulates(describe_generator(describe_model(setup.model).generator, setup.side)));
  if (!setup.options.common.json) {
    std::cout << fmt::format(
        "Generator alone, {:.2f} GMAC a picture, and a matrix product of the same precision; "
        "GMAC/s\n"
        "of cores are for the time that they were not taken by other processes\n"
        "{:<10}{:>6}{:>10}{:>13}{:>10}{:>12}{:>8}\n",
        work * 1e-9, "precision", "batch", "replicas", "pictures/s", "GMAC/s", "product's",
        "share");
  }
  for (const Device& device : devices_to_try(setup)) {
    for (const int replicas : replicas_to_try(setup)) {
      bench_replicas(setup, device, replicas, work);
    }
  }
}

}  // namespace tintflow
