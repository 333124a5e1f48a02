#include "cli/core_use.h"

#include <algorithm>
#include <fstream>
#include <string>

#include <time.h>
#include <unistd.h>

namespace tintflow {

// First line of /proc/stat: "cpu user nice system idle iowait irq softirq steal", in clock ticks.
CoreUse::Times CoreUse::now() {
  std::ifstream stat("/proc/stat");
  std::string word;
  stat >> word;
  Times times;
  double ticks = 0;
  for (int field = 0; field < 8 && stat >> ticks; ++field) {
    times.total += ticks;
    if (field == 3 || field == 4) times.idle += ticks;
  }
  const double ticks_a_second = static_cast<double>(sysconf(_SC_CLK_TCK));
  times.total /= ticks_a_second;
  times.idle /= ticks_a_second;
  timespec own{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &own);
  times.own = static_cast<double>(own.tv_sec) + 1e-9 * static_cast<double>(own.tv_nsec);
  return times;
}

double CoreUse::share_of_others() const {
  const Times end = now();
  const double total = end.total - start_.total;
  if (total <= 0) return 0;
  const double others = total - (end.idle - start_.idle) - (end.own - start_.own);
  return std::clamp(others / total, 0.0, 1.0);
}

}  // namespace tintflow
