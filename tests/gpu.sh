#!/usr/bin/env bash
# Tests the program on a machine with an NVIDIA GPU, then measures it there; the rest of the tests
# needs no GPU.
#   tests/gpu.sh [PROGRAM]
# PROGRAM is build/release/tintflow, built with -DTINTFLOW_LIBTORCH=DIR of a CUDA build. Python needs
# numpy and Pillow, and films are made with ffmpeg.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
TINTFLOW=$(realpath "${1:-$root/build/release/tintflow}")
export TINTFLOW
python=$root/.deps/venv/bin/python
if [[ ! -x $python ]]; then python=python3; fi

if ! "$TINTFLOW" info | grep -q "cuda:0"; then
  echo "gpu.sh: $TINTFLOW finds no GPU here:" >&2
  "$TINTFLOW" colorize - --device cuda </dev/null >&2 || true
  exit 1
fi
"$python" "$root/tests/gpu/gpu_test.py" -v
"$TINTFLOW" bench --device cuda
