#include "cli/video_resume.h"

#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/command_error.h"
#include "io/atomic_file.h"
#include "io/errors.h"
#include "io/read_file.h"
#include "io/video_sink.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

/// States that are kept: of more segments than can be in the graph and the encoder at once.
constexpr std::uint64_t kStates = 8;

fs::path folder_beside(const fs::path& output) {
  return output.parent_path() / fmt::format(".{}.resume", output.filename().string());
}

}  // namespace

VideoResume::VideoResume(const fs::path& output, const std::string& job)
    : folder_(folder_beside(output)) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) {
    spdlog::warn("{}: {}: should this run end, it begins anew", folder_.string(), error.message());
    return;
  }
  auto packets = PacketJournal::open(folder_ / "packets", job);
  if (packets) {
    packets_ = std::move(*packets);
  } else {
    spdlog::warn("{}: should this run end, it begins anew", packets.error());
  }
}

VideoResume::~VideoResume() {
  if (!has_segments()) finish();
}

void VideoResume::connect(FilmSteps& film, bool begin_anew) {
  if (!packets_) return;
  if (!begin_anew) first_frame_ = find_boundary(film);
  if (const auto kept = packets_->keep_until(first_frame_); !kept) throw FatalError(kept.error());
  if (!film.temporal) return;
  film.at_segment = [this](std::uint64_t frame, const FilmState& state) {
    save(first_frame_ + frame, state);
  };
}

std::uint64_t VideoResume::find_boundary(FilmSteps& film) const {
  const std::vector<std::uint64_t>& boundaries = packets_->boundaries();
  for (auto frame = boundaries.rbegin(); frame != boundaries.rend(); ++frame) {
    if (!film.temporal) return *frame;
    const auto bytes = read_file(state_file(*frame));
    if (!bytes) continue;
    auto state = parse_film_state({bytes->begin(), bytes->end()});
    if (!state) continue;
    film.start = std::move(*state);
    return *frame;
  }
  return 0;
}

fs::path VideoResume::state_file(std::uint64_t frame) const {
  return folder_ / fmt::format("frame_{}.json", frame);
}

void VideoResume::save(std::uint64_t frame, const FilmState& state) const {
  const std::string text = film_state_text(state);
  const std::span bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  try {
    // Without the state, the run that goes on begins with the segment before.
    if (const auto saved = write_file_atomically(state_file(frame), bytes); !saved) return;
  } catch (const FatalError&) {
    return;  // the sink meets the full disk, too, and ends the film
  }
  std::error_code ignored;
  const std::uint64_t length = VideoSegments::usual_length;
  if (frame > kStates * length) fs::remove(state_file(frame - kStates * length), ignored);
}

void VideoResume::finish() {
  if (!packets_) return;
  packets_.reset();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

}  // namespace tintflow
