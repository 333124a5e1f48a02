#include "io/demuxer.h"

#include <array>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "io/descriptor_input.h"
#include "io/ffmpeg_error.h"
#include "io/ffmpeg_log.h"

extern "C" {
#include <libavutil/display.h>
#include <libavutil/pixdesc.h>
}

namespace tintflow {
namespace {

/// Playlists and manifests would make the demuxer read other files; devices are none of its
/// business.
constexpr const char* kFormats =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,yuv4mpegpipe,mpegts,mpeg,mpegvideo,flv,ogg,mxf,asf,"
    "gif,nut,ivf,h264,hevc,obu,av1,rm,dv,swf,wtv,apng,m4v,gxf,vob,ea,bink,smk,roq,nsv,film_cpk,amv";

tl::unexpected<std::string> cannot_open(int error, const FfmpegLog& log) {
  std::string reason = ffmpeg_error(error);
  if (!log.first_error().empty()) reason += " (" + log.first_error() + ")";
  if (error == AVERROR_INVALIDDATA) {
    reason += ": it is damaged, cut off or no video; copy or export it again";
  }
  return tl::unexpected(reason);
}

/// `format`: null for what the content shows. `options` are the demuxer's; those that it does not
/// know stay.
Expected<InputPtr> open_context(const char* url, AVIOContext* io, const AVInputFormat* format,
                                AVDictionary** options) {
  const FfmpegLog log;
  AVFormatContext* raw = checked(avformat_alloc_context());
  raw->pb = io;
  av_dict_set(options, "protocol_whitelist", "file", 0);
  // Frees `raw` where it fails.
  int error = avformat_open_input(&raw, url, format, options);
  if (error < 0) return cannot_open(error, log);
  InputPtr context(raw);
  error = avformat_find_stream_info(context.get(), nullptr);
  if (error < 0) return cannot_open(error, log);
  return context;
}

Expected<InputPtr> open_by_content(const char* url, AVIOContext* io) {
  AVDictionary* options = nullptr;
  av_dict_set(&options, "format_whitelist", kFormats, 0);
  auto context = open_context(url, io, nullptr, &options);
  av_dict_free(&options);
  return context;
}

Expected<InputPtr> open_raw(AVIOContext* io, const RawVideo& raw) {
  AVDictionary* options = nullptr;
  const auto set = [&](const char* name, const std::string& value) {
    av_dict_set(&options, name, value.c_str(), 0);
  };
  set("video_size", fmt::format("{}x{}", raw.size.width, raw.size.height));
  set("pixel_format", av_get_pix_fmt_name(raw.format));
  set("framerate", fmt::format("{}/{}", raw.rate.num, raw.rate.den));
  auto context = open_context(nullptr, io, av_find_input_format("rawvideo"), &options);
  av_dict_free(&options);
  // FFmpeg would estimate it, which takes some frames.
  if (context) (*context)->streams[0]->avg_frame_rate = raw.rate;
  return context;
}

}  // namespace

Demuxer::Demuxer(InputPtr context, std::unique_ptr<DescriptorInput> input)
    : input_(std::move(input)), context_(std::move(context)) {}
Demuxer::Demuxer(Demuxer&&) noexcept = default;
Demuxer& Demuxer::operator=(Demuxer&& other) noexcept {
  context_ = std::move(other.context_);
  input_ = std::move(other.input_);
  return *this;
}
Demuxer::~Demuxer() = default;

Expected<Demuxer> Demuxer::open(const std::filesystem::path& file) {
  // The prefix keeps names such as "a:b.mp4" from being taken as a protocol.
  auto context = open_by_content(("file:" + file.string()).c_str(), nullptr);
  if (!context) return tl::unexpected(context.error());
  return Demuxer(std::move(*context), nullptr);
}

Expected<Demuxer> Demuxer::open(std::unique_ptr<DescriptorInput> input) {
  auto context = open_by_content(nullptr, input->io());
  if (!context) return tl::unexpected(context.error());
  return Demuxer(std::move(*context), std::move(input));
}

Expected<Demuxer> Demuxer::open(std::unique_ptr<DescriptorInput> input, const RawVideo& raw) {
  auto context = open_raw(input->io(), raw);
  if (!context) return tl::unexpected(context.error());
  return Demuxer(std::move(*context), std::move(input));
}

const AVStream* Demuxer::video() const {
  const int best = av_find_best_stream(context_.get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
  if (best < 0) return nullptr;
  const AVStream* stream = context_->streams[best];
  constexpr int no_film = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS;
  return (stream->disposition & no_film) != 0 ? nullptr : stream;
}

void Demuxer::select(const std::function<bool(const AVStream&)>& wanted) {
  for (unsigned i = 0; i < context_->nb_streams; ++i) {
    AVStream* stream = context_->streams[i];
    stream->discard = wanted(*stream) ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  }
}

Expected<PacketPtr> Demuxer::next() {
  const FfmpegLog log;
  auto packet = checked(PacketPtr(av_packet_alloc()));
  for (;;) {
    const int error = av_read_frame(context_.get(), packet.get());
    if (error == AVERROR(EAGAIN)) continue;
    if (error == AVERROR_EOF) {
      if (!log.first_error().empty()) return tl::unexpected(log.first_error());
      return nullptr;
    }
    if (error < 0) {
      return tl::unexpected(log.first_error().empty() ? ffmpeg_error(error) : log.first_error());
    }
    if (context_->streams[packet->stream_index]->discard != AVDISCARD_ALL) return packet;
    av_packet_unref(packet.get());
  }
}

std::optional<Orientation> orientation_of(const AVStream& stream) {
  const auto* side = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, nullptr);
  if (side == nullptr) return 1;
  // The matrix maps stored (x, y) to shown (a x + c y, b x + d y), in 16.16 fixed point.
  std::array<std::int32_t, 9> matrix{};
  std::memcpy(matrix.data(), side, sizeof(matrix));
  const auto sign = [](std::int32_t value) { return (value > 0) - (value < 0); };
  const std::array<int, 4> turn{sign(matrix[0]), sign(matrix[1]), sign(matrix[3]), sign(matrix[4])};
  struct Turn {
    std::array<int, 4> matrix;
    Orientation orientation;
  };
  constexpr std::array turns{
      Turn{{1, 0, 0, 1}, 1},   Turn{{-1, 0, 0, 1}, 2}, Turn{{-1, 0, 0, -1}, 3},
      Turn{{1, 0, 0, -1}, 4},  Turn{{0, 1, 1, 0}, 5},  Turn{{0, 1, -1, 0}, 6},
      Turn{{0, -1, -1, 0}, 7}, Turn{{0, -1, 1, 0}, 8},
  };
  for (const Turn& known : turns) {
    if (known.matrix == turn) return known.orientation;
  }
  return std::nullopt;
}

}  // namespace tintflow
