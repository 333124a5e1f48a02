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

std::size_t pictures_per_item(const std::vector<ImageFormat>& formats) {
  const bool is_layered = std::ranges::count(formats, ImageFormat::ora) > 0;
  return is_layered ? kLayeredPictures : GraphOptions{}.pictures_per_item;
}

ColorizeStages with_film(ColorizeStages stages, const FilmSteps& film) {
  stages.film = film;
  return stages;
}

}  // namespace

ColorizeRun::ColorizeRun(const ColorizeOptions& options, const std::vector<ImageFormat>& formats,
                         const FilmSteps& film)
    : ColorizeRun(options, with_film(make_stages(options, formats), film), film.any(),
                  pictures_per_item(formats)) {}

ColorizeRun::ColorizeRun(const ColorizeOptions& options, ColorizeStages stages,
                         std::size_t pictures_per_item)
    : ColorizeRun(options, std::move(stages), true, pictures_per_item) {}

ColorizeRun::ColorizeRun(const ColorizeOptions& options, ColorizeStages stages, bool ordered,
                         std::size_t pictures_per_item)
    : tuned_(TuningCache().find(options.common)),
      options_(tuned_ ? with_settings(options.common, *tuned_) : options.common),
      side_(options.size),
      stages_(std::move(stages)),
      graph_(graph_options(options_)) {
  graph_.ordered = ordered;
  graph_.pictures_per_item = pictures_per_item;
  if (!options.max_memory.empty()) memory_limit_ = parse_memory_size(options.max_memory);
  OpenedGenerator opened = open_generator(options_, options.size, options.choice);
  device_ = opened.device;
  generator_ = std::move(opened.generator);
}

void ColorizeRun::announce(std::size_t inputs, const std::string& what) const {
  spdlog::info("{}, model {}, {} {}, {} threads, batches of {}, {} in flight{}", what,
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
  const RunSummary summary = run_colorize(source, stages_, halving, sink, graph, observer, stop);
  const std::size_t left = stages_.film.references.size() - summary.references_used;
  if (left > 0 && !summary.stopped && !summary.fatal_error) {
    spdlog::warn("the film ended before {} of the references", left);
  }
  return summary;
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
