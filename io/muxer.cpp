#include "io/muxer.h"

#include <algorithm>
#include <array>
#include <string>

#include "io/ffmpeg_error.h"
#include "io/ffmpeg_log.h"

namespace tintflow {
namespace {

/// What the muxer writes anew.
constexpr std::array kContainersOwn{"major_brand",
                                    "minor_version",
                                    "compatible_brands",
                                    "encoder",
                                    "DURATION",
                                    "NUMBER_OF_BYTES",
                                    "NUMBER_OF_FRAMES",
                                    "BPS",
                                    "_STATISTICS_TAGS",
                                    "_STATISTICS_WRITING_APP",
                                    "_STATISTICS_WRITING_DATE_UTC"};

void copy_tags(AVDictionary** to, const AVDictionary* from) {
  av_dict_copy(to, from, 0);
  for (const char* own : kContainersOwn) av_dict_set(to, own, nullptr, 0);
}

/// A container writes a stream's tag where it knows it, else its own for the codec.
std::uint32_t tag_in(const AVOutputFormat& format, const AVCodecParameters& stream) {
  if (format.codec_tag == nullptr) return stream.codec_tag;
  return av_codec_get_id(format.codec_tag, stream.codec_tag) == stream.codec_id ? stream.codec_tag
                                                                                : 0;
}

void copy_chapters(AVFormatContext& to, const AVFormatContext& from) {
  if (from.nb_chapters == 0) return;
  to.chapters = static_cast<AVChapter**>(checked(av_calloc(from.nb_chapters, sizeof(AVChapter*))));
  for (unsigned i = 0; i < from.nb_chapters; ++i) {
    auto* chapter = static_cast<AVChapter*>(checked(av_mallocz(sizeof(AVChapter))));
    *chapter = *from.chapters[i];
    chapter->metadata = nullptr;
    av_dict_copy(&chapter->metadata, from.chapters[i]->metadata, 0);
    to.chapters[to.nb_chapters++] = chapter;
  }
}

}  // namespace

Muxer::Muxer(VideoContainer container, VideoOutput& output)
    : container_(container), output_(output) {
  AVFormatContext* raw = nullptr;
  avformat_alloc_output_context2(&raw, nullptr, muxer_name(container), nullptr);
  context_ = checked(OutputPtr(raw));
  context_->pb = output.io();
  context_->flags |= AVFMT_FLAG_CUSTOM_IO;
  // Sound that starts a little before the video, as AAC's does, must not move the video.
  context_->avoid_negative_ts = AVFMT_AVOID_NEG_TS_DISABLED;
  // Matroska's identifiers would be drawn by chance, and the same film be another file each time.
  if (container == VideoContainer::mkv || container == VideoContainer::webm) {
    context_->flags |= AVFMT_FLAG_BITEXACT;
  }
  // Y4M holds more than 8 bits only as an extension that everybody has.
  context_->strict_std_compliance = FF_COMPLIANCE_UNOFFICIAL;
}

bool Muxer::wants_global_header() const {
  return (context_->oformat->flags & AVFMT_GLOBALHEADER) != 0;
}

bool Muxer::can_hold(const AVCodecParameters& stream) const {
  return avformat_query_codec(context_->oformat, stream.codec_id, FF_COMPLIANCE_NORMAL) == 1;
}

AVStream& Muxer::add_video(const AVCodecContext& encoder, const AVStream* input) {
  AVStream& stream = *checked(avformat_new_stream(context_.get(), nullptr));
  avcodec_parameters_from_context(stream.codecpar, &encoder);
  stream.codecpar->codec_tag = 0;
  const bool is_quicktime = container_ == VideoContainer::mp4 || container_ == VideoContainer::mov;
  if (encoder.codec_id == AV_CODEC_ID_HEVC && is_quicktime) {
    stream.codecpar->codec_tag = MKTAG('h', 'v', 'c', '1');  // the one that Apple's players know
  }
  stream.time_base = encoder.time_base;
  stream.avg_frame_rate = encoder.framerate;
  stream.sample_aspect_ratio = encoder.sample_aspect_ratio;
  if (input != nullptr) {
    copy_tags(&stream.metadata, input->metadata);
    av_dict_set(&stream.metadata, "rotate", nullptr, 0);
    stream.disposition = input->disposition;
  }
  return stream;
}

AVStream& Muxer::add_copy(const AVStream& input) {
  AVStream& stream = *checked(avformat_new_stream(context_.get(), nullptr));
  avcodec_parameters_copy(stream.codecpar, input.codecpar);
  stream.codecpar->codec_tag = tag_in(*context_->oformat, *input.codecpar);
  stream.time_base = input.time_base;
  stream.avg_frame_rate = input.avg_frame_rate;
  stream.sample_aspect_ratio = input.sample_aspect_ratio;
  stream.disposition = input.disposition;
  copy_tags(&stream.metadata, input.metadata);
  for (int i = 0; i < input.nb_side_data; ++i) {
    const AVPacketSideData& side = input.side_data[i];
    std::uint8_t* copy = av_stream_new_side_data(&stream, side.type, side.size);
    std::copy_n(side.data, side.size, checked(copy));
  }
  return stream;
}

void Muxer::start_at_zero() { context_->avoid_negative_ts = AVFMT_AVOID_NEG_TS_MAKE_NON_NEGATIVE; }

void Muxer::copy_metadata(const AVFormatContext& input) {
  copy_tags(&context_->metadata, input.metadata);
  copy_chapters(*context_, input);
}

Expected<void> Muxer::begin() {
  const FfmpegLog log;
  const int error = avformat_write_header(context_.get(), nullptr);
  if (error >= 0) return {};
  return tl::unexpected(log.first_error().empty() ? ffmpeg_error(error) : log.first_error());
}

Expected<void> Muxer::write(AVPacket& packet, int index, AVRational time_base) {
  const FfmpegLog log;
  output_.packet_comes();
  packet.stream_index = index;
  packet.pos = -1;
  av_packet_rescale_ts(&packet, time_base,
                       context_->streams[static_cast<unsigned>(index)]->time_base);
  const int error = av_interleaved_write_frame(context_.get(), &packet);
  if (error >= 0) return {};
  return tl::unexpected(log.first_error().empty() ? ffmpeg_error(error) : log.first_error());
}

Expected<void> Muxer::finish() {
  const FfmpegLog log;
  const int error = av_write_trailer(context_.get());
  if (error >= 0) return {};
  return tl::unexpected(log.first_error().empty() ? ffmpeg_error(error) : log.first_error());
}

}  // namespace tintflow
