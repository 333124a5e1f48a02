#include "cli/measured_run.h"

#include <fmt/format.h>

#include "cli/core_use.h"
#include "io/errors.h"
#include "io/file_sink.h"
#include "io/file_source.h"

namespace tintflow {
namespace {

class StrictObserver : public RunObserver {
 public:
  explicit StrictObserver(FrameLatencies& latencies) : latencies_(latencies) {}

  void item_finished(const Result<Encoded>& item) override {
    if (!item) throw FatalError(item.error().stage + ": " + item.error().reason);
    latencies_.finish(item->id.index);
  }

 private:
  FrameLatencies& latencies_;
};

}  // namespace

std::vector<std::filesystem::path> result_files(const std::filesystem::path& folder,
                                                std::size_t count) {
  std::vector<std::filesystem::path> files;
  for (std::size_t i = 0; i < count; ++i) files.push_back(folder / fmt::format("result-{}", i));
  return files;
}

MeasuredRun measure_run(const MeasuredDrawings& drawings, const ColorizeStages& stages,
                        const Generator& generator, const GraphOptions& options,
                        const std::filesystem::path& folder, Pace pace) {
  FileSource files(drawings.files);
  FileSink sink(result_files(folder, drawings.files.size()));
  FrameLatencies latencies;
  TimedSource source(files, latencies, pace);
  StrictObserver observer(latencies);
  const CoreUse use;
  MeasuredRun run;
  run.summary = run_colorize(source, stages, generator, sink, options, observer, {});
  run.share_of_others = use.share_of_others();
  if (run.summary.fatal_error) throw FatalError(*run.summary.fatal_error);
  run.per_second = static_cast<double>(run.summary.written) / run.summary.seconds;
  run.latencies_ms = latencies.milliseconds();
  return run;
}

}  // namespace tintflow
