#include "io/jpeg_xl_codec.h"

#include <memory>
#include <new>
#include <string>
#include <utility>

#include <jxl/decode_cxx.h>
// Only for JxlColorEncodingSetToSRGB.
#include <jxl/encode.h>

#include "io/channels.h"
#include "io/notices.h"

namespace tintflow {
namespace {

std::string damaged() { return "damaged or incomplete JPEG XL: export or copy the file again"; }

/// A decoder of whole files, driven from event to event. It is not told that the input ends,
/// because it would print what it misses then; without, it asks for more, which ends the reading
/// just so.
class JpegXlReader {
 public:
  JpegXlReader(std::span<const std::uint8_t> bytes, int events)
      : decoder_(JxlDecoderMake(nullptr)) {
    if (!decoder_) throw std::bad_alloc();
    JxlDecoderSubscribeEvents(decoder_.get(), events);
    JxlDecoderSetInput(decoder_.get(), bytes.data(), bytes.size());
  }

  /// Goes on to `event`; false where anything else comes, such as the end of the data.
  bool reach(JxlDecoderStatus event) { return JxlDecoderProcessInput(decoder_.get()) == event; }

  /// Goes on to the header.
  bool read_header() {
    return reach(JXL_DEC_BASIC_INFO) &&
           JxlDecoderGetBasicInfo(decoder_.get(), &info_) == JXL_DEC_SUCCESS &&
           info_.xsize <= INT32_MAX && info_.ysize <= INT32_MAX;
  }

  /// Of the upright picture: libjxl turns it.
  [[nodiscard]] cv::Size size() const {
    return {static_cast<int>(info_.xsize), static_cast<int>(info_.ysize)};
  }
  [[nodiscard]] bool is_deep() const { return info_.bits_per_sample > 8; }
  [[nodiscard]] bool is_animated() const { return info_.have_animation != 0; }

  /// Goes on to the colors, asks for sRGB where there is a choice, and gives the profile of what
  /// will be decoded; null for sRGB. False as `reach`.
  bool read_color_profile(std::shared_ptr<const Bytes>& profile) {
    if (!reach(JXL_DEC_COLOR_ENCODING)) return false;
    JxlColorEncoding srgb{};
    JxlColorEncodingSetToSRGB(&srgb, info_.num_color_channels == 1 ? JXL_TRUE : JXL_FALSE);
    if (info_.uses_original_profile == JXL_FALSE) {
      JxlDecoderSetPreferredColorProfile(decoder_.get(), &srgb);
    }
    JxlColorEncoding encoding{};
    const bool is_encoded =
        JxlDecoderGetColorAsEncodedProfile(decoder_.get(), nullptr, JXL_COLOR_PROFILE_TARGET_DATA,
                                           &encoding) == JXL_DEC_SUCCESS;
    const bool is_srgb =
        is_encoded && encoding.color_space == srgb.color_space &&
        encoding.white_point == srgb.white_point &&
        encoding.transfer_function == srgb.transfer_function &&
        (encoding.color_space == JXL_COLOR_SPACE_GRAY || encoding.primaries == srgb.primaries);
    std::size_t size = 0;
    if (is_srgb ||
        JxlDecoderGetICCProfileSize(decoder_.get(), nullptr, JXL_COLOR_PROFILE_TARGET_DATA,
                                    &size) != JXL_DEC_SUCCESS) {
      return true;
    }
    Bytes icc(size);
    if (JxlDecoderGetColorAsICCProfile(decoder_.get(), nullptr, JXL_COLOR_PROFILE_TARGET_DATA,
                                       icc.data(), icc.size()) == JXL_DEC_SUCCESS) {
      profile = std::make_shared<const Bytes>(std::move(icc));
    }
    return true;
  }

  /// Decodes the first frame with as many channels as it has; false where it is damaged.
  bool read_pixels(cv::Mat& pixels) {
    const int channels =
        static_cast<int>(info_.num_color_channels) + (info_.alpha_bits > 0 ? 1 : 0);
    if (!reach(JXL_DEC_NEED_IMAGE_OUT_BUFFER)) return false;
    pixels.create(size(), CV_MAKETYPE(is_deep() ? CV_16U : CV_8U, channels));
    const JxlPixelFormat format{static_cast<std::uint32_t>(channels),
                                is_deep() ? JXL_TYPE_UINT16 : JXL_TYPE_UINT8, JXL_NATIVE_ENDIAN, 0};
    return JxlDecoderSetImageOutBuffer(decoder_.get(), &format, pixels.data,
                                       pixels.total() * pixels.elemSize()) == JXL_DEC_SUCCESS &&
           reach(JXL_DEC_FULL_IMAGE);
  }

 private:
  JxlDecoderPtr decoder_;
  JxlBasicInfo info_{};
};

}  // namespace

Expected<ImageInfo> probe_jpeg_xl(std::span<const std::uint8_t> bytes) {
  JpegXlReader reader(bytes, JXL_DEC_BASIC_INFO);
  if (!reader.read_header()) return tl::unexpected(damaged());
  return ImageInfo{ImageFormat::jpeg_xl, reader.size(), reader.is_deep() ? 16 : 8};
}

Expected<Picture> decode_jpeg_xl(std::span<const std::uint8_t> bytes) {
  JpegXlReader reader(bytes, JXL_DEC_BASIC_INFO | JXL_DEC_COLOR_ENCODING | JXL_DEC_FULL_IMAGE);
  std::shared_ptr<const Bytes> profile;
  cv::Mat pixels;
  if (!reader.read_header() || !reader.read_color_profile(profile) || !reader.read_pixels(pixels)) {
    return tl::unexpected(damaged());
  }
  Picture picture = picture_of_channels(pixels);
  picture.metadata.icc_profile = profile;
  if (reader.is_animated()) picture.metadata.notices.emplace_back(kFirstFrameNotice);
  return picture;
}

}  // namespace tintflow
