#pragma once

namespace tintflow {

/// What the program's exit status says; scripts rely on the numbers.
enum ExitCode : int {
  exit_ok = 0,
  exit_some_failed = 1,
  exit_usage = 2,
  exit_no_input = 3,
  exit_run_ended = 4,
  exit_model_unusable = 5,
  exit_interrupted = 130,
  exit_terminated = 143,
};

}  // namespace tintflow
