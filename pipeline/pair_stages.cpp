#include "pipeline/pair_stages.h"

#include "stages/add_hints.h"
#include "stages/composite.h"
#include "stages/crop.h"
#include "stages/decode.h"
#include "stages/label_regions.h"
#include "stages/normalize.h"
#include "stages/resize.h"

namespace tintflow {

DrawingSide drawing_side(PairLayout layout) {
  if (layout == PairLayout::color_sketch) return DrawingSide::right;
  if (layout == PairLayout::sketch_color) return DrawingSide::left;
  return DrawingSide::whole;
}

FeedStages pair_stages(const PairStageOptions& options, std::uint64_t epoch) {
  FeedStages stages{
      .decode = Decode{.limits = options.limits},
      .split = Split{.drawing_side = drawing_side(options.layout),
                     .keep_color = options.layout != PairLayout::color},
      .composite = Composite{.alpha = AlphaMode::flatten},
      .crop = Crop{},
      .resize =
          Resize{.side = options.augment ? options.load_side : options.side, .keep_drawing = false},
      .augment = std::nullopt,
      .annotate = {},
      .normalize = Normalize{},
  };
  if (options.layout == PairLayout::color) {
    stages.extract_lines =
        ExtractLines{.extractor = options.extractor, .seed = options.seed, .epoch = epoch};
  }
  if (options.augment) {
    stages.augment = Augment{
        .options = *options.augment, .side = options.side, .seed = options.seed, .epoch = epoch};
  }
  if (!options.normalize) {
    stages.normalize = {Normalize::name,
                        [](const Sample& sample) -> Expected<Sample> { return sample; }};
  }
  if (options.label_regions) stages.annotate.emplace_back(LabelRegions{});
  if (options.hints) stages.annotate.emplace_back(AddHints{.seed = options.seed, .epoch = epoch});
  return stages;
}

}  // namespace tintflow
