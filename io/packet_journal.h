#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "io/ffmpeg_handles.h"
#include "io/file_descriptor.h"
#include "io/frame.h"
#include "io/result.h"

namespace tintflow {

/// What the encoder of a film has made so far, in a file of its own, so that a run which was ended,
/// by whatever, goes on with the segment it was in. Segments are encoded apart from each other; the
/// frame that one begins with is a boundary. Not thread-safe.
///
/// The file is a TFRecord file. A record that an ended process has left unfinished ends it.
class PacketJournal {
 public:
  /// Opens the journal, or creates an empty one in an existing folder. What it holds of another
  /// `job`, the text of all that decides the packets, is forgotten. The error is that the file
  /// cannot be written, or that another process has it open.
  [[nodiscard]] static Expected<std::unique_ptr<PacketJournal>> open(
      const std::filesystem::path& file, const std::string& job);

  /// Frames that a run can go on with, ascending: the packets of all before them are here.
  [[nodiscard]] const std::vector<std::uint64_t>& boundaries() const { return boundaries_; }

  /// Forgets what lies behind a boundary; all for 0.
  [[nodiscard]] Expected<void> keep_until(std::uint64_t boundary);

  /// Time of the first frame; nothing where there is none.
  [[nodiscard]] std::optional<std::int64_t> first_time() const { return first_time_; }

  /// Is given what was appended, in that order.
  struct Reader {
    std::function<void(std::span<const std::uint8_t> header)> header;
    std::function<void(PacketPtr)> packet;
    std::function<void(std::int64_t time)> frame;
  };
  /// Gives all that is kept to `reader`, whose exceptions pass.
  [[nodiscard]] Expected<void> replay(const Reader& reader) const;

  /// The encoder's header, before all else.
  [[nodiscard]] Expected<void> append_header(std::span<const std::uint8_t> header);
  [[nodiscard]] Expected<void> append_packet(const AVPacket& packet);
  /// A frame was taken that is shown at this time.
  [[nodiscard]] Expected<void> append_frame(std::int64_t time);
  /// All frames before this one have their packets.
  [[nodiscard]] Expected<void> append_boundary(std::uint64_t frame);

 private:
  PacketJournal(std::filesystem::path file, FileDescriptor descriptor);

  [[nodiscard]] Expected<void> begin(const std::string& job);
  void scan(const std::string& job);
  [[nodiscard]] Expected<void> append(std::uint8_t kind, const Bytes& content);

  const std::filesystem::path file_;
  FileDescriptor descriptor_;
  std::vector<std::uint64_t> boundaries_;
  /// Sizes of the file by boundary.
  std::vector<std::uint64_t> ends_;
  /// Behind the record of the job.
  std::uint64_t beginning_ = 0;
  std::optional<std::int64_t> first_time_;
};

}  // namespace tintflow
