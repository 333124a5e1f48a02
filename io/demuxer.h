#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "io/ffmpeg_handles.h"
#include "io/orientation.h"
#include "io/raw_video.h"
#include "io/result.h"

namespace tintflow {

class DescriptorInput;

/// Takes the packets of a media file apart from its container. Not thread-safe.
class Demuxer {
 public:
  /// Opens a file. Nothing but that file is read: no playlist, no network.
  [[nodiscard]] static Expected<Demuxer> open(const std::filesystem::path& file);
  /// Opens what comes from a pipe, which cannot be rewound.
  [[nodiscard]] static Expected<Demuxer> open(std::unique_ptr<DescriptorInput> input);
  /// Opens frames without a header that come from a pipe.
  [[nodiscard]] static Expected<Demuxer> open(std::unique_ptr<DescriptorInput> input,
                                              const RawVideo& raw);

  Demuxer(Demuxer&&) noexcept;
  Demuxer& operator=(Demuxer&&) noexcept;
  ~Demuxer();

  [[nodiscard]] const AVFormatContext& context() const { return *context_; }
  /// The stream that a player would show: neither a cover picture nor a track of thumbnails. Null
  /// where there is none.
  [[nodiscard]] const AVStream* video() const;

  /// Only streams for which `wanted` is true give packets from now on.
  void select(const std::function<bool(const AVStream&)>& wanted);

  /// The next packet of a selected stream, in the file's order; null at the end. An error is
  /// damage of the container behind which it may go on.
  [[nodiscard]] Expected<PacketPtr> next();

 private:
  Demuxer(InputPtr context, std::unique_ptr<DescriptorInput> input);

  /// Outlives the context, which reads from it.
  std::unique_ptr<DescriptorInput> input_;
  InputPtr context_;
};

/// How a stream's pictures are to be turned, by its display matrix; none where that asks for more
/// than quarter turns and mirroring.
[[nodiscard]] std::optional<Orientation> orientation_of(const AVStream& stream);

}  // namespace tintflow
