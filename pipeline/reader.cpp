#include "pipeline/reader.h"

#include <utility>

#include "pipeline/stage_node.h"

namespace tintflow {

std::optional<Result<Encoded>> read_next(Source& source, StageMetrics& reading,
                                         FatalReport& fatal) {
  StageMetrics::Call call(reading, 1);
  auto item = call_guarded(
      fatal, [&]() -> Expected<std::optional<Result<Encoded>>> { return source.next(); });
  if (!item) {
    call.set_failed();
    fatal.report(item.error());
    return std::nullopt;
  }
  if (!*item) call.set_items(0);
  if (*item && !**item) call.set_failed();
  return std::move(*item);
}

}  // namespace tintflow
