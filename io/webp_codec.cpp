#include "io/webp_codec.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <webp/decode.h>
#include <webp/demux.h>
#include <webp/encode.h>
#include <webp/mux.h>

#include "io/channels.h"
#include "io/exif.h"
#include "io/notices.h"
#include "io/resolution.h"

namespace tintflow {
namespace {

struct DeleteDemuxer {
  void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
};

/// An open container, its canvas and its first frame, which may cover only a part of the canvas.
class WebpFile {
 public:
  static Expected<WebpFile> open(std::span<const std::uint8_t> bytes) {
    const WebPData data{bytes.data(), bytes.size()};
    WebpFile file;
    file.demuxer_.reset(WebPDemux(&data));
    if (!file.demuxer_) return tl::unexpected(damaged());
    return file;
  }

  static std::string damaged() {
    return "damaged or incomplete WebP: export or copy the file again";
  }

  [[nodiscard]] cv::Size canvas() const {
    return {static_cast<int>(WebPDemuxGetI(demuxer_.get(), WEBP_FF_CANVAS_WIDTH)),
            static_cast<int>(WebPDemuxGetI(demuxer_.get(), WEBP_FF_CANVAS_HEIGHT))};
  }

  [[nodiscard]] bool is_animated() const {
    return WebPDemuxGetI(demuxer_.get(), WEBP_FF_FRAME_COUNT) > 1;
  }

  /// Content of the first chunk of that name; empty where there is none.
  [[nodiscard]] Bytes chunk(const char* name) const {
    WebPChunkIterator found{};
    if (WebPDemuxGetChunk(demuxer_.get(), name, 1, &found) == 0) return {};
    Bytes content(found.chunk.bytes, found.chunk.bytes + found.chunk.size);
    WebPDemuxReleaseChunkIterator(&found);
    return content;
  }

  /// The canvas as RGBA with the first frame on it, transparent elsewhere.
  [[nodiscard]] std::optional<cv::Mat> first_frame() const {
    WebPIterator frame{};
    if (WebPDemuxGetFrame(demuxer_.get(), 1, &frame) == 0) return std::nullopt;
    cv::Mat pixels = cv::Mat::zeros(canvas(), CV_8UC4);
    const cv::Rect inside(frame.x_offset, frame.y_offset, frame.width, frame.height);
    cv::Mat part = pixels(inside);
    const bool decoded = WebPDecodeRGBAInto(frame.fragment.bytes, frame.fragment.size, part.data,
                                            part.step * part.rows - inside.x * part.elemSize(),
                                            static_cast<int>(part.step)) != nullptr;
    WebPDemuxReleaseIterator(&frame);
    if (!decoded) return std::nullopt;
    return pixels;
  }

 private:
  std::unique_ptr<WebPDemuxer, DeleteDemuxer> demuxer_;
};

struct Writer : WebPMemoryWriter {
  Writer() { WebPMemoryWriterInit(this); }
  ~Writer() { WebPMemoryWriterClear(this); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
};

struct EncoderPicture : WebPPicture {
  EncoderPicture() { WebPPictureInit(this); }
  ~EncoderPicture() { WebPPictureFree(this); }
  EncoderPicture(const EncoderPicture&) = delete;
  EncoderPicture& operator=(const EncoderPicture&) = delete;
};

struct DeleteMux {
  void operator()(WebPMux* mux) const { WebPMuxDelete(mux); }
};

/// Puts color profile and resolution beside an encoded picture.
std::optional<Bytes> with_metadata(const Writer& encoded, const PictureMetadata& metadata) {
  constexpr int refer = 0;  // the chunks' content outlives the mux
  const std::unique_ptr<WebPMux, DeleteMux> mux(WebPMuxNew());
  if (!mux) throw std::bad_alloc();
  const WebPData picture{encoded.mem, encoded.size};
  bool done = WebPMuxSetImage(mux.get(), &picture, refer) == WEBP_MUX_OK;
  const auto add = [&](const char* name, const Bytes& content) {
    const WebPData data{content.data(), content.size()};
    done = done && WebPMuxSetChunk(mux.get(), name, &data, refer) == WEBP_MUX_OK;
  };
  if (metadata.icc_profile) add("ICCP", *metadata.icc_profile);
  Bytes exif;
  if (is_plausible(metadata.resolution)) {
    exif = exif_of_resolution(metadata.resolution);
    add("EXIF", exif);
  }
  WebPData file{};
  if (!done || WebPMuxAssemble(mux.get(), &file) != WEBP_MUX_OK) return std::nullopt;
  Bytes bytes(file.bytes, file.bytes + file.size);
  WebPDataClear(&file);
  return bytes;
}

}  // namespace

Expected<ImageInfo> probe_webp(std::span<const std::uint8_t> bytes) {
  const auto file = WebpFile::open(bytes);
  if (!file) return tl::unexpected(file.error());
  const Orientation orientation = read_exif(file->chunk("EXIF")).orientation;
  return ImageInfo{ImageFormat::webp, upright_size(file->canvas(), orientation), 8};
}

Expected<Picture> decode_webp(std::span<const std::uint8_t> bytes) {
  const auto file = WebpFile::open(bytes);
  if (!file) return tl::unexpected(file.error());
  const auto pixels = file->first_frame();
  if (!pixels) return tl::unexpected(WebpFile::damaged());
  const ExifFacts exif = read_exif(file->chunk("EXIF"));
  Picture picture = picture_of_channels(*pixels);
  picture.metadata.resolution = exif.resolution;
  Bytes profile = file->chunk("ICCP");
  if (!profile.empty()) {
    picture.metadata.icc_profile = std::make_shared<const Bytes>(std::move(profile));
  }
  if (file->is_animated()) picture.metadata.notices.emplace_back(kFirstFrameNotice);
  return turn_upright(picture, exif.orientation);
}

Expected<Bytes> encode_webp(const Picture& picture, int quality) {
  if (picture.pixels.cols > WEBP_MAX_DIMENSION || picture.pixels.rows > WEBP_MAX_DIMENSION) {
    return tl::unexpected(
        fmt::format("WebP holds at most {0} x {0} pixels: choose png or a smaller output size",
                    WEBP_MAX_DIMENSION));
  }
  const cv::Mat pixels = interleaved_channels(picture);
  WebPConfig config;
  Writer output;
  EncoderPicture input;
  WebPConfigPreset(&config, WEBP_PRESET_DRAWING, static_cast<float>(quality));
  input.width = pixels.cols;
  input.height = pixels.rows;
  input.writer = WebPMemoryWrite;
  input.custom_ptr = &output;
  const auto import = pixels.channels() == 4 ? WebPPictureImportRGBA : WebPPictureImportRGB;
  if (import(&input, pixels.data, static_cast<int>(pixels.step)) == 0 ||
      WebPEncode(&config, &input) == 0) {
    return tl::unexpected(
        fmt::format("WebP encoder failed with error {}", static_cast<int>(input.error_code)));
  }
  if (!picture.metadata.icc_profile && !is_plausible(picture.metadata.resolution)) {
    return Bytes(output.mem, output.mem + output.size);
  }
  auto file = with_metadata(output, picture.metadata);
  if (!file) {
    return tl::unexpected<std::string>("WebP cannot hold the picture's color profile: choose png");
  }
  return *std::move(file);
}

}  // namespace tintflow
