#pragma once

#include <exception>
#include <new>
#include <string>
#include <type_traits>
#include <utility>

#include <oneapi/tbb/flow_graph.h>

#include "io/errors.h"
#include "io/result.h"
#include "pipeline/item_id.h"
#include "pipeline/run_context.h"
#include "stages/stage.h"

namespace tintflow {

/// Calls `function`, which returns an `Expected`, and turns its exceptions into reasons: one that
/// left a graph body would cancel the whole graph. A `FatalError` is reported as well.
template <class Function>
std::invoke_result_t<Function> call_guarded(FatalReport& fatal, Function&& function) {
  try {
    return std::forward<Function>(function)();
  } catch (const FatalError& error) {
    fatal.report(error.what());
    return tl::unexpected(std::string(error.what()));
  } catch (const std::bad_alloc&) {
    return tl::unexpected(std::string("out of memory"));
  } catch (const std::exception& error) {
    return tl::unexpected(std::string(error.what()));
  } catch (...) {
    return tl::unexpected(std::string("unknown error"));
  }
}

/// `call_guarded`, counted and timed as one call of a stage that works on `items` items.
template <class Function>
std::invoke_result_t<Function> call_measured(StageMetrics& metrics, int items, FatalReport& fatal,
                                             Function&& function) {
  StageMetrics::Call call(metrics, items);
  auto result = call_guarded(fatal, std::forward<Function>(function));
  if (!result) call.set_failed();
  return result;
}

/// A node that takes `Result<In>` and sends `Message`, which a `Result<Out>` converts to.
template <class In, class Out, class Message = Result<Out>>
using StageNode = tbb::flow::function_node<Result<In>, Message>;

/// Makes a node that runs a stage on any number of threads. A failure passes through untouched;
/// where the stage gives a reason or throws, the item becomes a `Failure` of this stage.
template <class In, class Out, class Message = Result<Out>>
StageNode<In, Out, Message> make_stage_node(tbb::flow::graph& graph, const Stage<In, Out>& stage,
                                            RunContext& run) {
  StageMetrics& metrics = run.metrics.add(stage.name);
  return {graph, tbb::flow::unlimited,
          [stage, &metrics, &fatal = run.fatal](const Result<In>& item) -> Message {
            if (!item) return Result<Out>(tl::unexpected(item.error()));
            auto out = call_measured(metrics, 1, fatal, [&] { return stage.run(*item); });
            if (out) return Result<Out>(std::move(*out));
            Failure failure{id_of(*item), stage.name, std::move(out.error())};
            return Result<Out>(tl::unexpected(std::move(failure)));
          }};
}

}  // namespace tintflow
