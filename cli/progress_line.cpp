#include "cli/progress_line.h"

#include <cstdlib>
#include <iostream>
#include <string_view>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace tintflow {
namespace {

/// A dumb terminal cannot erase a line.
bool can_rewrite_lines() {
  const char* terminal = std::getenv("TERM");
  return isatty(STDERR_FILENO) != 0 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

/// A line that wraps could not be rewritten.
std::string cut_to_terminal(const std::string& text) {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
  return known ? text.substr(0, size.ws_col - 1) : text;
}

}  // namespace

std::optional<double> Progress::seconds_left() const {
  if (!total || done == 0) return std::nullopt;
  return (*total - done) / per_second();
}

std::string to_text(const Progress& progress) {
  std::string text = progress.total ? fmt::format("{}/{}", progress.done, *progress.total)
                                    : fmt::format("{}", progress.done);
  text += fmt::format("  {:.1f}/s", progress.per_second());
  if (const auto left = progress.seconds_left()) text += fmt::format("  {:.0f} s left", *left);
  if (progress.failed > 0) text += fmt::format("  {} failed", progress.failed);
  return text;
}

ProgressLine::ProgressLine(bool enabled) : enabled_(enabled), moving_(can_rewrite_lines()) {}

bool ProgressLine::is_due() const {
  using std::chrono::milliseconds;
  const auto pause = moving_ ? milliseconds(100) : milliseconds(5000);
  return enabled_ && Clock::now() - last_shown_ >= pause;
}

void ProgressLine::show(const std::string& text) {
  if (!enabled_) return;
  last_shown_ = Clock::now();
  visible_ = moving_;
  std::cerr << (moving_ ? fmt::format("\r{}\x1b[K", cut_to_terminal(text)) : text + "\n")
            << std::flush;
}

void ProgressLine::clear() {
  if (visible_) std::cerr << "\r\x1b[K" << std::flush;
  visible_ = false;
}

}  // namespace tintflow
