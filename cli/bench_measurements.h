#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "cli/bench_options.h"
#include "cli/measured_drawings.h"
#include "models/device.h"
#include "models/safetensors.h"
#include "pipeline/run_options.h"
#include "stages/generator.h"

namespace tintflow {

/// What the measurements of coloring share.
struct BenchSetup {
  const BenchOptions& options;
  Device device;
  TensorFile model;
  std::unique_ptr<Generator> generator;
  GraphOptions graph;
  /// For drawings and results.
  std::filesystem::path scratch;
  /// Side of the square that the network sees, pixels.
  int side = 256;
};

/// Each prints lines of a table, or with --json objects. Ratios are medians of ratios whose two
/// sides were measured in turn.

/// The generator alone on a batch that stays in memory, and its share of what a matrix product
/// does.
void bench_generator(const BenchSetup& setup);

/// Every stage alone, and the whole graph over what the stages and the generator would allow.
void bench_colorize(const BenchSetup& setup, const MeasuredDrawings& drawings);

/// One drawing at a time through the graph, and each of many.
void bench_latency(const BenchSetup& setup, const MeasuredDrawings& drawings);

/// The graph with stages that do nothing.
void bench_graph(const BenchSetup& setup);

/// What each drawing in flight adds to the memory that the program takes.
void bench_memory(const BenchSetup& setup, const MeasuredDrawings& drawings);

/// Training steps on pairs through the graph and, in turn, on a batch that stays in memory.
void bench_training(const BenchOptions& options);

}  // namespace tintflow
