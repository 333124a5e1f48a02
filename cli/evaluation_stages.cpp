#include "cli/evaluation_stages.h"

#include <vector>

#include "cli/colorize_options.h"
#include "stages/resize_with_hints.h"

namespace tintflow {

ColorizeStages evaluation_stages(const EvaluateOptions& options, const Split& split,
                                 std::size_t pairs, int hints) {
  ColorizeOptions colorize;
  colorize.size = options.size;
  colorize.flat = options.flat;
  if (split.drawing_side == DrawingSide::left) colorize.split = "left";
  if (split.drawing_side == DrawingSide::right) colorize.split = "right";
  ColorizeStages stages = make_stages(colorize, std::vector<ImageFormat>(pairs, ImageFormat::png));
  if (hints > 0) {
    stages.split = split;
    stages.resize = ResizeWithHints{stages.resize, {.count = hints, .seed = options.common.seed}};
  }
  return stages;
}

}  // namespace tintflow
