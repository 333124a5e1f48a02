#include "io/jpeg_codec.h"

#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <span>

#include <fmt/format.h>
#include <jpeglib.h>
// After jpeglib.h, which it needs.
#include <jerror.h>

#include "io/color_profile.h"
#include "io/exif.h"
#include "io/notices.h"
#include "io/resolution.h"

namespace tintflow {
namespace {

constexpr int kFullColorQuality = 90;

/// A progressive file may go over all of its pixels with every few bytes, so that a small one keeps
/// a decoder busy for hours. Encoders write about ten scans.
constexpr int kMaxScans = 500;

/// libjpeg's codes of a density's unit.
constexpr int kPerInch = 1, kPerCentimeter = 2;

/// Makes libjpeg leave by longjmp instead of ending the process. Nothing with a destructor may be
/// created between `setjmp` and a call into libjpeg.
struct ErrorHandler {
  jpeg_error_mgr manager;  // the first member, so that libjpeg's pointer to it points here as well
  std::jmp_buf jump;
  char reason[JMSG_LENGTH_MAX];
  bool has_damaged_profile;
};

[[noreturn]] void leave(j_common_ptr codec) {
  auto* handler = reinterpret_cast<ErrorHandler*>(codec->err);
  codec->err->format_message(codec, handler->reason);
  std::longjmp(handler->jump, 1);
}

/// Warnings about metadata and padding, after which the pixels are right nevertheless.
bool is_harmless(int warning) {
  return warning == JWRN_JFIF_MAJOR || warning == JWRN_ADOBE_XFORM ||
         warning == JWRN_EXTRANEOUS_DATA;
}

void on_message(j_common_ptr codec, int level) {
  const bool is_warning = level < 0;
  if (!is_warning) return;
  if (codec->err->msg_code == JWRN_BOGUS_ICC) {
    reinterpret_cast<ErrorHandler*>(codec->err)->has_damaged_profile = true;
  } else if (!is_harmless(codec->err->msg_code)) {
    leave(codec);
  }
}

/// Called after every row of blocks.
void limit_scans(j_common_ptr codec) {
  const auto* decoder = reinterpret_cast<j_decompress_ptr>(codec);
  if (decoder->input_scan_number <= kMaxScans) return;
  auto* handler = reinterpret_cast<ErrorHandler*>(codec->err);
  std::snprintf(handler->reason, sizeof handler->reason, "more than %d scans", kMaxScans);
  std::longjmp(handler->jump, 1);
}

void install(ErrorHandler& handler, jpeg_error_mgr*& error_slot) {
  error_slot = jpeg_std_error(&handler.manager);
  handler.manager.error_exit = leave;
  handler.manager.emit_message = on_message;
}

std::string damaged(const char* reason) {
  return fmt::format("damaged JPEG ({}): export or copy the file again", reason);
}

/// Each call returns false when libjpeg gives up; `reason` tells why.
class JpegReader {
 public:
  JpegReader() { install(error_, codec_.err); }
  ~JpegReader() {
    jpeg_destroy_decompress(&codec_);
    std::free(profile_);
  }
  JpegReader(const JpegReader&) = delete;
  JpegReader& operator=(const JpegReader&) = delete;

  bool read_header(std::span<const std::uint8_t> bytes) {
    if (setjmp(error_.jump) != 0) return false;
    jpeg_create_decompress(&codec_);
    progress_.progress_monitor = limit_scans;
    codec_.progress = &progress_;
    jpeg_save_markers(&codec_, kExifMarker, 0xFFFF);
    jpeg_save_markers(&codec_, kProfileMarker, 0xFFFF);
    jpeg_mem_src(&codec_, bytes.data(), bytes.size());
    jpeg_read_header(&codec_, TRUE);
    if (codec_.num_components != 1 && codec_.num_components != 3 && !is_cmyk()) {
      std::snprintf(error_.reason, sizeof error_.reason, "its pixels have %d components",
                    codec_.num_components);
      return false;
    }
    jpeg_read_icc_profile(&codec_, &profile_, &profile_size_);
    return true;
  }

