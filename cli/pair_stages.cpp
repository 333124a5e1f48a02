#include "cli/pair_stages.h"

#include <optional>

#include "cli/command_error.h"
#include "pipeline/pair_stages.h"

namespace tintflow {
namespace {

LineExtractor line_extractor(const std::string& name) {
  if (name == "xdog") return LineExtractor::xdog;
  if (name == "edges") return LineExtractor::edges;
  if (name == "mixed") return LineExtractor::mixed;
  throw UsageError("--lines takes xdog, edges or mixed, not '" + name + "'");
}

PairStageOptions stage_options(const TrainOptions& options) {
  return {.layout = pair_layout(options),
          .extractor = line_extractor(options.lines),
          .side = options.size,
          .load_side = options.load_size,
          .augment = std::nullopt,
          .seed = options.common.seed,
          .limits = {.max_pixels = options.max_pixels}};
}

}  // namespace

AugmentOptions augment_options(const TrainOptions& options) {
  AugmentOptions augment = options.preset == "paper" ? paper_augmentation() : AugmentOptions{};
  augment.flip = options.flip.value_or(augment.flip);
  augment.rotation = options.rotation.value_or(augment.rotation);
  augment.shear = options.shear.value_or(augment.shear);
  augment.zoom = options.zoom.value_or(augment.zoom);
  augment.shift = options.shift.value_or(augment.shift);
  augment.noise = options.noise.value_or(augment.noise);
  augment.lines = options.line_augment;
  return augment;
}

PairLayout pair_layout(const TrainOptions& options) {
  return pair_layout(options.pair_layout, options.pairs);
}

PairLayout pair_layout(const std::string& name, const std::string& pairs) {
  if (name == "auto") return detect_pair_layout(pairs);
  for (const PairLayout layout : {PairLayout::color_sketch, PairLayout::sketch_color,
                                  PairLayout::folders, PairLayout::color}) {
    if (name == to_text(layout)) return layout;
  }
  throw UsageError("--pair-layout takes auto, color-sketch, sketch-color, folders or color, not '" +
                   name + "'");
}

std::string to_text(PairLayout layout) {
  switch (layout) {
    case PairLayout::color_sketch:
      return "color-sketch";
    case PairLayout::sketch_color:
      return "sketch-color";
    case PairLayout::folders:
      return "folders";
    case PairLayout::color:
      return "color";
  }
  return "";
}

FeedStages training_stages(const TrainOptions& options, std::int64_t epoch) {
  PairStageOptions stages = stage_options(options);
  stages.augment = augment_options(options);
  stages.label_regions = options.learning.needs_regions();
  stages.hints = options.hints;
  return pair_stages(stages, static_cast<std::uint64_t>(epoch));
}

FeedStages validation_stages(const TrainOptions& options) {
  return pair_stages(stage_options(options), 0);
}

}  // namespace tintflow
