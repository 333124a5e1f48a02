#include "io/ffmpeg_codec.h"

#include <algorithm>
#include <climits>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "io/channels.h"
#include "io/ffmpeg_error.h"
#include "io/ffmpeg_handles.h"
#include "io/ffmpeg_log.h"
#include "io/file_facts.h"
#include "io/psd_resources.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace tintflow {
namespace {

using namespace std::string_view_literals;

AVCodecID codec_of(ImageFormat format) {
  switch (format) {
    case ImageFormat::bmp:
      return AV_CODEC_ID_BMP;
    case ImageFormat::gif:
      return AV_CODEC_ID_GIF;
    case ImageFormat::tiff:
      return AV_CODEC_ID_TIFF;
    case ImageFormat::tga:
      return AV_CODEC_ID_TARGA;
    case ImageFormat::pnm:
      return AV_CODEC_ID_PPM;  // decodes its siblings PBM, PGM and PAM as well
    case ImageFormat::jpeg2000:
      return AV_CODEC_ID_JPEG2000;
    case ImageFormat::psd:
      return AV_CODEC_ID_PSD;
    case ImageFormat::qoi:
      return AV_CODEC_ID_QOI;
    default:
      return AV_CODEC_ID_NONE;
  }
}

struct Header {
  cv::Size size;
  AVPixelFormat format = AV_PIX_FMT_NONE;
};

/// Takes the place of the decoder's allocator: notes what it is asked for, and refuses.
int note_header(AVCodecContext* context, AVFrame* frame, int /*flags*/) {
  *static_cast<Header*>(context->opaque) = {{frame->width, frame->height},
                                            static_cast<AVPixelFormat>(frame->format)};
  return AVERROR_EXIT;
}

/// Also takes the place of the decoder's allocator, for TIFF: from the pixels on, errors count.
/// Were they to count before, the decoder would refuse tags that it does not know.
int allocate_and_be_strict(AVCodecContext* context, AVFrame* frame, int flags) {
  context->err_recognition |= AV_EF_EXPLODE;
  return avcodec_default_get_buffer2(context, frame, flags);
}

/// What to decode, and how far.
struct Task {
  std::span<const std::uint8_t> bytes;
  ImageFormat format = ImageFormat::bmp;
  /// Of a TIFF file; else none.
  std::optional<TiffDirectory> tiff_page = {};
  /// Beyond it, the decoder gives up before it takes memory.
  std::int64_t max_pixels = INT_MAX;
  /// Set if only the header is wanted, which is put here.
  Header* header = nullptr;
};

/// Decodes one frame; null and an FFmpeg error code where there is none.
std::pair<FramePtr, int> run_decoder(const Task& task) {
  const AVCodec* codec = avcodec_find_decoder(codec_of(task.format));
  if (codec == nullptr) return {nullptr, AVERROR_DECODER_NOT_FOUND};
  const auto context = checked(CodecContextPtr(avcodec_alloc_context3(codec)));
  context->thread_count = 1;
  context->max_pixels = task.max_pixels;
  context->err_recognition = AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER;
  if (task.format == ImageFormat::tiff) {
    context->get_buffer2 = allocate_and_be_strict;
  } else {
    context->err_recognition |= AV_EF_EXPLODE;
  }
  if (task.header != nullptr) {
    context->opaque = task.header;
    context->get_buffer2 = note_header;
  }
  int error = avcodec_open2(context.get(), codec, nullptr);
  if (error < 0) return {nullptr, error};

  const auto packet = checked(PacketPtr(av_packet_alloc()));
  error =
      av_new_packet(packet.get(), static_cast<int>(task.bytes.size()));  // padded, unlike `bytes`
  if (error < 0) return {nullptr, error};
  std::ranges::copy(task.bytes, packet->data);
  if (task.tiff_page) make_first({packet->data, task.bytes.size()}, *task.tiff_page);
  packet->flags |= AV_PKT_FLAG_KEY;

  auto frame = checked(FramePtr(av_frame_alloc()));
  error = avcodec_send_packet(context.get(), packet.get());
  if (error >= 0) error = avcodec_send_packet(context.get(), nullptr);
  if (error >= 0) error = avcodec_receive_frame(context.get(), frame.get());
  if (error < 0) return {nullptr, error};
  return {std::move(frame), 0};
}

struct Layout {
  AVPixelFormat ffmpeg_format;
  int cv_type;
};

/// Nearest format that `picture_of_channels` takes; loses no bit and no channel.
Layout layout_of(AVPixelFormat source) {
  const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(source);
  const bool deep = description->comp[0].depth > 8;
  const bool alpha = (description->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
  const bool colored = (description->flags & (AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_RGB)) != 0 ||
                       description->nb_components > 2;
  if (colored && alpha) {
    return deep ? Layout{AV_PIX_FMT_RGBA64, CV_16UC4} : Layout{AV_PIX_FMT_RGBA, CV_8UC4};
  }
  if (colored) {
    return deep ? Layout{AV_PIX_FMT_RGB48, CV_16UC3} : Layout{AV_PIX_FMT_RGB24, CV_8UC3};
  }
  if (alpha) {
    return deep ? Layout{AV_PIX_FMT_YA16, CV_16UC2} : Layout{AV_PIX_FMT_YA8, CV_8UC2};
  }
  return deep ? Layout{AV_PIX_FMT_GRAY16, CV_16UC1} : Layout{AV_PIX_FMT_GRAY8, CV_8UC1};
}

Expected<Picture> convert(const AVFrame& frame) {
  const auto source_format = static_cast<AVPixelFormat>(frame.format);
  const Layout layout = layout_of(source_format);
  // swscale may write beyond a row's end, so that the target needs FFmpeg's own padding.
  const auto target = checked(FramePtr(av_frame_alloc()));
  target->width = frame.width;
  target->height = frame.height;
  target->format = layout.ffmpeg_format;
  if (av_frame_get_buffer(target.get(), 0) < 0) throw std::bad_alloc();

  const SwsContextPtr scaler(sws_getContext(
      frame.width, frame.height, source_format, frame.width, frame.height, layout.ffmpeg_format,
      SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP | SWS_BITEXACT, nullptr, nullptr,
      nullptr));
  if (!scaler) {
    return tl::unexpected(fmt::format("pixels of the kind {} cannot be converted to RGB",
                                      av_get_pix_fmt_name(source_format)));
  }
  const int* bt601 = sws_getCoefficients(SWS_CS_ITU601);
  const int full_range = 1, one = 1 << 16;
  sws_setColorspaceDetails(scaler.get(), bt601, full_range, bt601, full_range, 0, one, one);
  if (sws_scale(scaler.get(), frame.data, frame.linesize, 0, frame.height, target->data,
                target->linesize) != frame.height) {
    return tl::unexpected<std::string>("the picture could not be converted to RGB");
  }
  const cv::Mat pixels(frame.height, frame.width, layout.cv_type, target->data[0],
                       static_cast<std::size_t>(target->linesize[0]));
  return picture_of_channels(
      layout.cv_type == CV_8UC3 || layout.cv_type == CV_16UC3 ? pixels.clone() : pixels);
}

std::string damaged(ImageFormat format, std::string_view reason) {
  return fmt::format("damaged or unusual {} ({}): export it as PNG", format_name(format), reason);
}

/// True where the mark that ends a file is missing. These two decoders leave missing pixels black
/// without a word; the others notice themselves.
bool is_cut_off(std::span<const std::uint8_t> bytes, ImageFormat format) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (format == ImageFormat::gif) {
    const std::size_t last = text.find_last_not_of('\0');  // some programs add padding
    return last == std::string_view::npos || text[last] != ';';
  }
  return format == ImageFormat::qoi && !text.ends_with("\0\0\0\0\0\0\0\x01"sv);
}

/// FFmpeg's decoder unpacks a Photoshop file before it asks for a frame, and forgets to free that
/// where it gets none, so that its header is read here.
Expected<ImageInfo> probe_psd(std::span<const std::uint8_t> bytes) {
  const auto header = psd_header(bytes);
  if (!header) return tl::unexpected(damaged(ImageFormat::psd, "its header is no picture's"));
  return ImageInfo{ImageFormat::psd, header->size, header->depth > 8 ? 16 : 8};
}

/// The profile that the decoder found; null where it found none.
std::shared_ptr<const Bytes> color_profile(const AVFrame& frame) {
  const auto* data = av_frame_get_side_data(&frame, AV_FRAME_DATA_ICC_PROFILE);
  return data == nullptr ? nullptr
                         : std::make_shared<const Bytes>(data->data, data->data + data->size);
}

}  // namespace

