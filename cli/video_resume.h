#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "io/packet_journal.h"
#include "pipeline/film_steps.h"

namespace tintflow {

/// Lets a run go on with the segment in which one before it was ended. What that takes lies in a
/// hidden folder beside the output until the output is there: the encoded packets, and what the
/// last drawings of the newest segments looked like.
class VideoResume {
 public:
  /// `job`: the text of all that makes the output what it is. Where nothing can be kept, the run
  /// does without and a warning says so. Throws `UsageError` where another run makes the output.
  VideoResume(const std::filesystem::path& output, const std::string& job);
  /// Removes what nothing could go on with.
  ~VideoResume();
  VideoResume(const VideoResume&) = delete;
  VideoResume& operator=(const VideoResume&) = delete;

  /// Takes up what an ended run has left: afterwards `film` begins with that state, and keeps its
  /// own. `begin_anew`: whatever there is.
  void connect(FilmSteps& film, bool begin_anew);

  /// The film's frame that the run begins with.
  [[nodiscard]] std::uint64_t first_frame() const { return first_frame_; }
  /// True where another run could go on.
  [[nodiscard]] bool has_segments() const { return packets_ && !packets_->boundaries().empty(); }
  /// Null where nothing can be kept.
  [[nodiscard]] PacketJournal* packets() const { return packets_.get(); }

  /// Removes all, when the output is finished.
  void finish();

 private:
  [[nodiscard]] std::filesystem::path state_file(std::uint64_t frame) const;
  /// The newest boundary whose state is known, which becomes the film's.
  [[nodiscard]] std::uint64_t find_boundary(FilmSteps& film) const;
  void save(std::uint64_t frame, const FilmState& state) const;

  const std::filesystem::path folder_;
  std::unique_ptr<PacketJournal> packets_;
  std::uint64_t first_frame_ = 0;
};

}  // namespace tintflow