  /// Fills `pixels`, which has the size of the header and four channels if `is_cmyk`, else three.
  bool read_pixels(cv::Mat& pixels) {
    if (setjmp(error_.jump) != 0) return false;
    codec_.out_color_space = is_cmyk() ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(&codec_);
    while (codec_.output_scanline < codec_.output_height) {
      JSAMPROW row = pixels.ptr(static_cast<int>(codec_.output_scanline));
      jpeg_read_scanlines(&codec_, &row, 1);
    }
    jpeg_finish_decompress(&codec_);
    return true;
  }

  [[nodiscard]] bool is_cmyk() const { return codec_.num_components == 4; }
  /// Adobe's programs store CMYK as 255 minus the amount of ink.
  [[nodiscard]] bool is_inverted_cmyk() const { return codec_.saw_Adobe_marker != 0; }
  [[nodiscard]] cv::Size size() const {
    return {static_cast<int>(codec_.image_width), static_cast<int>(codec_.image_height)};
  }

  /// Only before the pixels are read, which frees the markers.
  [[nodiscard]] ExifFacts exif() const {
    for (const auto* marker = codec_.marker_list; marker != nullptr; marker = marker->next) {
      const std::span data(marker->data, marker->data_length);
      if (marker->marker == kExifMarker && is_exif(data)) return read_exif(data);
    }
    return {};
  }

  /// The density of the JFIF header in pixels per inch; zero where it only tells the aspect.
  [[nodiscard]] cv::Size2d density() const {
    if (codec_.density_unit != kPerInch && codec_.density_unit != kPerCentimeter) return {};
    const double per_inch = codec_.density_unit == kPerInch ? 1 : kCentimetersPerInch;
    return {codec_.X_density * per_inch, codec_.Y_density * per_inch};
  }

  [[nodiscard]] std::span<const std::uint8_t> profile() const { return {profile_, profile_size_}; }
  [[nodiscard]] bool has_damaged_profile() const { return error_.has_damaged_profile; }
  [[nodiscard]] const char* reason() const { return error_.reason; }

 private:
  static constexpr int kExifMarker = JPEG_APP0 + 1, kProfileMarker = JPEG_APP0 + 2;

  jpeg_decompress_struct codec_{};
  ErrorHandler error_{};
  jpeg_progress_mgr progress_{};
  JOCTET* profile_ = nullptr;
  unsigned profile_size_ = 0;
};

/// Without color profiles: each ink darkens its own light, and black darkens all three.
cv::Mat rgb_of_cmyk(const cv::Mat& cmyk, bool inverted) {
  cv::Mat rgb(cmyk.size(), CV_8UC3);
  const auto light = [inverted](int value) { return inverted ? value : 255 - value; };
  for (int y = 0; y < cmyk.rows; ++y) {
    const auto* from = cmyk.ptr<cv::Vec4b>(y);
    auto* to = rgb.ptr<cv::Vec3b>(y);
    for (int x = 0; x < cmyk.cols; ++x) {
      for (int c = 0; c < 3; ++c) {
        const int product = light(from[x][c]) * light(from[x][3]);
        to[x][c] = static_cast<std::uint8_t>((product + 127) / 255);
      }
    }
  }
  return rgb;
}

class JpegWriter {
 public:
  JpegWriter() { install(error_, codec_.err); }
  ~JpegWriter() {
    jpeg_destroy_compress(&codec_);
    std::free(data_);
  }
  JpegWriter(const JpegWriter&) = delete;
  JpegWriter& operator=(const JpegWriter&) = delete;