Expected<ImageInfo> probe_with_ffmpeg(std::span<const std::uint8_t> bytes, ImageFormat format) {
  if (format == ImageFormat::psd) return probe_psd(bytes);
  const auto facts = read_file_facts(bytes, format);
  if (!facts) return tl::unexpected(damaged(format, facts.error()));
  const FfmpegLog log;
  Header header;
  const int error =
      run_decoder(
          {.bytes = bytes, .format = format, .tiff_page = facts->tiff_page, .header = &header})
          .second;
  if (header.format == AV_PIX_FMT_NONE) {
    return tl::unexpected(
        damaged(format, log.first_error().empty() ? ffmpeg_error(error) : log.first_error()));
  }
  const bool deep = av_pix_fmt_desc_get(header.format)->comp[0].depth > 8;
  return ImageInfo{format, upright_size(header.size, facts->orientation), deep ? 16 : 8};
}

Expected<Picture> decode_with_ffmpeg(std::span<const std::uint8_t> bytes, ImageFormat format,
                                     std::int64_t max_pixels) {
  if (is_cut_off(bytes, format)) return tl::unexpected(damaged(format, "its end is missing"));
  const auto facts = read_file_facts(bytes, format);
  if (!facts) return tl::unexpected(damaged(format, facts.error()));
  const FfmpegLog log;
  const auto [frame, error] = run_decoder(
      {.bytes = bytes, .format = format, .tiff_page = facts->tiff_page, .max_pixels = max_pixels});
  if (!log.first_error().empty()) return tl::unexpected(damaged(format, log.first_error()));
  if (!frame) return tl::unexpected(damaged(format, ffmpeg_error(error)));
  const bool corrupt =
      (frame->flags & AV_FRAME_FLAG_CORRUPT) != 0 || frame->decode_error_flags != 0;
  if (corrupt) return tl::unexpected(damaged(format, "pixels are missing"));
  auto picture = convert(*frame);
  if (!picture) return picture;
  picture->metadata = facts->metadata;
  if (!picture->metadata.icc_profile) picture->metadata.icc_profile = color_profile(*frame);
  return turn_upright(*picture, facts->orientation);
}

}  // namespace tintflow
