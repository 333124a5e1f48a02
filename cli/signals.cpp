#include "cli/signals.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

namespace tintflow {
namespace {

/// Tells the waiting thread to look whether it should end; means nothing else to the program.
constexpr int wake_up = SIGUSR1;

sigset_t awaited_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, wake_up);
  return set;
}

}  // namespace

StopSignals::StopSignals() {
  const sigset_t set = awaited_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  waiter_ = std::jthread([this](const std::stop_token& done) { wait_for_signals(done); });
}

StopSignals::~StopSignals() {
  waiter_.request_stop();
  pthread_kill(waiter_.native_handle(), wake_up);
  waiter_.join();
  const sigset_t set = awaited_signals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void StopSignals::wait_for_signals(const std::stop_token& done) {
  const sigset_t set = awaited_signals();
  for (;;) {
    const int signal = sigwaitinfo(&set, nullptr);
    if (done.stop_requested()) return;
    if (signal < 0 || signal == wake_up) continue;
    if (received_ != 0) _exit(128 + signal);
    received_ = signal;
    stop_.request_stop();
  }
}

}  // namespace tintflow
