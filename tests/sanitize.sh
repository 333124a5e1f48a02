#!/usr/bin/env bash
# Tests io, stages and pipeline under the address and undefined behavior sanitizers, then under the
# thread sanitizer. Takes several minutes; needs what tests/run.sh installs, and dpkg-dev.
set -euo pipefail
cd "$(dirname "$0")/.."

cmake/build_tsan_tbb.sh
for preset in asan tsan; do
  cmake --preset "$preset"
  cmake --build --preset "$preset"
  ctest --preset "$preset" -j "$(nproc)"
done
