#include "cli/colorize_run.h"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

#include "cli/command_error.h"
#include "cli/json_lines.h"
#include "cli/memory_limit.h"
#include "cli/open_generator.h"
#include "cli/tuning_cache.h"
#include "pipeline/halving_generator.h"

namespace tintflow {
namespace {

/// The drawing, its result, and three layers.
constexpr std::size_t kLayeredPictures = 5;

GraphOptions graph_options_for(const CommonOptions& options,
                               const std::vector<ImageFormat>& formats) {
  GraphOptions graph = graph_options(options);
  const bool is_layered = std::ranges::count(formats, ImageFormat::ora) > 0;
  if (is_layered) graph.pictures_per_item = kLayeredPictures;
  return graph;
}

}  // namespace

ColorizeRun::ColorizeRun(const ColorizeOptions& options, const std::vector<ImageFormat>& formats)
    : tuned_(TuningCache().find(options.common)),
      options_(tuned_ ? with_settings(options.common, *tuned_) : options.common),
      side_(options.size),
      stages_(make_stages(options, formats)),
      graph_(graph_options_for(options_, formats)) {
  if (!options.max_memory.empty()) memory_limit_ = parse_memory_size(options.max_memory);
  OpenedGenerator opened = open_generator(options_, options.size);
  device_ = opened.device;
  generator_ = std::move(opened.generator);
}

void ColorizeRun::announce(std::size_t inputs) const {
  spdlog::info("{} drawings, model {}, {} {}, {} threads, batches of {}, {} in flight{}", inputs,
               options_.model, device_.name(), device_.precision_name(), graph_.threads,
               graph_.batch_size, graph_.in_flight, tuned_ ? ", as tune found" : "");
  if (!options_.json) return;
  print_json_line({{"event", "start"},
                   {"command", "colorize"},
                   {"inputs", inputs},
                   {"model", options_.model},
                   {"device", device_.name()},
                   {"precision", device_.precision_name()},
                   {"batch_size", graph_.batch_size},
                   {"threads", graph_.threads},
                   {"in_flight", graph_.in_flight},
                   {"tuned", tuned_.has_value()}});
}

RunSummary ColorizeRun::color(Source& source, Sink& sink, RunObserver& observer,
                              const std::stop_token& stop) const {
  const HalvingGenerator halving(*generator_, [](int largest) {
    spdlog::warn("out of memory: going on with batches of {}", largest);
  });
  GraphOptions graph = graph_;
  if (memory_limit_) {
    graph.in_flight_bytes = picture_memory(*memory_limit_, graph, halving, side_);
  }
  return run_colorize(source, stages_, halving, sink, graph, observer, stop);
}

std::optional<ImageFormat> output_format(const std::string& text) {
  if (text == "same") return std::nullopt;
  if (text == "png") return ImageFormat::png;
  if (text == "jpg" || text == "jpeg") return ImageFormat::jpeg;
  if (text == "webp") return ImageFormat::webp;
  if (text == "ora") return ImageFormat::ora;
  throw UsageError("--format takes same, png, jpg, webp or ora, not '" + text + "'");
}

}  // namespace tintflow
