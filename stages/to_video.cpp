#include "stages/to_video.h"

#include <utility>

namespace tintflow {

Expected<Encoded> ToVideo::operator()(const Frame& frame) const {
  const Picture& picture = frame.picture;
  return frame_of_picture(picture, pixels).map([&](auto&& converted) {
    Encoded encoded{.id = frame.id,
                    .bytes = nullptr,
                    .size = pixels.size,
                    .bit_depth = picture.pixels.depth() == CV_16U ? 16 : 8,
                    .notices = picture.metadata.notices,
                    .video_frame = std::move(converted)};
    if (picture.pixels.size() != pixels.size) {
      encoded.notices.emplace_back(
          "changes its size on the way: all frames get the size of the first");
    }
    return encoded;
  });
}

}  // namespace tintflow
