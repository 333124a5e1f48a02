#!/usr/bin/env bash
# Builds tintflow and colors the example drawings: from a fresh Debian 12 machine to
# out/contact_sheet.png. Installs what is missing, and is done in seconds the second time.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# timed NAME COMMAND... runs the command and says how long it took, or that it failed.
timed() {
  local name=$1 start=${EPOCHREALTIME/[.,]/} status=0 tenths
  shift
  echo "[quickstart] $name: $*"
  "$@" || status=$?
  if ((status != 0)); then
    echo "[quickstart] $name failed; the messages above say why. Run this script again to go on." >&2
    exit "$status"
  fi
  tenths=$(((${EPOCHREALTIME/[.,]/} - start) / 100000))
  printf '[quickstart] %s: done in %d.%d s\n' "$name" $((tenths / 10)) $((tenths % 10))
}

timed "set-up" cmake/setup.sh
timed "configuring" cmake --preset release -DTINTFLOW_BUILD_TESTS=OFF
timed "building" cmake --build --preset release --target tintflow
timed "coloring" build/release/tintflow colorize examples/sketches -o out -y \
  --contact-sheet out/contact_sheet.png

echo "[quickstart] drawings beside their colors: $root/out/contact_sheet.png"
