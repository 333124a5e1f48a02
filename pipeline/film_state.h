#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "io/result.h"
#include "stages/hold_colors.h"

namespace tintflow {

/// What a run knows of a film's frames so far, with which it could go on as if it had never ended.
struct FilmState {
  /// The last drawing that has colors; those that failed are passed over.
  std::optional<ShownDrawing> shown = {};
  /// Of the first drawing, ticks.
  std::optional<std::int64_t> start = {};
  /// References whose frame has come.
  std::size_t references_used = 0;
};

/// The state as JSON, to be kept in a file.
[[nodiscard]] std::string film_state_text(const FilmState& state);

/// The state that a text of `film_state_text` tells. The error is that it is none.
[[nodiscard]] Expected<FilmState> parse_film_state(const std::string& text);

}  // namespace tintflow
