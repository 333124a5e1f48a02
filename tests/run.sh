#!/usr/bin/env bash
# Builds the tests and runs all of them. Arguments go to CTest, for example: tests/run.sh -R io
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
cmake/setup.sh --tests
# The quickstart turns the tests off in the same build folder.
cmake --preset release -DTINTFLOW_BUILD_TESTS=ON
cmake --build --preset release
ctest --preset release --parallel "$(nproc)" --no-tests=error "$@"
