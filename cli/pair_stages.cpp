#include "cli/pair_stages.h"

#include "cli/command_error.h"
#include "stages/augment.h"
#include "stages/composite.h"
#include "stages/crop.h"
#include "stages/decode.h"
#include "stages/normalize.h"
#include "stages/resize.h"
#include "stages/split.h"

namespace tintflow {
namespace {

AugmentOptions augment_options(const TrainOptions& options) {
  AugmentOptions augment = options.preset == "paper" ? paper_augmentation() : AugmentOptions{};
  augment.flip = options.flip.value_or(augment.flip);
  augment.rotation = options.rotation.value_or(augment.rotation);
  augment.shear = options.shear.value_or(augment.shear);
  augment.zoom = options.zoom.value_or(augment.zoom);
  augment.shift = options.shift.value_or(augment.shift);
  augment.noise = options.noise.value_or(augment.noise);
  return augment;
}

FeedStages stages_to_side(const TrainOptions& options, int side) {
  return {
      .decode = Decode{.limits = {.max_pixels = options.max_pixels}},
      .split = Split{.drawing_side = drawing_side(options.pair_layout), .keep_color = true},
      .composite = Composite{},
      .crop = Crop{},
      .resize = Resize{.side = side, .keep_drawing = false},
      .augment = std::nullopt,
      .normalize = Normalize{},
  };
}

}  // namespace

DrawingSide drawing_side(const std::string& pair_layout) {
  if (pair_layout == "color-sketch") return DrawingSide::right;
  if (pair_layout == "sketch-color") return DrawingSide::left;
  throw UsageError("--pair-layout takes color-sketch or sketch-color, not '" + pair_layout + "'");
}

FeedStages training_stages(const TrainOptions& options, std::int64_t epoch) {
  FeedStages stages = stages_to_side(options, options.load_size);
  stages.augment = Augment{.options = augment_options(options),
                           .side = options.size,
                           .seed = options.common.seed,
                           .epoch = static_cast<std::uint64_t>(epoch)};
  return stages;
}

FeedStages validation_stages(const TrainOptions& options) {
  return stages_to_side(options, options.size);
}

}  // namespace tintflow
