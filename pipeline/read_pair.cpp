#include "pipeline/read_pair.h"

#include "io/color_profile.h"
#include "io/read_file.h"
#include "stages/composite.h"
#include "stages/decode.h"
#include "stages/pixel_depth.h"

namespace tintflow {

Expected<PairPictures> read_pair(const std::filesystem::path& path, const Split& split) {
  return read_file(path)
      .and_then([](Bytes bytes) -> Expected<Frame> {
        return Decode{}(Encoded{{}, std::make_shared<const Bytes>(std::move(bytes)), {}});
      })
      .and_then([&](const Frame& frame) { return split(frame); })
      .and_then([](const Artwork& artwork) { return Composite{}(artwork); })
      .map([](const Artwork& artwork) -> PairPictures {
        const auto& profile = artwork.drawing.metadata.icc_profile;
        return {to_srgb(to_8_bit(artwork.drawing.pixels), profile),
                to_srgb(artwork.color, profile)};
      });
}

}  // namespace tintflow
