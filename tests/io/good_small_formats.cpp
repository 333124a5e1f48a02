#include <string>

#include "tests/io/good_inputs.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

using std::literals::operator""sv;

const cv::Vec3b kRed(255, 0, 0), kGreen(0, 255, 0), kBlue(0, 0, 255), kWhite(255, 255, 255),
    kBlack(0, 0, 0);

cv::Mat two_by_two(cv::Vec3b a, cv::Vec3b b, cv::Vec3b c, cv::Vec3b d) {
  return (cv::Mat_<cv::Vec3b>(2, 2) << a, b, c, d);
}
const cv::Mat kFour = two_by_two(kRed, kGreen, kBlue, kWhite);

/// A BMP of 2 x 2 pixels with the header of Windows 3; a negative height begins above.
Bytes bmp(int height, int bits, int compression, const Bytes& palette, const Bytes& rows) {
  const auto offset = static_cast<std::uint32_t>(54 + palette.size());
  return bytes_of("BM"sv) + little_endian(static_cast<std::uint32_t>(offset + rows.size()), 4) +
         zeros(4) + little_endian(offset, 4) + little_endian(40, 4) + little_endian(2, 4) +
         little_endian(static_cast<std::uint32_t>(height), 4) + little_endian(1, 2) +
         little_endian(static_cast<std::uint32_t>(bits), 2) +
         little_endian(static_cast<std::uint32_t>(compression), 4) +
         little_endian(static_cast<std::uint32_t>(rows.size()), 4) + little_endian(11811, 4) +
         little_endian(5906, 4) + little_endian(static_cast<std::uint32_t>(palette.size() / 4), 4) +
         zeros(4) + palette + rows;
}

// As BGR and one unused byte.
const Bytes kPalette = bytes(0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0);

/// TGA of 2 x 2 pixels.
Bytes tga(int type, int bits, int descriptor, const Bytes& content) {
  return bytes(0, 0, type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 0, bits, descriptor) + content;
}

const Bytes kFromAbove = bytes(0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255);
const Bytes kFromBelow = bytes(255, 0, 0, 255, 255, 255, 0, 0, 255, 0, 255, 0);

/// GIF of 2 x 2 pixels with a palette of red, green, blue, white.
Bytes gif(const Bytes& blocks) {
  return bytes_of("GIF89a") + bytes(2, 0, 2, 0, 0x81, 0, 0) +
         bytes(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255) + blocks + bytes(0x3B);
}

/// LZW codes of 3 bits, that is clear (4), four colors below 4, end (5); wider after the third.
Bytes gif_image(int width, int height, int flags, const Bytes& data) {
  return bytes(0x2C, 0, 0, 0, 0, width, 0, height, 0, flags) + data;
}
// 4 0 1 2 (3 bits each), then 3 5 (4 bits, as the table has grown): 100 000 001 010 | 0011 0101.
const Bytes kRedGreenBlueWhite = bytes(2, 3, 0b01'000'100, 0b0011'010'0, 0b0101, 0);

}  // namespace

