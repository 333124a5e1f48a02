#include "cli/contact_sheet.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "io/atomic_file.h"
#include "io/decode_image.h"
#include "io/encode_image.h"
#include "io/read_file.h"
#include "stages/panel.h"
#include "stages/pixel_depth.h"

namespace tintflow {
namespace {

/// Side of a picture on the sheet, pixels.
constexpr int cell = 256;

Expected<cv::Mat> read_on_paper(const std::filesystem::path& path, const Composite& paper) {
  return read_file(path)
      .and_then([](const Bytes& bytes) -> Expected<Picture> { return decode_image(bytes); })
      .and_then([&](const Picture& picture) -> Expected<Artwork> {
        return paper(Artwork{{}, picture, {}});
      })
      .map([](const Artwork& artwork) { return to_8_bit(artwork.drawing.pixels); });
}

}  // namespace

Expected<void> write_contact_sheet(const OutputPlan& plan, const Composite& paper,
                                   const std::filesystem::path& file) {
  std::vector<PanelRow> rows;
  for (std::size_t item = 0; item < plan.size(); ++item) {
    const Expected<cv::Mat> drawing = read_on_paper(plan.input(item), paper);
    const Expected<cv::Mat> colored = read_on_paper(plan.output(item), paper);
    if (drawing && colored) rows.push_back({*drawing, *colored});
  }
  if (rows.empty()) return tl::make_unexpected(std::string("there is no result to show"));
  const int columns = std::max(1, static_cast<int>(std::lround(std::sqrt(rows.size() / 2.0))));
  return encode_image({draw_panel(rows, cell, columns), {}}, {.format = ImageFormat::png})
      .and_then([&](const Bytes& png) { return write_file_atomically(file, png); });
}

}  // namespace tintflow
