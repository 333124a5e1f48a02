#include "stages/resize_with_hints.h"

namespace tintflow {

Expected<Sample> ResizeWithHints::operator()(const Artwork& artwork) const {
  Expected<Sample> sample = resize.run(artwork).and_then(add_hints);
  if (sample) sample->target.release();
  return sample;
}

}  // namespace tintflow
