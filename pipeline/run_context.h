#pragma once

#include <cstddef>

#include "pipeline/admission.h"
#include "pipeline/fatal_report.h"
#include "pipeline/metrics.h"

namespace tintflow {

/// What all nodes of a running graph share. Outlives them.
struct RunContext {
  RunContext(int in_flight, std::size_t in_flight_bytes) : admission(in_flight, in_flight_bytes) {}

  Admission admission;
  RunMetrics metrics;
  /// The first fatal error ends admission, so that the run drains.
  FatalReport fatal{[this] { admission.close(); }};
};

}  // namespace tintflow
