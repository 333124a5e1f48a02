#pragma once

#include <cstdint>
#include <string>

#include "pipeline/run_options.h"
#include "stages/generator.h"

namespace tintflow {

/// Bytes that a text such as "512M", "2G" or "1.5G" means (K, M, G are powers of 1024; bytes
/// without one). Throws `UsageError`, naming `option`, for what is no size.
[[nodiscard]] std::int64_t parse_memory_size(const std::string& text,
                                             const std::string& option = "max-memory");

/// Memory that programs may still take, bytes: what the machine has available, and what the limit
/// of the process's control group leaves.
[[nodiscard]] std::int64_t available_memory();

/// Bytes that pictures in flight may take so that the process takes no more than `limit`: what is
/// left beside the memory that it has now and that `generator` takes for squares of `side` pixels
/// on all threads, which one batch of blank paper tells. Throws `UsageError` where that is too
/// little.
[[nodiscard]] std::size_t picture_memory(std::int64_t limit, const GraphOptions& graph,
                                         const Generator& generator, int side);

}  // namespace tintflow
