#include "pipeline/film_nodes.h"

#include <memory>
#include <utility>

#include "io/errors.h"
#include "pipeline/item_id.h"
#include "pipeline/stage_node.h"
#include "stages/reference_colors.h"

namespace tintflow {
namespace {

/// Players show times rounded to milliseconds.
constexpr double kAsRead = 0.0005;

std::uint64_t index_of(const std::variant<Result<Colored>, Repeat>& turn) {
  const auto* repeat = std::get_if<Repeat>(&turn);
  return repeat ? repeat->sample.id.index : id_of(std::get<Result<Colored>>(turn)).index;
}

}  // namespace

FilmNodes::FilmNodes(tbb::flow::graph& graph, const FilmSteps& steps, RunContext& run)
    : steps_(steps),
      state_(steps.start),
      fatal_(run.fatal),
      order_samples_(graph, [](const Result<Sample>& item) { return id_of(item).index; }),
      find_(make_find_node(graph, run)),
      join_(graph, tbb::flow::unlimited, [](const Result<Colored>& item) { return Turn(item); }),
      order_turns_(graph, [](const Turn& turn) { return index_of(turn); }),
      settle_(graph, tbb::flow::serial, [this](const Turn& turn) { return settle(turn); }) {
  if (steps.reuse) finder_.emplace(*steps.reuse);
  if (steps.temporal) holding_ = &run.metrics.add("temporal");
  using tbb::flow::make_edge;
  make_edge(order_samples_, find_);
  make_edge(tbb::flow::output_port<2>(find_), order_turns_);
  make_edge(join_, order_turns_);
  make_edge(order_turns_, settle_);
}

bool FilmNodes::begins_segment(std::uint64_t frame) const {
  return steps_.segment > 0 && frame > 0 && frame % steps_.segment == 0;
}

FilmNodes::FindNode FilmNodes::make_find_node(tbb::flow::graph& graph, RunContext& run) {
  StageMetrics* metrics = steps_.reuse ? &run.metrics.add("dedupe") : nullptr;
  return {graph, tbb::flow::serial,
          [this, metrics](const Result<Sample>& item, FindNode::output_ports_type& ports) {
            std::optional<std::uint64_t> original;
            if (metrics) {
              if (begins_segment(id_of(item).index)) finder_.emplace(*steps_.reuse);
              const StageMetrics::Call call(*metrics, item ? 1 : 0);
              original = finder_->original_of(item);
            }
            if (!original) {
              std::get<0>(ports).try_put(item);
              return;
            }
            ++reused_;
            std::get<1>(ports).try_put(Passed{});
            std::get<2>(ports).try_put(Turn(Repeat{*item, *original}));
          }};
}

Result<Colored> FilmNodes::settle(const Turn& turn) {
  if (const std::uint64_t frame = index_of(turn); begins_segment(frame)) {
    colors_ = RecentColors();
    if (steps_.at_segment) steps_.at_segment(frame, state_);
  }
  const auto* repeat = std::get_if<Repeat>(&turn);
  const Result<Colored> item = repeat ? colors_.color(*repeat) : std::get<Result<Colored>>(turn);
  if (!repeat && steps_.reuse) colors_.keep(item);
  return item && holding_ ? hold(*item) : item;
}

const FilmReference* FilmNodes::reference_of(const Sample& sample) {
  const FrameTime time = sample.drawing.metadata.time.value_or(FrameTime());
  if (!state_.start) state_.start = time.start;
  const double seconds = static_cast<double>(time.start - *state_.start) * steps_.seconds_per_tick;
  const FilmReference* found = nullptr;
  while (state_.references_used < steps_.references.size() &&
         steps_.references[state_.references_used].seconds <= seconds + kAsRead) {
    found = &steps_.references[state_.references_used++];
  }
  return found;
}

Result<Colored> FilmNodes::hold(const Colored& colored) {
  const Sample& sample = colored.sample;
  auto held = call_measured(*holding_, 1, fatal_, [&]() -> Expected<Colored> {
    ShownDrawing shown{.regions = find_regions(sample.input),
                       .has_light_ink = sample.has_light_ink,
                       .color = colored.color};
    if (const FilmReference* reference = reference_of(sample)) {
      const auto color = reference_colors(reference->picture, sample, shown.regions);
      if (!color) throw FatalError(color.error());
      shown.color = *color;
      state_.shown = shown;
      state_.shown->reference = std::make_shared<const ShownDrawing>(shown);
    } else {
      state_.shown = state_.shown ? hold_colors(*state_.shown, shown) : shown;
    }
    return Colored{sample, state_.shown->color};
  });
  if (held) return std::move(*held);
  return tl::unexpected(Failure{sample.id, holding_->name(), held.error()});
}

}  // namespace tintflow
