#include "cli/signals.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

namespace tintflow {
namespace {

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

StopSignals::StopSignals() {
  const sigset_t set = stop_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  waiter_ = std::jthread([this](const std::stop_token& done) { wait_for_signals(done); });
}

StopSignals::~StopSignals() {
  waiter_.request_stop();
  // Wakes the waiter; blocked in every thread, so it has no other effect.
  pthread_kill(waiter_.native_handle(), SIGTERM);
  waiter_.join();
  const sigset_t set = stop_signals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void StopSignals::wait_for_signals(const std::stop_token& done) {
  const sigset_t set = stop_signals();
  for (;;) {
    const int signal = sigwaitinfo(&set, nullptr);
    if (done.stop_requested()) return;
    if (signal < 0) continue;
    if (received_ != 0) _exit(128 + signal);
    received_ = signal;
    stop_.request_stop();
  }
}

}  // namespace tintflow
