#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "io/decode_image.h"
#include "io/source.h"
#include "io/video_info.h"

namespace tintflow {

class Demuxer;
class VideoReader;

/// Yields the frames of one video in presentation order, as source 0 with indices from 0. A damaged
/// stretch is one `Failure` of the stage "decode" that tells its times.
class VideoSource : public Source {
 public:
  /// Reads up to the first frame. The error says why there is none. `cuda` as in `VideoDecoder`;
  /// where the processor decodes nevertheless, the info's notices say so.
  [[nodiscard]] static Expected<std::unique_ptr<VideoSource>> open(Demuxer demuxer,
                                                                   const DecodeLimits& limits = {},
                                                                   std::optional<int> cuda = {});
  ~VideoSource() override;

  [[nodiscard]] const VideoInfo& info() const { return info_; }

  std::optional<Result<Encoded>> next() override;
  /// What the container says, which need not be true.
  [[nodiscard]] std::optional<std::uint64_t> total() const override { return info_.frames; }

 private:
  VideoSource(std::unique_ptr<VideoReader> reader);

  std::unique_ptr<VideoReader> reader_;
  VideoInfo info_;
  std::uint64_t index_ = 0;
  /// What was read to find the first frame: damage, then the frame.
  std::vector<Result<Encoded>> opening_;
  std::size_t opening_position_ = 0;
};

}  // namespace tintflow
