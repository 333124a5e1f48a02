#pragma once

#include <optional>

#include "io/source.h"
#include "pipeline/fatal_report.h"
#include "pipeline/metrics.h"

namespace tintflow {

/// The source's next item; nothing at its end, and after an exception of it, which is reported.
[[nodiscard]] std::optional<Result<Encoded>> read_next(Source& source, StageMetrics& reading,
                                                       FatalReport& fatal);

}  // namespace tintflow
