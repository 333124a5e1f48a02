#include "io/stream_copy.h"

#include <limits>
#include <utility>

#include <fmt/format.h>

namespace tintflow {
namespace {

constexpr double kForEver = std::numeric_limits<double>::infinity();
/// Damage in a row after which nothing more is expected from the input.
constexpr int kMostErrors = 1000;

/// "track 2 (audio, aac, eng)"
std::string name_of(const AVStream& stream) {
  const char* kind = av_get_media_type_string(stream.codecpar->codec_type);
  const AVDictionaryEntry* language = av_dict_get(stream.metadata, "language", nullptr, 0);
  const bool told = language != nullptr && std::string(language->value) != "und";
  return fmt::format("track {} ({}, {}{})", stream.index, kind == nullptr ? "unknown" : kind,
                     avcodec_get_name(stream.codecpar->codec_id),
                     told ? std::string(", ") + language->value : "");
}

/// MP4 keeps chapters' titles in such a track, and the muxer makes it anew.
bool is_chapter_track(const AVStream& stream) {
  return stream.codecpar->codec_type == AVMEDIA_TYPE_DATA &&
         stream.codecpar->codec_id == AV_CODEC_ID_BIN_DATA;
}

bool is_copied_kind(const AVStream& stream, const AVOutputFormat& format) {
  switch (stream.codecpar->codec_type) {
    case AVMEDIA_TYPE_AUDIO:
    case AVMEDIA_TYPE_SUBTITLE:
      return true;
    case AVMEDIA_TYPE_ATTACHMENT:
      return std::string(format.name) == "matroska";
    case AVMEDIA_TYPE_VIDEO: {
      const std::string name = format.name;
      return (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0 && name == "mp4";
    }
    default:
      return false;
  }
}

}  // namespace

StreamCopy::StreamCopy(Demuxer input) : input_(std::move(input)) {}

std::vector<std::string> StreamCopy::add_to(Muxer& muxer, const AVCodecContext& video,
                                            int& stream_of_video) {
  std::vector<std::string> notices;
  const AVFormatContext& file = input_.context();
  const AVStream* film = input_.video();
  output_index_.assign(file.nb_streams, -1);
  for (unsigned i = 0; i < file.nb_streams; ++i) {
    const AVStream& stream = *file.streams[i];
    if (&stream == film) {
      stream_of_video = muxer.add_video(video, film).index;
    } else if (is_copied_kind(stream, muxer.format()) && muxer.can_hold(*stream.codecpar)) {
      output_index_[i] = muxer.add_copy(stream).index;
    } else if (!is_chapter_track(stream)) {
      notices.push_back(
          fmt::format("{} is left out: {} cannot hold it", name_of(stream), muxer.name()));
    }
  }
  input_.select([&](const AVStream& stream) {
    return output_index_[static_cast<std::size_t>(stream.index)] >= 0;
  });
  muxer.copy_metadata(file);
  return notices;
}

bool StreamCopy::fetch() {
  for (int errors = 0; !held_ && !at_end_;) {
    auto packet = input_.next();
    if (packet) {
      at_end_ = *packet == nullptr;
      held_ = std::move(*packet);
    } else {
      if (damage_.empty()) damage_ = packet.error();
      at_end_ = ++errors >= kMostErrors;
    }
  }
  return held_ != nullptr;
}

double StreamCopy::seconds_of(const AVPacket& packet) const {
  const std::int64_t ticks = packet.dts != AV_NOPTS_VALUE ? packet.dts : packet.pts;
  if (ticks == AV_NOPTS_VALUE) return -kForEver;
  return static_cast<double>(ticks) *
         av_q2d(input_.context().streams[packet.stream_index]->time_base);
}

void StreamCopy::advance(double seconds, Muxer& muxer) {
  while (fetch() && seconds_of(*held_) < seconds) write_held(muxer);
}

void StreamCopy::finish(Muxer& muxer) {
  while (fetch()) write_held(muxer);
}

void StreamCopy::write_held(Muxer& muxer) {
  const PacketPtr packet = std::move(held_);
  const auto from = static_cast<std::size_t>(packet->stream_index);
  const auto written =
      muxer.write(*packet, output_index_[from], input_.context().streams[from]->time_base);
  if (written) return;
  ++refused_;
  if (refusal_.empty())
    refusal_ = name_of(*input_.context().streams[from]) + ": " + written.error();
}

std::vector<std::string> StreamCopy::problems() const {
  std::vector<std::string> problems;
  if (refused_ > 0) {
    problems.push_back(
        fmt::format("{} packets beside the video are left out ({})", refused_, refusal_));
  }
  if (!damage_.empty()) {
    problems.push_back(fmt::format("sound and subtitles are damaged ({})", damage_));
  }
  return problems;
}

}  // namespace tintflow
