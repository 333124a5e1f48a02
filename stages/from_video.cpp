#include "stages/from_video.h"

#include <utility>

namespace tintflow {

Expected<Frame> FromVideo::operator()(const Encoded& encoded) const {
  return picture_of_frame(*encoded.video_frame, orientation).map([&](Picture&& picture) {
    return Frame{encoded.id, std::move(picture)};
  });
}

}  // namespace tintflow
