#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <new>
#include <string>

#include "io/image_format.h"
#include "io/journal_records.h"
#include "io/packet_record.h"
#include "models/safetensors.h"
#include "tests/io/bad_inputs.h"
#include "tests/io/good_inputs.h"
#include "tests/io/test_pictures.h"
#include "tests/io/test_profiles.h"
#include "tests/io/video_files.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxSeedBytes = 32 << 10;  // larger ones are slow to mutate

/// Writes seeds into a folder for each fuzzer.
class SeedFolders {
 public:
  explicit SeedFolders(fs::path root) : root_(std::move(root)) {}

  void add(const std::string& fuzzer, const std::string& name, const Bytes& content) const {
    if (content.size() > kMaxSeedBytes) return;
    fs::create_directories(root_ / fuzzer);
    std::ofstream file(root_ / fuzzer / name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(content.data()),
               static_cast<std::streamsize>(content.size()));
    if (!file.flush()) throw fs::filesystem_error("cannot write", root_ / fuzzer / name, {});
  }

 private:
  fs::path root_;
};

void add_picture(const SeedFolders& folders, const std::string& name, const Bytes& file) {
  switch (format_of_content(file).value_or(ImageFormat::bmp)) {
    case ImageFormat::png:
      return folders.add("decode_png_fuzzer", name, file);
    case ImageFormat::jpeg:
      return folders.add("decode_jpeg_fuzzer", name, file);
    case ImageFormat::webp:
      return folders.add("decode_webp_fuzzer", name, file);
    default:
      folders.add("decode_other_fuzzer", name, file);
      return folders.add("file_facts_fuzzer", name, file);
  }
}

void add_profiles(const SeedFolders& folders) {
  folders.add("color_profile_fuzzer", "srgb", srgb_profile());
  folders.add("color_profile_fuzzer", "wide_rgb", wide_rgb_profile());
  folders.add("color_profile_fuzzer", "gray", gray_profile(2.2));
  folders.add("color_profile_fuzzer", "scanner", scanner_profile());
  folders.add("color_profile_fuzzer", "cmyk", cmyk_profile());
}

void add_weights(const SeedFolders& folders) {
  const Bytes numbers = colorful({24, 1}, CV_8UC1);
  TensorFile file{.name = "seed"};
  folders.add("safetensors_fuzzer", "none", to_safetensors(file));
  file.metadata = {{"architecture", "unet"}, {"license", "CC BY-SA 4.0"}};
  file.tensors = {{.name = "a", .dtype = DType::F32, .shape = {2, 3}, .bytes = numbers},
                  {.name = "b", .dtype = DType::BF16, .shape = {}, .bytes = {numbers.data(), 2}},
                  {.name = "c", .dtype = DType::U8, .shape = {0}}};
  folders.add("safetensors_fuzzer", "three", to_safetensors(file));
}

void add_packets(const SeedFolders& folders) {
  const PacketPtr packet = checked(PacketPtr(av_packet_alloc()));
  if (av_new_packet(packet.get(), 3) < 0) throw std::bad_alloc();
  std::fill_n(packet->data, 3, std::uint8_t{7});
  packet->pts = 40;
  folders.add("packet_record_fuzzer", "plain", packet_record(*packet));
  *checked(av_packet_new_side_data(packet.get(), AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL, 1)) = 9;
  folders.add("packet_record_fuzzer", "alpha", packet_record(*packet));
}

void add_journal_lines(const SeedFolders& folders) {
  const JournalRecord plain{.output = "a.png", .input = "/in/a.png", .digest = "0123abcd"};
  const JournalRecord odd{.output = "a\tb\nc\\d.png", .input = "/in/\xFF.png", .digest = "f"};
  folders.add("journal_fuzzer", "plain", bytes_of(to_line(plain)));
  folders.add("journal_fuzzer", "odd", bytes_of(to_line(odd)));
  folders.add("journal_fuzzer", "torn", bytes_of(to_line(plain) + to_line(odd).substr(0, 20)));
}

void add_films(const SeedFolders& folders) {
  const auto add = [&](VideoTarget target) {
    const fs::path path =
        fs::temp_directory_path() / ("seed." + std::string(container_name(target.container)));
    write_film({.size = {32, 32}, .times = {0, 1, 2, 4}, .target = target}, path);
    std::ifstream file(path, std::ios::binary);
    const Bytes content{std::istreambuf_iterator<char>(file), {}};
    folders.add("demuxer_fuzzer", path.filename().string(), content);
    fs::remove(path);
  };
  add({.container = VideoContainer::mkv,
       .codec = VideoCodec::ffv1,
       .pixel_format = AV_PIX_FMT_YUV444P});
  add({.container = VideoContainer::mp4,
       .codec = VideoCodec::h264,
       .crf = 30,
       .pixel_format = AV_PIX_FMT_YUV420P});
  add({.container = VideoContainer::webm,
       .codec = VideoCodec::vp9,
       .crf = 30,
       .pixel_format = AV_PIX_FMT_YUV420P});
}

void write_all(const SeedFolders& folders) {
  for (const GoodInput& input : all_good_inputs()) add_picture(folders, input.name, input.file);
  for (const BadInput& input : all_bad_inputs()) add_picture(folders, input.name, input.file);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    folders.add("file_facts_fuzzer", "exif_" + std::to_string(orientation),
                exif_of_orientation(orientation));
  }
  add_profiles(folders);
  add_weights(folders);
  add_journal_lines(folders);
  add_packets(folders);
  add_films(folders);
}

}  // namespace
}  // namespace tintflow

/// write_seeds FOLDER: makes FOLDER/<fuzzer>/ for each fuzzer.
int main(int argument_count, char** arguments) {
  if (argument_count != 2) {
    std::cerr << "usage: write_seeds FOLDER\n";
    return 2;
  }
  tintflow::write_all(tintflow::SeedFolders(arguments[1]));
  return 0;
}
