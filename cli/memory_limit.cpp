#include "cli/memory_limit.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <vector>

#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include "cli/command_error.h"
#include "stages/batch.h"

namespace tintflow {
namespace {

constexpr std::int64_t kMebibyte = std::int64_t{1} << 20;
/// Room for a drawing of two megapixels and its result; more than that takes turns.
constexpr std::int64_t kLeastForPictures = 32 * kMebibyte;

/// Resident memory of the process now, bytes.
std::int64_t resident_memory() {
  std::ifstream pages("/proc/self/statm");
  std::int64_t total = 0;
  std::int64_t resident = 0;
  pages >> total >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

/// Each thread has a heap of its own and keeps there what was freed, so two that take turns with
/// one picture hold it twice. Blocks of a large picture's size go back to the system instead, for
/// the price of its clearing them anew.
void give_back_large_blocks() { mallopt(M_MMAP_THRESHOLD, kMebibyte); }

/// The most resident memory since `forget_peak`, bytes.
std::int64_t peak_memory() {
  std::ifstream lines("/proc/self/status");
  std::int64_t kibibytes = 0;
  for (std::string name; lines >> name; lines.ignore(256, '\n')) {
    if (name == "VmHWM:" && lines >> kibibytes) break;
  }
  return kibibytes * 1024;
}

/// proc(5), /proc/pid/clear_refs. Where the system refuses it the peak is that of loading, too:
/// more is then counted than is taken.
void forget_peak() { std::ofstream("/proc/self/clear_refs") << 5; }

/// Memory that one thread takes while it colors one batch, bytes.
std::int64_t memory_of_a_batch(const GraphOptions& graph, const Generator& generator, int side) {
  const std::int64_t before = resident_memory();
  forget_peak();
  Sample paper;
  paper.input = cv::Mat(side, side, CV_32FC3, cv::Scalar::all(1));
  const BufferPool pool;
  const Batch batch =
      make_batch(std::vector(static_cast<std::size_t>(graph.batch_size), paper), pool);
  generator.generate(batch, pool.take(batch.input->size())->data());
  return std::max<std::int64_t>(peak_memory() - before, 0);
}

}  // namespace

std::int64_t parse_memory_size(const std::string& text, const std::string& option) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto [unit, error] = std::from_chars(text.data(), end, number);
  const std::string_view name(unit, end);
  double scale = 0;
  if (name.empty()) scale = 1;
  if (name == "K") scale = 1024;
  if (name == "M") scale = kMebibyte;
  if (name == "G") scale = 1024.0 * kMebibyte;
  const double bytes = number * scale;
  if (error != std::errc() || !(bytes >= 1) || bytes > 1e18) {
    throw UsageError("--" + option + " takes a size such as 512M or 2G, not '" + text + "'");
  }
  return static_cast<std::int64_t>(bytes);
}

std::int64_t available_memory() {
  std::int64_t available = 0;
  std::ifstream lines("/proc/meminfo");
  for (std::string name; lines >> name; lines.ignore(256, '\n')) {
    if (name == "MemAvailable:" && lines >> available) break;
  }
  available *= 1024;
  std::int64_t limit = 0;
  std::int64_t used = 0;
  if (std::ifstream("/sys/fs/cgroup/memory.max") >> limit &&
      std::ifstream("/sys/fs/cgroup/memory.current") >> used) {
    available = std::min(available, limit - used);
  }
  return std::max<std::int64_t>(available, 0);
}

std::size_t picture_memory(std::int64_t limit, const GraphOptions& graph,
                           const Generator& generator, int side) {
  give_back_large_blocks();
  const std::int64_t threads = graph.threads * memory_of_a_batch(graph, generator, side);
  const std::int64_t base = resident_memory() + threads;
  if (limit - base < kLeastForPictures) {
    throw UsageError(fmt::format(
        "--max-memory {} MiB is too little: the program takes about {} MiB before the first "
        "drawing; allow {} MiB, or lower --batch-size or -j",
        limit / kMebibyte, base / kMebibyte, (base + kLeastForPictures) / kMebibyte + 1));
  }
  return static_cast<std::size_t>(limit - base);
}

}  // namespace tintflow
