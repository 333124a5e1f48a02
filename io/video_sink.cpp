#include "io/video_sink.h"

#include <cassert>
#include <cerrno>
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

}  // namespace

VideoSink::VideoSink(std::string name, VideoOutput& output, VideoTarget target, VideoInfo input,
                     std::optional<StreamCopy> copy)
    : name_(std::move(name)),
      output_(output),
      target_(target),
      input_(std::move(input)),
      copy_(std::move(copy)),
      muxer_(target.container, output) {}

Expected<void> VideoSink::write(const Encoded& frame) {
  assert(frame.video_frame);
  if (!encoder_) open(*frame.video_frame);
  check_output(encoder_->send(frame.video_frame.get()));
  write_packets();
  if (copy_) {
    const auto start = static_cast<double>(frame.video_frame->pts);
    copy_->advance(start * av_q2d(input_.time_base), muxer_);
    check_output({});
  }
  return {};
}

void VideoSink::open(const AVFrame& first) {
  auto encoder = VideoEncoder::open(target_, input_, first, muxer_.wants_global_header());
  if (!encoder) {
    has_failed_ = true;
    throw FatalError(fmt::format("{}: {}", name_, encoder.error()));
  }
  encoder_ = std::move(*encoder);
  if (copy_) {
    notices_ = copy_->add_to(muxer_, encoder_->context(), stream_);
  } else {
    stream_ = muxer_.add_video(encoder_->context(), nullptr).index;
  }
  if (first.pts < 0) {
    muxer_.start_at_zero();
    notices_.push_back(fmt::format(
        "starts at {}: all times are moved on together, as {} knows none below zero",
        film_time(static_cast<double>(first.pts) * av_q2d(input_.time_base)), muxer_.name()));
  }
  if (const auto loss = loss_of_times(target_.container, input_.time_base)) {
    notices_.push_back(*loss);
  }
  check_output(muxer_.begin());
  is_open_ = true;
}

void VideoSink::write_packets() {
  for (;;) {
    auto packet = encoder_->receive();
    if (!packet) check_output(tl::unexpected(packet.error()));
    if (*packet == nullptr) return;
    check_output(muxer_.write(**packet, stream_, input_.time_base));
  }
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
  const auto finished = muxer_.finish();
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
