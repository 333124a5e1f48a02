#include "io/png_encoder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

#include "io/resolution.h"

namespace tintflow {
namespace {

using namespace std::string_view_literals;

/// PNG's limit for width, height and the length of a chunk.
constexpr std::size_t kLargest = std::numeric_limits<std::int32_t>::max();

constexpr std::uint8_t kFilterUp = 2;

/// Bytes that are compressed at once.
constexpr std::size_t kBlock = 1 << 16;

void append_integer(Bytes& bytes, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

void append(Bytes& bytes, std::string_view text) {
  bytes.insert(bytes.end(), text.begin(), text.end());
}

/// A chunk of a PNG file: its length, its type, what is appended while this lives, its checksum.
class Chunk {
 public:
  Chunk(Bytes& file, std::string_view type) : file_(file), start_(file.size()) {
    append_integer(file_, 0);
    append(file_, type);
  }
  ~Chunk() {
    const std::size_t covered = file_.size() - start_ - 4;  // type and data
    const auto length = static_cast<std::uint32_t>(covered - 4);
    for (int i = 0; i < 4; ++i)
      file_[start_ + i] = static_cast<std::uint8_t>(length >> (24 - 8 * i));
    append_integer(file_, crc32_gzip_refl(0, file_.data() + start_ + 4, covered));
  }
  Chunk(const Chunk&) = delete;
  Chunk& operator=(const Chunk&) = delete;

 private:
  Bytes& file_;
  std::size_t start_;
};

/// A zlib stream that is appended to `output` piece by piece.
class Deflater {
 public:
  explicit Deflater(Bytes& output) : output_(output), level_memory_(ISAL_DEF_LVL1_DEFAULT) {
    isal_deflate_init(&stream_);
    stream_.level = 1;
    stream_.level_buf = level_memory_.data();
    stream_.level_buf_size = static_cast<std::uint32_t>(level_memory_.size());
    stream_.gzip_flag = IGZIP_ZLIB;
  }

  void add(std::span<const std::uint8_t> data, bool is_last) {
    // igzip reads through a pointer that is not const, but does not write to it.
    stream_.next_in = const_cast<std::uint8_t*>(data.data());
    stream_.avail_in = static_cast<std::uint32_t>(data.size());
    stream_.end_of_stream = is_last ? 1 : 0;
    do {
      stream_.next_out = buffer_.data();
      stream_.avail_out = static_cast<std::uint32_t>(buffer_.size());
      isal_deflate(&stream_);
      output_.insert(output_.end(), buffer_.data(), stream_.next_out);
    } while (stream_.avail_out == 0);
  }

 private:
  Bytes& output_;
  Bytes level_memory_;
  std::array<std::uint8_t, kBlock> buffer_;
  isal_zstream stream_;
};

/// The samples of one row, interleaved, 16-bit ones in PNG's byte order.
void copy_row(const Picture& picture, int y, Bytes& row) {
  const int channels = picture.alpha.empty() ? 3 : 4;
  const auto copy = [&]<class Sample>(Sample /*kind*/, auto store) {
    const auto* rgb = picture.pixels.ptr<Sample>(y);
    const auto* alpha = picture.alpha.empty() ? nullptr : picture.alpha.ptr<Sample>(y);
    std::uint8_t* out = row.data();
    for (int x = 0; x < picture.pixels.cols; ++x) {
      for (int c = 0; c < 3; ++c) out = store(out, rgb[3 * x + c]);
      if (channels == 4) out = store(out, alpha[x]);
    }
  };
  if (picture.pixels.depth() == CV_16U) {
    copy(std::uint16_t{}, [](std::uint8_t* out, std::uint16_t sample) {
      out[0] = static_cast<std::uint8_t>(sample >> 8);
      out[1] = static_cast<std::uint8_t>(sample);
      return out + 2;
    });
  } else if (channels == 4) {
    copy(std::uint8_t{}, [](std::uint8_t* out, std::uint8_t sample) {
      *out = sample;
      return out + 1;
    });
  } else {
    std::copy_n(picture.pixels.ptr(y), row.size(), row.begin());
  }
}

/// Every row less the one above it. Of the filters this gave colored drawings the smallest files
/// after Paeth's, which takes four times as long as all the rest.
void append_pixels(Bytes& file, const Picture& picture) {
  const Chunk chunk(file, "IDAT");
  Deflater deflater(file);
  const int channels = picture.alpha.empty() ? 3 : 4;
  const std::size_t row_size = picture.pixels.cols * channels * picture.pixels.elemSize1();
  Bytes above(row_size, 0);
  Bytes row(row_size);
  Bytes filtered;
  for (int y = 0; y < picture.pixels.rows; ++y) {
    copy_row(picture, y, row);
    filtered.push_back(kFilterUp);
    filtered.resize(filtered.size() + row_size);
    std::transform(row.begin(), row.end(), above.begin(),
                   filtered.end() - static_cast<std::ptrdiff_t>(row_size), std::minus<>());
    std::swap(row, above);
    const bool is_last = y + 1 == picture.pixels.rows;
    if (filtered.size() < kBlock && !is_last) continue;
    deflater.add(filtered, is_last);
    filtered.clear();
  }
}

void append_header(Bytes& file, const Picture& picture) {
  constexpr std::uint8_t rgb = 2, rgba = 6;
  const Chunk chunk(file, "IHDR");
  append_integer(file, static_cast<std::uint32_t>(picture.pixels.cols));
  append_integer(file, static_cast<std::uint32_t>(picture.pixels.rows));
  file.push_back(picture.pixels.depth() == CV_16U ? 16 : 8);
  file.push_back(picture.alpha.empty() ? rgb : rgba);
  append(file, "\0\0\0"sv);  // deflate, adaptive filters, not interlaced
}

void append_resolution(Bytes& file, cv::Size2d per_inch) {
  const Chunk chunk(file, "pHYs");
  const auto per_meter = [](double dots) {
    return static_cast<std::uint32_t>(std::lround(dots / kMetersPerInch));
  };
  append_integer(file, per_meter(per_inch.width));
  append_integer(file, per_meter(per_inch.height));
  file.push_back(1);  // the unit is the meter
}

void append_profile(Bytes& file, const Bytes& profile) {
  const Chunk chunk(file, "iCCP");
  append(file, "ICC profile\0\0"sv);  // its name, and deflate
  Deflater(file).add(profile, true);
}

}  // namespace

Expected<Bytes> encode_png(const Picture& picture) {
  const std::size_t channels = picture.alpha.empty() ? 3 : 4;
  // A compressed row is never much larger than the row.
  if (picture.pixels.total() * channels * picture.pixels.elemSize1() > kLargest / 16 * 15) {
    return tl::unexpected<std::string>(
        "PNG pixels of more than 2 GB do not fit a chunk: choose a smaller output size");
  }
  Bytes file = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  append_header(file, picture);
  if (picture.metadata.icc_profile) append_profile(file, *picture.metadata.icc_profile);
  if (is_plausible(picture.metadata.resolution))
    append_resolution(file, picture.metadata.resolution);
  append_pixels(file, picture);
  { const Chunk end(file, "IEND"); }
  return file;
}

}  // namespace tintflow
