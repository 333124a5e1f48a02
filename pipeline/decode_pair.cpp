#include "pipeline/decode_pair.h"

#include "io/color_profile.h"
#include "pipeline/pair_source.h"
#include "stages/composite.h"
#include "stages/decode.h"
#include "stages/pixel_depth.h"

namespace tintflow {

Expected<PairPictures> decode_pair(const std::filesystem::path& path, const Split& split) {
  const Result<Encoded> encoded = read_pair({}, path);
  if (!encoded) return tl::unexpected(encoded.error().reason);
  return Decode{}(*encoded)
      .and_then([&](const Frame& frame) { return split(frame); })
      .and_then([](const Artwork& artwork) { return Composite{}(artwork); })
      .map([](const Artwork& artwork) -> PairPictures {
        const auto& profile = artwork.drawing.metadata.icc_profile;
        return {to_srgb(to_8_bit(artwork.drawing.pixels), profile),
                to_srgb(artwork.color, profile)};
      });
}

}  // namespace tintflow