std::vector<GoodInput> good_bmps() {
  const cv::Size2d per_inch(300, 150);
  const Bytes bgr = bytes(255, 0, 0, 255, 255, 255, 0, 0) + bytes(0, 0, 255, 0, 255, 0, 0, 0);
  const Bytes bgr_from_above =
      bytes(0, 0, 255, 0, 255, 0, 0, 0) + bytes(255, 0, 0, 255, 255, 255, 0, 0);
  const Bytes bgrx = bytes(255, 0, 0, 0, 255, 255, 255, 0) + bytes(0, 0, 255, 0, 0, 255, 0, 0);
  // 5 bits a channel, red in the highest.
  const Bytes words = bytes(0x1F, 0, 0xFF, 0x7F) + bytes(0, 0x7C, 0xE0, 0x03);
  const Bytes words_565 = bytes(0x1F, 0, 0xFF, 0xFF) + bytes(0, 0xF8, 0xE0, 0x07);
  const Bytes masks_565 = bytes(0, 0xF8, 0, 0, 0xE0, 0x07, 0, 0, 0x1F, 0, 0, 0);
  const Bytes two_colors = bytes(0, 0, 0, 0, 255, 255, 255, 0);
  const Bytes os2 = bytes_of("BM"sv) + little_endian(42, 4) + zeros(4) + little_endian(26, 4) +
                    little_endian(12, 4) + bytes(2, 0, 2, 0, 1, 0, 24, 0) + bgr;
  std::vector<GoodInput> inputs{
      {"bmp_24_bits", bmp(2, 24, 0, {}, bgr), kFour},
      {"bmp_24_bits_from_above", bmp(-2, 24, 0, {}, bgr_from_above), kFour},
      {"bmp_32_bits", bmp(2, 32, 0, {}, bgrx), kFour},
      {"bmp_16_bits", bmp(2, 16, 0, {}, words), kFour},
      {"bmp_16_bits_565", bmp(2, 16, 3, masks_565, words_565), kFour},
      {"bmp_8_bits", bmp(2, 8, 0, kPalette, bytes(2, 3, 0, 0, 0, 1, 0, 0)), kFour},
      {"bmp_4_bits", bmp(2, 4, 0, kPalette, bytes(0x23, 0, 0, 0, 0x01, 0, 0, 0)), kFour},
      {"bmp_1_bit", bmp(2, 1, 0, two_colors, bytes(0x40, 0, 0, 0, 0x80, 0, 0, 0)),
       two_by_two(kWhite, kBlack, kBlack, kWhite)},
      {"bmp_run_length_8_bits", bmp(2, 8, 1, kPalette, bytes(1, 2, 1, 3, 0, 0, 2, 1, 0, 0, 0, 1)),
       two_by_two(kGreen, kGreen, kBlue, kWhite)},
      {"bmp_run_length_4_bits", bmp(2, 4, 2, kPalette, bytes(2, 0x23, 0, 0, 2, 0x01, 0, 1)), kFour},
  };
  for (GoodInput& input : inputs) input.resolution = per_inch;
  inputs.push_back({"bmp_of_os2", os2, kFour});
  return inputs;
}

std::vector<GoodInput> good_gifs() {
  const Bytes transparent_blue = bytes(0x21, 0xF9, 4, 1, 0, 0, 2, 0);
  const Bytes still = gif_image(2, 2, 0, kRedGreenBlueWhite);
  const Bytes local_palette = gif_image(
      2, 2, 0x81, bytes(0, 0, 0, 9, 9, 9, 99, 99, 99, 199, 199, 199) + kRedGreenBlueWhite);
  const auto gray = [](int v) { return cv::Vec3b::all(static_cast<std::uint8_t>(v)); };
  return {
      {"gif_still", gif(still), kFour},
      {"gif_interlaced", gif(gif_image(2, 2, 0x40, kRedGreenBlueWhite)), kFour},
      {"gif_local_palette", gif(local_palette), two_by_two(gray(0), gray(9), gray(99), gray(199))},
      {"gif_comment", gif(bytes(0x21, 0xFE, 2, 'h', 'i', 0) + still), kFour},
      {"gif_padded", gif(still) + zeros(3), kFour},
      {.name = "gif_transparent",
       .file = gif(transparent_blue + still),
       .pixels = two_by_two(kRed, kGreen, kWhite, kWhite),
       .alpha = (cv::Mat_<std::uint8_t>(2, 2) << 255, 255, 0, 255)},
      {.name = "gif_animated",
       .file = gif(still + local_palette),
       .pixels = kFour,
       .notice = "is an animation"},
  };
}

