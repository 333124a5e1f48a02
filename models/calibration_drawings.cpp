#include "models/calibration_drawings.h"

#include <utility>
#include <vector>

#include "models/network_input.h"
#include "stages/normalize.h"
#include "stages/resize.h"
#include "stages/synthetic_drawing.h"

namespace tintflow {
namespace {

constexpr int count = 8;

}  // namespace

torch::Tensor calibration_drawings(const GeneratorOptions& options, int side) {
  std::vector<Sample> samples;
  for (int seed = 0; seed < count; ++seed) {
    Artwork artwork;
    // Lines of drawings are thinner in the network's square than in the file.
    artwork.drawing.pixels = synthetic_drawing({2 * side, 2 * side}, seed);
    samples.push_back(*Normalize{}(*Resize{.side = side, .keep_drawing = false}(artwork)));
  }
  const BufferPool pool;
  // The result shares the batch's memory.
  return network_input(make_batch(std::move(samples), pool), options).clone();
}

}  // namespace tintflow
