#include "tests/io/ffmpeg_files.h"
#include "tests/io/good_inputs.h"
#include "tests/io/test_pictures.h"
#include "tests/io/test_profiles.h"

namespace tintflow {
namespace {

using std::literals::operator""sv;

/// A Photoshop file of 2 x 1 pixels.
Bytes psd(int channels, int depth, int mode, const Bytes& resources, const Bytes& planes) {
  return bytes_of("8BPS"sv) + bytes(0, 1) + zeros(6) + bytes(0, channels, 0, 0, 0, 1) +
         bytes(0, 0, 0, 2, 0, depth, 0, mode) + zeros(4) +
         bytes(0, 0, resources.size() >> 8, resources.size()) + resources + zeros(4) + planes;
}

constexpr int kGrayMode = 1, kRgbMode = 3;

Bytes psd_resource_block(int number, const Bytes& content) {
  return bytes_of("8BIM") + bytes(number >> 8, number, 0, 0) +
         bytes(0, 0, content.size() >> 8, content.size()) + content + zeros(content.size() % 2);
}

}  // namespace

std::vector<GoodInput> good_others() {
  const cv::Mat pixels = colorful({37, 23}, CV_8UC3);
  const cv::Mat deep = colorful({37, 23}, CV_16UC3);
  const cv::Mat red_green =
      (cv::Mat_<cv::Vec3b>(1, 2) << cv::Vec3b(255, 0, 0), cv::Vec3b(0, 255, 0));
  const cv::Mat deep_red =
      (cv::Mat_<cv::Vec3w>(1, 2) << cv::Vec3w(0x1234, 0, 0), cv::Vec3w(0, 0, 1));
  const Bytes planes = bytes(0, 0, 255, 0, 0, 255, 0, 0);
  const Bytes dpi =
      psd_resource_block(1005, bytes(1, 0x2C, 0, 0, 0, 1, 0, 1, 0, 150, 0, 0, 0, 1, 0, 1));
  const Bytes profile = psd_resource_block(1039, wide_rgb_profile());
  return {
      {"qoi_rgb", encoded_by_ffmpeg(AV_CODEC_ID_QOI, AV_PIX_FMT_RGB24, pixels), pixels},
      {"jpeg_2000", encoded_by_ffmpeg(AV_CODEC_ID_JPEG2000, AV_PIX_FMT_RGB24, pixels, "pred=dwt53"),
       pixels},
      {"jpeg_2000_codestream",
       encoded_by_ffmpeg(AV_CODEC_ID_JPEG2000, AV_PIX_FMT_RGB24, pixels, "pred=dwt53:format=j2k"),
       pixels},
      {"jpeg_2000_16_bits",
       encoded_by_ffmpeg(AV_CODEC_ID_JPEG2000, AV_PIX_FMT_RGB48, deep, "pred=dwt53"), deep},
      {.name = "jpeg_xl",
       .file = encoded_by_ffmpeg(AV_CODEC_ID_JPEGXL, AV_PIX_FMT_RGB24, pixels, "distance=0"),
       .pixels = pixels},
      {.name = "jpeg_xl_16_bits",
       .file = encoded_by_ffmpeg(AV_CODEC_ID_JPEGXL, AV_PIX_FMT_RGB48, deep, "distance=0"),
       .pixels = deep},
      {"psd_rgb", psd(3, 8, kRgbMode, {}, planes), red_green},
      {"psd_run_length",
       psd(3, 8, kRgbMode, {},
           bytes(0, 1, 0, 3, 0, 3, 0, 2) + bytes(1, 255, 0, 1, 0, 255, 0xFF, 0)),
       red_green},
      {"psd_16_bits",
       psd(3, 16, kRgbMode, {}, bytes(0, 0, 0x12, 0x34, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)), deep_red},
      {"psd_gray", psd(1, 8, kGrayMode, {}, bytes(0, 0, 9, 200)),
       (cv::Mat_<cv::Vec3b>(1, 2) << cv::Vec3b::all(9), cv::Vec3b::all(200))},
      {.name = "psd_alpha",
       .file = psd(4, 8, kRgbMode, {}, planes + bytes(7, 255)),
       .pixels = red_green,
       .alpha = (cv::Mat_<std::uint8_t>(1, 2) << 7, 255)},
      {.name = "psd_resolution",
       .file = psd(3, 8, kRgbMode, dpi, planes),
       .pixels = red_green,
       .resolution = {300, 150}},
      {.name = "psd_profile",
       .file = psd(3, 8, kRgbMode, profile, planes),
       .pixels = red_green,
       .has_profile = true},
  };
}

}  // namespace tintflow
