#!/usr/bin/env bash
# Builds the tests and runs all of them, then each fuzzer for 5 seconds.
#   tests/run.sh --fuzz   each fuzzer for 60 seconds
# Other arguments go to CTest, for example tests/run.sh -R io; then nothing is fuzzed.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
fuzz_seconds=5
if [[ ${1-} == --fuzz ]]; then
  fuzz_seconds=60
  shift
elif (($# > 0)); then
  fuzz_seconds=0
fi

cmake/setup.sh --tests
# The quickstart turns the tests off in the same build folder.
cmake --preset release -DTINTFLOW_BUILD_TESTS=ON
cmake --build --preset release
ctest --preset release --parallel "$(nproc)" --no-tests=error "$@"
if ((fuzz_seconds > 0)); then tests/fuzz/run.sh "$fuzz_seconds"; fi
