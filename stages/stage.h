#pragma once

#include <functional>
#include <string>
#include <type_traits>
#include <utility>

#include "io/result.h"

namespace tintflow {

/// One step of a drawing's way: a named, const, thread-safe callable that knows no graph.
///
/// Any function object with a `static constexpr const char* name` converts to it, so graphs are
/// wired from concrete stages and tests put fakes in their place. It returns the reason when the
/// item cannot go on; an exception counts as such a reason, except `FatalError`, which ends the
/// run.
template <class In, class Out>
struct Stage {
  std::string name;
  std::function<Expected<Out>(const In&)> run;

  Stage(std::string stage_name, std::function<Expected<Out>(const In&)> function)
      : name(std::move(stage_name)), run(std::move(function)) {}

  template <class Function>
  requires std::is_invocable_r_v < Expected<Out>,
  const Function&, const In& > &&requires { Function::name; }
  Stage(Function function) : name(Function::name), run(std::move(function)) {}  // NOLINT: converts
};

}  // namespace tintflow
