#include "io/video_reader.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace tintflow {
namespace {

/// Errors of the container in a row after which nothing more is expected from it.
constexpr int kMostContainerErrors = 1000;

bool is_encrypted(const AVStream& stream) {
  return stream.codecpar->codec_tag == MKTAG('e', 'n', 'c', 'v') ||
         av_stream_get_side_data(&stream, AV_PKT_DATA_ENCRYPTION_INIT_INFO, nullptr) != nullptr ||
         av_dict_get(stream.metadata, "enc_key_id", nullptr, 0) != nullptr;
}

std::int64_t usual_duration(const AVStream& stream) {
  const AVRational rate =
      stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : stream.r_frame_rate;
  if (rate.num <= 0 || rate.den <= 0) return 1;
  return std::max<std::int64_t>(1, av_rescale_q(1, av_inv_q(rate), stream.time_base));
}

}  // namespace

Expected<VideoReader> VideoReader::open(Demuxer demuxer, const DecodeLimits& limits,
                                        std::optional<int> cuda) {
  const AVStream* stream = demuxer.video();
  if (stream == nullptr) return tl::unexpected(std::string("holds no video"));
  if (is_encrypted(*stream)) {
    return tl::unexpected(std::string("its video is encrypted: remove the protection first"));
  }
  demuxer.select([&](const AVStream& one) { return one.index == stream->index; });
  auto decoder = VideoDecoder::open(*stream, limits, cuda);
  if (!decoder) return tl::unexpected(decoder.error());
  return VideoReader(std::move(demuxer), std::move(*decoder));
}

VideoReader::VideoReader(Demuxer demuxer, VideoDecoder decoder)
    : demuxer_(std::move(demuxer)),
      decoder_(std::move(decoder)),
      usual_duration_(usual_duration(*demuxer_.video())) {}

std::optional<tl::expected<FramePtr, DamagedStretch>> VideoReader::next() {
  if (frame_behind_) return std::move(frame_behind_);
  for (;;) {
    auto received = decoder_.receive();
    if (!received) {
      note_damage(received.error());
      continue;
    }
    FramePtr frame = std::move(*received);
    if (!frame && at_end_) {
      const auto stretch = last_stretch();
      damage_.reset();
      packets_ = 0;
      if (stretch) return tl::unexpected(*stretch);
      return std::nullopt;
    }
    if (!frame) {
      feed_decoder();
      continue;
    }
    settle_time(*frame);
    if (last_start_ && frame->best_effort_timestamp <= *last_start_) {
      note_damage("a frame is not later than the one before");
      continue;
    }
    const auto end_before = last_start_ ? std::optional(last_end_) : std::nullopt;
    last_start_ = frame->best_effort_timestamp;
    last_end_ = *last_start_ + frame->pkt_duration;
    if (damage_) {
      frame_behind_ = std::move(frame);
      return tl::unexpected(
          DamagedStretch{*std::exchange(damage_, std::nullopt), end_before, last_start_});
    }
    return frame;
  }
}

void VideoReader::feed_decoder() {
  auto packet = demuxer_.next();
  if (!packet) {
    note_damage(packet.error());
    decoder_.lose_packet();
    if (++container_errors_ < kMostContainerErrors) return;
    packet = PacketPtr();
  }
  at_end_ = *packet == nullptr;
  if (!at_end_) {
    ++packets_;
    container_errors_ = 0;
    if (av_packet_get_side_data(packet->get(), AV_PKT_DATA_ENCRYPTION_INFO, nullptr) != nullptr) {
      return note_damage("it is encrypted: remove the protection first");
    }
    if (((*packet)->flags & AV_PKT_FLAG_CORRUPT) != 0) {
      note_damage("a part of the file is missing");
      return decoder_.lose_packet();
    }
  }
  if (auto sent = decoder_.send(packet->get()); !sent) note_damage(sent.error());
}

void VideoReader::settle_time(AVFrame& frame) const {
  if (frame.pkt_duration <= 0) frame.pkt_duration = usual_duration_;
  if (frame.best_effort_timestamp == AV_NOPTS_VALUE) {
    frame.best_effort_timestamp = last_start_ ? last_end_ : 0;
  }
}

void VideoReader::note_damage(const std::string& reason) {
  if (!damage_) damage_ = reason;
}

std::optional<DamagedStretch> VideoReader::last_stretch() const {
  const auto from = last_start_ ? std::optional(last_end_) : std::nullopt;
  if (damage_) return DamagedStretch{*damage_, from, std::nullopt};
  const std::int64_t missing = stream().nb_frames - packets_;
  if (packets_ == 0 || missing <= 0) return std::nullopt;
  return DamagedStretch{fmt::format("{} frames of its index are missing", missing), from,
                        std::nullopt};
}

}  // namespace tintflow
