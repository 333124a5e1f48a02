#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "cli/colorize_options.h"
#include "cli/tuned_settings.h"
#include "io/sink.h"
#include "io/source.h"
#include "models/device.h"
#include "pipeline/observer.h"
#include "stages/generator.h"

namespace tintflow {

/// All that a colorize run needs beside its inputs and outputs: stages, generator, and how they use
/// the machine.
class ColorizeRun {
 public:
  /// `formats` as in `Encode`; `film`: of pictures that follow one another. Throws `UsageError` and
  /// what opening a generator throws.
  ColorizeRun(const ColorizeOptions& options, const std::vector<ImageFormat>& formats,
              const FilmSteps& film = {});

  /// The same for an ordered run with stages of its own, for frames that each take so many
  /// pictures of full size at once.
  ColorizeRun(const ColorizeOptions& options, ColorizeStages stages, std::size_t pictures_per_item);

  /// Tells what is about to run: `inputs` inputs, in words `what`.
  void announce(std::size_t inputs, const std::string& what) const;

  /// Runs the graph. Throws `UsageError` where --max-memory leaves too little for it.
  [[nodiscard]] RunSummary color(Source& source, Sink& sink, RunObserver& observer,
                                 const std::stop_token& stop) const;

 private:
  ColorizeRun(const ColorizeOptions& options, ColorizeStages stages, bool ordered,
              std::size_t pictures_per_item);

  const std::optional<TunedSettings> tuned_;
  /// What a person gave, and what `tune` found where that leaves it open.
  const CommonOptions options_;
  const int side_;
  const ColorizeStages stages_;
  GraphOptions graph_;
  Device device_;
  std::unique_ptr<Generator> generator_;
  /// Most bytes that the process may take, where that is limited.
  std::optional<std::int64_t> memory_limit_;
};

/// The format that --format asks for; none for "same". Throws `UsageError`.
[[nodiscard]] std::optional<ImageFormat> output_format(const std::string& text);

}  // namespace tintflow