  bool write(const cv::Mat& rgb, const PictureMetadata& metadata, int quality) {
    if (setjmp(error_.jump) != 0) return false;
    jpeg_create_compress(&codec_);
    jpeg_mem_dest(&codec_, &data_, &size_);
    codec_.image_width = static_cast<JDIMENSION>(rgb.cols);
    codec_.image_height = static_cast<JDIMENSION>(rgb.rows);
    codec_.input_components = 3;
    codec_.in_color_space = JCS_RGB;
    jpeg_set_defaults(&codec_);
    jpeg_set_quality(&codec_, quality, TRUE);
    if (quality >= kFullColorQuality) {
      codec_.comp_info[0].h_samp_factor = 1;
      codec_.comp_info[0].v_samp_factor = 1;
    }
    if (is_plausible(metadata.resolution)) {
      codec_.density_unit = kPerInch;
      codec_.X_density = static_cast<UINT16>(std::lround(metadata.resolution.width));
      codec_.Y_density = static_cast<UINT16>(std::lround(metadata.resolution.height));
    }
    jpeg_start_compress(&codec_, TRUE);
    if (metadata.icc_profile) {
      jpeg_write_icc_profile(&codec_, metadata.icc_profile->data(),
                             static_cast<unsigned>(metadata.icc_profile->size()));
    }
    while (codec_.next_scanline < codec_.image_height) {
      // libjpeg reads rows through a pointer that is not const, but does not write to them.
      auto* row = const_cast<JSAMPROW>(rgb.ptr(static_cast<int>(codec_.next_scanline)));
      jpeg_write_scanlines(&codec_, &row, 1);
    }
    jpeg_finish_compress(&codec_);
    return true;
  }

  [[nodiscard]] Bytes bytes() const { return {data_, data_ + size_}; }
  [[nodiscard]] const char* reason() const { return error_.reason; }

 private:
  jpeg_compress_struct codec_{};
  ErrorHandler error_{};
  unsigned char* data_ = nullptr;
  unsigned long size_ = 0;  // NOLINT: libjpeg's type
};

/// Pixels and profile as libjpeg gives them, or sRGB without a profile where they were CMYK.
Picture rgb_picture(const JpegReader& reader, const cv::Mat& pixels) {
  const auto profile = reader.profile();
  Picture picture{pixels, {}};
  if (!reader.is_cmyk()) {
    if (!profile.empty()) {
      picture.metadata.icc_profile = std::make_shared<const Bytes>(profile.begin(), profile.end());
    }
    if (reader.has_damaged_profile()) picture.metadata.notices.emplace_back(kProfileNotice);
    return picture;
  }
  const bool inverted = reader.is_inverted_cmyk();
  if (auto rgb = cmyk_to_srgb(pixels, inverted, profile)) {
    picture.pixels = *rgb;
  } else {
    picture.pixels = rgb_of_cmyk(pixels, inverted);
    picture.metadata.notices.emplace_back(kPlainCmykNotice);
  }
  return picture;
}

}  // namespace

Expected<ImageInfo> probe_jpeg(std::span<const std::uint8_t> bytes) {
  JpegReader reader;
  if (!reader.read_header(bytes)) return tl::unexpected(damaged(reader.reason()));
  return ImageInfo{ImageFormat::jpeg, upright_size(reader.size(), reader.exif().orientation), 8};
}

Expected<Picture> decode_jpeg(std::span<const std::uint8_t> bytes) {
  JpegReader reader;
  if (!reader.read_header(bytes)) return tl::unexpected(damaged(reader.reason()));
  const ExifFacts exif = reader.exif();
  cv::Mat pixels(reader.size(), reader.is_cmyk() ? CV_8UC4 : CV_8UC3);
  if (!reader.read_pixels(pixels)) return tl::unexpected(damaged(reader.reason()));
  Picture picture = rgb_picture(reader, pixels);
  const bool has_density = reader.density() != cv::Size2d();
  picture.metadata.resolution = has_density ? reader.density() : exif.resolution;
  return turn_upright(picture, exif.orientation);
}

Expected<Bytes> encode_jpeg(const Picture& picture, int quality) {
  if (!picture.alpha.empty()) {
    return tl::unexpected<std::string>(
        "JPEG holds no transparency: flatten the picture, or choose png or webp");
  }
  JpegWriter writer;
  if (!writer.write(picture.pixels, picture.metadata, quality)) {
    return tl::unexpected(
        fmt::format("JPEG cannot hold the picture ({}): choose png", writer.reason()));
  }
  return writer.bytes();
}

}  // namespace tintflow
