#pragma once

#include <stop_token>

#include "io/frame.h"
#include "io/sink.h"
#include "io/source.h"
#include "pipeline/film_steps.h"
#include "pipeline/metrics.h"
#include "pipeline/observer.h"
#include "pipeline/run_options.h"
#include "stages/generator.h"
#include "stages/sample.h"
#include "stages/stage.h"

namespace tintflow {

/// The steps of a drawing's way that vary with the job. Each is called from many threads at once.
struct ColorizeStages {
  Stage<Encoded, Frame> decode;
  Stage<Frame, Artwork> split;
  Stage<Artwork, Artwork> composite;
  Stage<Artwork, Artwork> ink;
  Stage<Artwork, Artwork> clean;
  Stage<Artwork, Artwork> crop;
  Stage<Artwork, Sample> resize;
  Stage<Sample, Sample> normalize;
  Stage<Colored, Frame> restore;
  Stage<Frame, Encoded> encode;
  /// Of ordered runs alone.
  FilmSteps film = {};
};

/// Carries every item of the source through the stages to the sink; returns when all are done.
///
/// Each admitted item is reported to the observer exactly once, written or failed, also when the
/// run ends early. A stop request ends admission and lets finish what is in flight; it cannot
/// interrupt `Source::next`. What makes going on pointless (`FatalError` of a stage, the generator
/// or the sink; any exception of source or observer) does the same, and its reason is in the
/// summary, so that a caller can still tell what was done.
[[nodiscard]] RunSummary run_colorize(Source& source, const ColorizeStages& stages,
                                      const Generator& generator, Sink& sink,
                                      const GraphOptions& options, RunObserver& observer,
                                      const std::stop_token& stop);

}  // namespace tintflow
