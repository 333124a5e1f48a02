#include "cli/evaluation_stages.h"

#include <vector>

#include "cli/colorize_options.h"
#include "stages/add_hints.h"

namespace tintflow {
namespace {

/// The network's drawing with hints of its true colors; the truth itself goes no further.
Stage<Artwork, Sample> resize_with_hints(const Stage<Artwork, Sample>& resize,
                                         const AddHints& add_hints) {
  return {resize.name, [resize, add_hints](const Artwork& artwork) {
            return resize.run(artwork).and_then(add_hints).map([](Sample sample) {
              sample.target.release();
              return sample;
            });
          }};
}

}  // namespace

ColorizeStages evaluation_stages(const EvaluateOptions& options, const Split& split,
                                 std::size_t pairs) {
  ColorizeOptions colorize;
  colorize.size = options.size;
  colorize.flat = options.flat;
  colorize.split = split.drawing_side == DrawingSide::left ? "left" : "right";
  ColorizeStages stages = make_stages(colorize, std::vector<ImageFormat>(pairs, ImageFormat::png));
  if (options.hints > 0) {
    stages.split = split;
    stages.resize = resize_with_hints(
        stages.resize, AddHints{.count = options.hints, .seed = options.common.seed});
  }
  return stages;
}

}  // namespace tintflow