std::vector<GoodInput> good_tgas() {
  const cv::Mat gray = (cv::Mat_<cv::Vec3b>(2, 2) << cv::Vec3b::all(1), cv::Vec3b::all(2),
                        cv::Vec3b::all(3), cv::Vec3b::all(200));
  const Bytes indexed = bytes(0, 1, 1, 0, 0, 4, 0, 24, 0, 0, 0, 0, 2, 0, 2, 0, 8, 0x20) +
                        bytes(0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255) + bytes(0, 1, 2, 3);
  const Bytes words = bytes(0, 0x7C, 0xE0, 0x03, 0x1F, 0, 0xFF, 0x7F);
  return {
      {"tga_24_bits_from_above", tga(2, 24, 0x20, kFromAbove), kFour},
      {"tga_24_bits_from_below", tga(2, 24, 0, kFromBelow), kFour},
      {"tga_run_length", tga(10, 24, 0x20, bytes(0x81, 0, 0, 255, 1, 255, 0, 0, 255, 255, 255)),
       two_by_two(kRed, kRed, kBlue, kWhite)},
      {"tga_gray", tga(3, 8, 0x20, bytes(1, 2, 3, 200)), gray},
      {"tga_gray_run_length", tga(11, 8, 0x20, bytes(3, 1, 2, 3, 200)), gray},
      {"tga_palette", indexed, kFour},
      {"tga_16_bits", tga(2, 16, 0x20, words), kFour},
      {.name = "tga_32_bits",
       .file = tga(2, 32, 0x28,
                   bytes(0, 0, 255, 255, 0, 255, 0, 128, 255, 0, 0, 1, 255, 255, 255, 255)),
       .pixels = kFour,
       .alpha = (cv::Mat_<std::uint8_t>(2, 2) << 255, 128, 1, 255)},
  };
}

std::vector<GoodInput> good_pnms() {
  const cv::Mat ink = (cv::Mat_<cv::Vec3b>(1, 3) << kBlack, kWhite, kBlack);
  const cv::Mat gray = (cv::Mat_<cv::Vec3b>(1, 2) << cv::Vec3b::all(7), cv::Vec3b::all(255));
  const cv::Mat deep_gray =
      (cv::Mat_<cv::Vec3w>(1, 2) << cv::Vec3w::all(0x1234), cv::Vec3w::all(0xFFFE));
  const cv::Mat color = (cv::Mat_<cv::Vec3b>(1, 2) << cv::Vec3b(1, 2, 3), cv::Vec3b(4, 5, 6));
  const cv::Mat deep = (cv::Mat_<cv::Vec3w>(1, 1) << cv::Vec3w(0x0102, 0xA0B0, 0xFFFF));
  const auto pam = [](int width, int depth, int largest, const char* kind, const Bytes& samples) {
    return bytes_of("P7\nWIDTH " + std::to_string(width) + "\nHEIGHT 1\nDEPTH " +
                    std::to_string(depth) + "\nMAXVAL " + std::to_string(largest) + "\nTUPLTYPE " +
                    kind + "\nENDHDR\n") +
           samples;
  };
  return {
      {"pnm_p1", bytes_of("P1\n# ink is 1\n3 1\n1 0 1\n"), ink},
      {"pnm_p2", bytes_of("P2\n2 1\n255\n7 255\n"), gray},
      {"pnm_p3", bytes_of("P3\n2 1 255\n1 2 3 4 5 6\n"), color},
      {"pnm_p4", bytes_of("P4 3 1\n") + bytes(0b1010'0000), ink},
      {"pnm_p5", bytes_of("P5 2 1 255\n") + bytes(7, 255), gray},
      {"pnm_p5_16_bits", bytes_of("P5 2 1 65535\n") + bytes(0x12, 0x34, 0xFF, 0xFE), deep_gray},
      {"pnm_p6", bytes_of("P6 2 1 255\n") + bytes(1, 2, 3, 4, 5, 6), color},
      {"pnm_p6_16_bits", bytes_of("P6 1 1 65535\n") + bytes(1, 2, 0xA0, 0xB0, 0xFF, 0xFF), deep},
      {"pam_gray", pam(2, 1, 255, "GRAYSCALE", bytes(7, 255)), gray},
      {"pam_rgb", pam(2, 3, 255, "RGB", bytes(1, 2, 3, 4, 5, 6)), color},
      {"pam_rgb_16_bits", pam(1, 3, 65535, "RGB", bytes(1, 2, 0xA0, 0xB0, 0xFF, 0xFF)), deep},
      {"pam_gray_alpha", pam(2, 2, 255, "GRAYSCALE_ALPHA", bytes(7, 1, 255, 9)), gray,
       (cv::Mat_<std::uint8_t>(1, 2) << 1, 9)},
      {"pam_rgb_alpha", pam(2, 4, 255, "RGB_ALPHA", bytes(1, 2, 3, 100, 4, 5, 6, 255)), color,
       (cv::Mat_<std::uint8_t>(1, 2) << 100, 255)},
  };
}

}  // namespace tintflow
