#include "pipeline/report_panels.h"

#include <algorithm>
#include <cmath>

#include "io/base64.h"
#include "io/decode_image.h"
#include "io/encode_image.h"
#include "io/read_file.h"
#include "stages/shrink.h"

namespace tintflow {
namespace {

/// Half of a panel's three cells of 256 pixels: what a phone shows.
constexpr int kPreviewWidth = 390;
constexpr int kPreviewQuality = 80;

Expected<std::string> make_preview(const Bytes& file) {
  return decode_image(file)
      .and_then([](const Picture& panel) -> Expected<Bytes> {
        const double scale = std::min(1., static_cast<double>(kPreviewWidth) / panel.pixels.cols);
        const auto scaled = [&](int side) {
          return std::max(1, static_cast<int>(std::lround(side * scale)));
        };
        const cv::Size size(scaled(panel.pixels.cols), scaled(panel.pixels.rows));
        return encode_image({shrink(panel.pixels, size), {}},
                            {.format = ImageFormat::jpeg, .quality = kPreviewQuality});
      })
      .map([](const Bytes& jpeg) { return "data:image/jpeg;base64," + to_base64(jpeg); });
}

}  // namespace

std::vector<std::int64_t> choose_epochs(const std::vector<std::int64_t>& epochs, std::size_t most,
                                        std::optional<std::int64_t> best) {
  std::size_t stride = 1;
  while (epochs.size() > most * stride) stride *= 2;
  std::vector<std::int64_t> chosen;
  for (std::size_t i = 0; i < epochs.size(); ++i) {
    if (i % stride == 0 || epochs[i] == best || i + 1 == epochs.size()) chosen.push_back(epochs[i]);
  }
  return chosen;
}

std::optional<std::string> PanelPreviews::preview(const std::filesystem::path& panel) {
  auto found = previews_.find(panel);
  if (found == previews_.end()) {
    auto made = read_file(panel).and_then(make_preview);
    if (!made) return std::nullopt;
    found = previews_.emplace(panel, std::move(*made)).first;
  }
  return found->second;
}

void PanelPreviews::keep_only(const std::vector<std::filesystem::path>& panels) {
  std::erase_if(previews_, [&](const auto& entry) {
    return std::find(panels.begin(), panels.end(), entry.first) == panels.end();
  });
}

}  // namespace tintflow
