#pragma once

#include <filesystem>

#include "io/output_plan.h"
#include "io/result.h"
#include "stages/composite.h"

namespace tintflow {

/// Writes a PNG with every drawing beside its colored result, both on paper; pairs that lack either
/// are left out. Reads the pictures back from disk, so that it shows what was really written.
[[nodiscard]] Expected<void> write_contact_sheet(const OutputPlan& plan, const Composite& paper,
                                                 const std::filesystem::path& file);

}  // namespace tintflow
