#include "io/probe_file.h"

#include <fstream>

#include "io/read_file.h"

namespace tintflow {

Expected<ImageInfo> probe_file(const std::filesystem::path& path) {
  if (std::filesystem::is_regular_file(path)) {
    Bytes start(std::size_t{1} << 16);
    std::ifstream stream(path, std::ios::binary);
    stream.read(reinterpret_cast<char*>(start.data()), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(stream.gcount()));
    if (auto info = probe_image(start)) return info;
  }
  return read_file(path).and_then([](const Bytes& bytes) { return probe_image(bytes); });
}

}  // namespace tintflow
