#include "io/open_raster.h"

#include <cassert>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <zip.h>

#include "io/png_encoder.h"

namespace tintflow {
namespace {

constexpr std::string_view media_type = "image/openraster";

const char* composite_operation(Layer::Blend blend) {
  switch (blend) {
    case Layer::Blend::normal:
      return "svg:src-over";
    case Layer::Blend::multiply:
      return "svg:multiply";
    case Layer::Blend::screen:
      return "svg:screen";
  }
  return "";
}

std::string layer_file(std::size_t index) { return fmt::format("data/layer{}.png", index); }

std::string stack_xml(const Picture& picture, const std::vector<Layer>& layers) {
  std::string resolution;
  if (const cv::Size2d& dpi = picture.metadata.resolution; !dpi.empty()) {
    resolution = fmt::format(R"( xres="{:.0f}" yres="{:.0f}")", dpi.width, dpi.height);
  }
  std::string xml = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<image version=\"0.0.5\" w=\"{}\" h=\"{}\"{}>\n  <stack>\n",
      picture.pixels.cols, picture.pixels.rows, resolution);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    xml += fmt::format(
        "    <layer name=\"{}\" src=\"{}\" x=\"0\" y=\"0\" opacity=\"1.0\" "
        "visibility=\"visible\" composite-op=\"{}\"/>\n",
        layers[i].name, layer_file(i), composite_operation(layers[i].blend));
  }
  return xml + "  </stack>\n</image>\n";
}

struct ZipSourceFree {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct ZipDiscard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

/// A ZIP archive in memory. Entries are stored as they are, in the order in which they are added;
/// what they hold must live until `finish`. Fails only without memory.
class ZipArchive {
 public:
  ZipArchive() : source_(zip_source_buffer_create(nullptr, 0, 0, nullptr)) {
    if (source_ == nullptr) throw std::bad_alloc();
    archive_.reset(zip_open_from_source(source_.get(), ZIP_TRUNCATE, nullptr));
    if (archive_ == nullptr) throw std::bad_alloc();
    zip_source_keep(source_.get());  // The archive owns one reference and drops it when closed.
  }

  void add(const std::string& name, const void* data, std::size_t size) {
    zip_source_t* content = zip_source_buffer(archive_.get(), data, size, 0);
    if (content == nullptr) throw std::bad_alloc();
    const zip_int64_t index = zip_file_add(archive_.get(), name.c_str(), content, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(content);
      throw std::bad_alloc();
    }
    const auto entry = static_cast<zip_uint64_t>(index);
    constexpr zip_uint16_t first_day = (1 << 5) | 1;  // 1 January 1980, the format's first
    zip_set_file_compression(archive_.get(), entry, ZIP_CM_STORE, 0);
    zip_file_set_dostime(archive_.get(), entry, 0, first_day, 0);
  }

  [[nodiscard]] Expected<Bytes> finish() {
    if (zip_close(archive_.get()) != 0) {
      return tl::unexpected(std::string("OpenRaster: ") + zip_strerror(archive_.get()));
    }
    (void)archive_.release();
    zip_stat_t facts;
    Bytes bytes;
    if (zip_source_stat(source_.get(), &facts) != 0 || zip_source_open(source_.get()) != 0) {
      return tl::unexpected(std::string("OpenRaster: the archive cannot be read back"));
    }
    bytes.resize(facts.size);
    const zip_int64_t size = zip_source_read(source_.get(), bytes.data(), bytes.size());
    zip_source_close(source_.get());
    if (size != static_cast<zip_int64_t>(bytes.size())) {
      return tl::unexpected(std::string("OpenRaster: the archive cannot be read back"));
    }
    return bytes;
  }

 private:
  std::unique_ptr<zip_source_t, ZipSourceFree> source_;
  std::unique_ptr<zip_t, ZipDiscard> archive_;
};

}  // namespace

Expected<Bytes> encode_open_raster(const Picture& picture, const Picture& thumbnail,
                                   const std::vector<Layer>& layers) {
  assert(!layers.empty());
  // The format wants its media type first, so that the file is known by its first bytes.
  std::vector<std::pair<std::string, Expected<Bytes>>> files;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    files.emplace_back(layer_file(i), encode_png(layers[i].picture));
  }
  files.emplace_back("mergedimage.png", encode_png(picture));
  files.emplace_back("Thumbnails/thumbnail.png", encode_png(thumbnail));
  const std::string stack = stack_xml(picture, layers);

  ZipArchive archive;
  archive.add("mimetype", media_type.data(), media_type.size());
  archive.add("stack.xml", stack.data(), stack.size());
  for (const auto& [name, bytes] : files) {
    if (!bytes) return bytes;
    archive.add(name, bytes->data(), bytes->size());
  }
  return archive.finish();
}

}  // namespace tintflow
