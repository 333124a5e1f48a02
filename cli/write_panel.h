#pragma once

#include <filesystem>
#include <vector>

#include "stages/panel.h"

namespace tintflow {

/// Writes rows as `draw_panel` draws them, with cells of 256 pixels, as a PNG, and makes the folder
/// that it lies in. Throws `FatalError`.
void write_panel(const std::vector<PanelRow>& rows, int columns, const std::filesystem::path& file);

}  // namespace tintflow
