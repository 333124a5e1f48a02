#include "cli/bottleneck_advice.h"

#include <fmt/format.h>

namespace tintflow {
namespace {

std::string remedy_for(const StageSummary& stage) {
  if (stage.resource == Resource::device) return "a faster GPU, or a model of fewer channels";
  if (stage.resource == Resource::reader) return "a faster disk or network for the drawings";
  if (stage.resource == Resource::writers) return "a faster disk for the results";
  if (stage.name == "generate") return "more cores, a GPU, or a model of fewer channels";
  if (stage.name == "encode")
    return "--format jpg, which encodes several times as fast as PNG and WebP";
  if (stage.name == "decode") return "drawings of fewer pixels, or as JPEG";
  return "more cores, or drawings of fewer pixels";
}

}  // namespace

std::string bottleneck_advice(const RunSummary& summary) {
  double busy = 0;
  const StageSummary* bottleneck = nullptr;
  for (const StageSummary& stage : summary.stages) {
    if (stage.name == summary.bottleneck) bottleneck = &stage;
  }
  if (bottleneck == nullptr) return {};
  for (const StageSummary& stage : summary.stages) {
    if (stage.resource == bottleneck->resource) busy += stage.busy_seconds;
  }
  return fmt::format("{} holds it up ({:.0f}% of the busy time of what it runs on); {} would help",
                     bottleneck->name, 100 * bottleneck->busy_seconds / busy,
                     remedy_for(*bottleneck));
}

}  // namespace tintflow
