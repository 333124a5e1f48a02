#include "io/video_sink.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "io/errors.h"
#include "io/write_error.h"

namespace tintflow {
namespace {

/// What a container cannot say of times in ticks of `time_base`.
std::optional<std::string> loss_of_times(VideoContainer container, AVRational time_base) {
  const auto holds = [&](std::int64_t ticks) { return ticks * time_base.num % time_base.den == 0; };
  switch (container) {
    case VideoContainer::mkv:
    case VideoContainer::webm:
      if (holds(1000)) return std::nullopt;
      return std::string(container_name(container)) + " rounds times to milliseconds";
    case VideoContainer::gif:
      if (holds(100)) return std::nullopt;
      return "GIF rounds times to hundredths of a second";
    default:
      return std::nullopt;
  }
}

/// The others hold no more than one picture, or have nothing to go on from.
bool has_segments(VideoCodec codec) {
  return codec != VideoCodec::gif && codec != VideoCodec::raw && codec != VideoCodec::rawvideo;
}

std::span<const std::uint8_t> header_of(const AVCodecContext& encoder) {
  return {encoder.extradata, static_cast<std::size_t>(encoder.extradata_size)};
}

}  // namespace

VideoSink::VideoSink(std::string name, VideoOutput& output, VideoTarget target, VideoInfo input,
                     std::optional<StreamCopy> copy, VideoSegments segments)
    : name_(std::move(name)),
      output_(output),
      target_(target),
      input_(std::move(input)),
      copy_(std::move(copy)),
      segments_(segments),
      muxer_(target.container, output) {}

Expected<void> VideoSink::write(const Encoded& frame) {
  assert(frame.video_frame);
  const std::uint64_t segment = (segments_.first_frame + frame.id.index) / segments_.length;
  if (!encoder_) {
    segment_ = segment;
    open(*frame.video_frame);
  } else if (segment != segment_ && has_segments(target_.codec)) {
    begin_segment(segment, *frame.video_frame);
  }
  check_output(encoder_->send(frame.video_frame.get()));
  write_packets();
  const std::int64_t time = frame.video_frame->pts;
  keep([&](PacketJournal& journal) { return journal.append_frame(time); });
  advance(time);
  return {};
}

VideoEncoder VideoSink::open_encoder(const AVFrame& first) {
  auto encoder = VideoEncoder::open(target_, input_, first, muxer_.wants_global_header());
  if (encoder) return std::move(*encoder);
  has_failed_ = true;
  throw FatalError(fmt::format("{}: {}", name_, encoder.error()));
}

void VideoSink::open(const AVFrame& first) {
  encoder_ = open_encoder(first);
  if (copy_) {
    notices_ = copy_->add_to(muxer_, encoder_->context(), stream_);
  } else {
    stream_ = muxer_.add_video(encoder_->context(), nullptr).index;
  }
  const bool goes_on = segments_.first_frame > 0;
  const std::int64_t start = goes_on ? segments_.journal->first_time().value_or(0) : first.pts;
  if (start < 0) {
    muxer_.start_at_zero();
    notices_.push_back(fmt::format(
        "starts at {}: all times are moved on together, as {} knows none below zero",
        film_time(static_cast<double>(start) * av_q2d(input_.time_base)), muxer_.name()));
  }
  if (const auto loss = loss_of_times(target_.container, input_.time_base)) {
    notices_.push_back(*loss);
  }
  check_output(muxer_.begin());
  is_open_ = true;
  if (goes_on) {
    replay();
  } else {
    keep([&](PacketJournal& journal) {
      return journal.append_header(header_of(encoder_->context()));
    });
  }
}

void VideoSink::replay() {
  const auto check_header = [&](std::span<const std::uint8_t> header) {
    if (std::ranges::equal(header, header_of(encoder_->context()))) return;
    throw FatalError(name_ +
                     ": this encoder cannot go on with what an ended run has left; -y begins anew");
  };
  PacketJournal* const journal = std::exchange(segments_.journal, nullptr);  // has all of it
  const auto replayed =
      journal->replay({.header = check_header,
                       .packet = [&](PacketPtr packet) { write_packet(std::move(packet)); },
                       .frame = [&](std::int64_t time) { advance(time); }});
  if (!replayed) throw FatalError(replayed.error() + "; -y begins anew");
  segments_.journal = journal;
}

void VideoSink::begin_segment(std::uint64_t segment, const AVFrame& first) {
  check_output(encoder_->send(nullptr));
  write_packets();
  segment_ = segment;
  keep([&](PacketJournal& journal) { return journal.append_boundary(segment * segments_.length); });
  encoder_ = open_encoder(first);
}

void VideoSink::write_packets() {
  for (;;) {
    auto packet = encoder_->receive();
    if (!packet) check_output(tl::unexpected(packet.error()));
    if (*packet == nullptr) return;
    // An encoder takes decoding times from before its first frame, where the one before has been.
    if ((*packet)->dts != AV_NOPTS_VALUE && (*packet)->dts <= last_decoding_time_) {
      (*packet)->dts = last_decoding_time_ + 1;
    }
    write_packet(std::move(*packet));
  }
}

void VideoSink::write_packet(PacketPtr packet) {
  last_decoding_time_ = std::max(last_decoding_time_, packet->dts);
  keep([&](PacketJournal& journal) { return journal.append_packet(*packet); });
  check_output(muxer_.write(*packet, stream_, input_.time_base));
}

void VideoSink::advance(std::int64_t time) {
  if (!copy_) return;
  copy_->advance(static_cast<double>(time) * av_q2d(input_.time_base), muxer_);
  check_output({});
}

void VideoSink::keep(const std::function<Expected<void>(PacketJournal&)>& append) {
  if (segments_.journal == nullptr) return;
  const Expected<void> kept = append(*segments_.journal);
  if (kept) return;
  notices_.push_back(kept.error() + ": should this run end, it begins anew");
  (void)segments_.journal->keep_until(0);
  segments_.journal = nullptr;
}

void VideoSink::check_output(const Expected<void>& done) {
  const int error = output_.is_full() ? ENOSPC : output_.error();
  if (error == 0 && done) return;
  has_failed_ = true;
  if (error != 0) throw FatalError(write_error(name_, error));
  throw FatalError(fmt::format("{}: {}", name_, done.error()));
}

Expected<void> VideoSink::finish(Ending ending) {
  if (!is_open_) return tl::unexpected(std::string("no frame was written"));
  if (!has_failed_) {
    try {
      check_output(encoder_->send(nullptr));
      write_packets();
      if (copy_ && ending == Ending::whole) copy_->finish(muxer_);
      check_output({});
    } catch (const FatalError&) {
      (void)muxer_.finish();
      throw;
    }
  }
  auto finished = muxer_.finish();
  if (output_.error() != 0) return tl::unexpected(write_error(name_, output_.error()));
  return finished;
}

std::vector<std::string> VideoSink::notices() const {
  std::vector<std::string> notices = notices_;
  if (!copy_) return notices;
  for (std::string& problem : copy_->problems()) notices.push_back(std::move(problem));
  return notices;
}

}  // namespace tintflow
