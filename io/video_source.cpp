#include "io/video_source.h"

#include <utility>

#include <fmt/format.h>

#include "io/video_reader.h"

namespace tintflow {
namespace {

std::string describe(const DamagedStretch& stretch, AVRational time_base) {
  const auto time = [&](std::int64_t ticks) {
    return film_time(static_cast<double>(ticks) * av_q2d(time_base));
  };
  const std::string why = " (" + stretch.reason + ")";
  if (!stretch.to) {
    return fmt::format("breaks off at {}{}", stretch.from ? time(*stretch.from) : "its start", why);
  }
  return fmt::format("damaged from {} to {}, which is left out{}",
                     stretch.from ? time(*stretch.from) : "its start", time(*stretch.to), why);
}

}  // namespace

VideoSource::VideoSource(std::unique_ptr<VideoReader> reader) : reader_(std::move(reader)) {}
VideoSource::~VideoSource() = default;

Expected<std::unique_ptr<VideoSource>> VideoSource::open(Demuxer demuxer,
                                                         const DecodeLimits& limits,
                                                         std::optional<int> cuda) {
  auto reader = VideoReader::open(std::move(demuxer), limits, cuda);
  if (!reader) return tl::unexpected(reader.error());
  std::unique_ptr<VideoSource> source(
      new VideoSource(std::make_unique<VideoReader>(std::move(*reader))));
  std::string reason = "holds no frame";
  while (auto item = source->next()) {
    source->opening_.push_back(*item);
    if (*item) return source;
    reason = "no frame of it can be decoded: " + item->error().reason;
  }
  return tl::unexpected(reason);
}

std::optional<Result<Encoded>> VideoSource::next() {
  if (info_.pixel_format != AV_PIX_FMT_NONE && opening_position_ < opening_.size()) {
    return std::move(opening_[opening_position_++]);
  }
  auto frame = reader_->next();
  if (!frame) return std::nullopt;
  const FrameId id{0, index_++};
  if (!*frame) {
    return tl::unexpected(
        Failure{id, "decode", describe(frame->error(), reader_->stream().time_base)});
  }
  if (info_.pixel_format == AV_PIX_FMT_NONE) {
    info_ = describe_video(reader_->file(), reader_->stream(), ***frame);
    if (!reader_->notice().empty()) info_.notices.push_back(reader_->notice());
  }
  return Encoded{.id = id,
                 .bytes = nullptr,
                 .size = upright_size({(**frame)->width, (**frame)->height}, info_.orientation),
                 .bit_depth = info_.depth() > 8 ? 16 : 8,
                 .video_frame = std::shared_ptr<const AVFrame>(std::move(**frame))};
}

}  // namespace tintflow
