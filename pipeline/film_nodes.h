#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <tuple>
#include <variant>

#include <oneapi/tbb/flow_graph.h>

#include "pipeline/batcher.h"
#include "pipeline/film_state.h"
#include "pipeline/film_steps.h"
#include "pipeline/repeats.h"
#include "pipeline/run_context.h"

namespace tintflow {

/// The two places of an ordered graph that see drawings one after the other: before the generator,
/// where repeats turn off, and behind it, where they come back and colors are held. All others stay
/// parallel. What each does depends on the drawings before alone, so never on threads.
class FilmNodes {
 public:
  FilmNodes(tbb::flow::graph& graph, const FilmSteps& steps, RunContext& run);

  /// Takes 8-bit samples in any order.
  [[nodiscard]] tbb::flow::receiver<Result<Sample>>& samples() { return order_samples_; }
  /// Those that the generator must color, and failures.
  [[nodiscard]] tbb::flow::sender<Result<Sample>>& fresh() {
    return tbb::flow::output_port<0>(find_);
  }
  /// One `Passed` for each repeat.
  [[nodiscard]] tbb::flow::sender<BatcherInput>& passed() {
    return tbb::flow::output_port<1>(find_);
  }
  /// Takes what the generator colored, and failures.
  [[nodiscard]] tbb::flow::receiver<Result<Colored>>& colored() { return join_; }
  /// All items.
  [[nodiscard]] tbb::flow::sender<Result<Colored>>& settled() { return settle_; }

  /// Drawings that got the colors of another one. To be read when the graph is idle.
  [[nodiscard]] std::uint64_t reused() const { return reused_; }
  /// References whose frame has come. To be read when the graph is idle.
  [[nodiscard]] std::size_t references_used() const { return state_.references_used; }

 private:
  using Turn = std::variant<Result<Colored>, Repeat>;
  using FindNode =
      tbb::flow::multifunction_node<Result<Sample>, std::tuple<Result<Sample>, BatcherInput, Turn>>;

  [[nodiscard]] bool begins_segment(std::uint64_t frame) const;
  FindNode make_find_node(tbb::flow::graph& graph, RunContext& run);
  Result<Colored> settle(const Turn& turn);
  Result<Colored> hold(const Colored& colored);
  /// The reference that is for this frame, or null.
  const FilmReference* reference_of(const Sample& sample);

  const FilmSteps steps_;
  /// `find_` alone uses it, at the same time as `settle_` is at earlier frames.
  std::optional<RepeatFinder> finder_;
  RecentColors colors_;
  FilmState state_;
  FatalReport& fatal_;
  /// Null where colors are not held.
  StageMetrics* holding_ = nullptr;
  std::uint64_t reused_ = 0;
  tbb::flow::sequencer_node<Result<Sample>> order_samples_;
  FindNode find_;
  tbb::flow::function_node<Result<Colored>, Turn> join_;
  tbb::flow::sequencer_node<Turn> order_turns_;
  tbb::flow::function_node<Turn, Result<Colored>> settle_;
};

}  // namespace tintflow
