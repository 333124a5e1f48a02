#!/usr/bin/env bash
# Builds the tests and runs all of them, then each fuzzer for 5 seconds.
#   tests/run.sh --fuzz   each fuzzer for 60 seconds
#   tests/run.sh --soak   instead of all these, kills runs, fills a disk, feeds bad files and a
#                         million names, for about ten minutes; as root, to mount the disk
# Other arguments go to CTest, for example tests/run.sh -R io; then nothing is fuzzed.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
fuzz_seconds=5
soak=false
if [[ ${1-} == --fuzz ]]; then
  fuzz_seconds=60
  shift
elif [[ ${1-} == --soak ]]; then
  soak=true
  shift
elif (($# > 0)); then
  fuzz_seconds=0
fi

cmake/setup.sh --tests
# The quickstart turns the tests off in the same build folder.
cmake --preset release -DTINTFLOW_BUILD_TESTS=ON
cmake --build --preset release
if $soak; then
  export TINTFLOW=$PWD/build/release/tintflow
  for script in kill_rounds kill_training bad_files full_disk full_disk_film million_names; do
    .deps/venv/bin/python "tests/soak/$script.py"
  done
  exit
fi
ctest --preset release --parallel "$(nproc)" --no-tests=error "$@"
if ((fuzz_seconds > 0)); then tests/fuzz/run.sh "$fuzz_seconds"; fi
