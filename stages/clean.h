#pragma once

#include "io/result.h"
#include "stages/sample.h"

namespace tintflow {

/// Makes the paper of photographed and scanned drawings white.
///
/// The picture is divided by an estimate of its bare paper, so that shadows, vignettes and casts of
/// color go while the drawing keeps its hues, faint ones too; what still differs from white by no
/// more than the paper's noise becomes white. A drawing on white paper already stays as it is.
struct Clean {
  static constexpr const char* name = "clean";

  enum class Mode {
    /// Only adds a notice where cleaning would help.
    none,
    paper,
  };
  Mode mode = Mode::none;

  Expected<Artwork> operator()(const Artwork& artwork) const;
};

}  // namespace tintflow
