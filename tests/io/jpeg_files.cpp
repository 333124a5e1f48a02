#include "tests/io/jpeg_files.h"

#include <cstdlib>

#include "tests/io/test_pictures.h"

namespace tintflow {

Bytes jpeg_of(const cv::Mat& pixels, const JpegVariant& variant) {
  jpeg_compress_struct codec{};
  jpeg_error_mgr errors{};
  codec.err = jpeg_std_error(&errors);
  jpeg_create_compress(&codec);
  unsigned char* data = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&codec, &data, &size);
  codec.image_width = static_cast<JDIMENSION>(pixels.cols);
  codec.image_height = static_cast<JDIMENSION>(pixels.rows);
  codec.input_components = pixels.channels();
  codec.in_color_space = variant.input;
  jpeg_set_defaults(&codec);
  jpeg_set_colorspace(&codec, variant.stored);
  jpeg_set_quality(&codec, 100, TRUE);
  codec.write_Adobe_marker = variant.adobe_marker ? TRUE : FALSE;
  codec.restart_interval = static_cast<unsigned>(variant.restart_interval);
  codec.arith_code = variant.arithmetic ? TRUE : FALSE;
  if (variant.stored == JCS_YCbCr) {
    codec.comp_info[0].h_samp_factor = variant.subsampling.width;
    codec.comp_info[0].v_samp_factor = variant.subsampling.height;
  }
  if (variant.progressive) jpeg_simple_progression(&codec);
  jpeg_start_compress(&codec, TRUE);
  for (int y = 0; y < pixels.rows; ++y) {
    auto* row = const_cast<JSAMPROW>(pixels.ptr(y));
    jpeg_write_scanlines(&codec, &row, 1);
  }
  jpeg_finish_compress(&codec);
  jpeg_destroy_compress(&codec);
  Bytes result(data, data + size);
  std::free(data);
  return result;
}

Bytes with_segment(const Bytes& jpeg, int marker, const Bytes& content) {
  const auto length = content.size() + 2;
  return bytes(0xFF, 0xD8, 0xFF, marker, length >> 8, length & 0xFF) + content +
         Bytes(jpeg.begin() + 2, jpeg.end());
}

}  // namespace tintflow
