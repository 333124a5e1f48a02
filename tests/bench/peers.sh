#!/usr/bin/env bash
# Times tintflow beside what people use in Python for the same work on the same files, in turns.
# Needs build/release and 6 GB for a virtual environment in build/peers.
#
#   tests/bench/peers.sh coloring [FOLDER]   FOLDER of square PNG drawings; default: the examples
#   tests/bench/peers.sh feeding [FOLDER] [--count N] [--repeat N] [--batch-size N]
#                                            FOLDER of 1024 x 512 PNG pairs; default: random ones.
#                                            spdl-io needs Debian's libavdevice59 and libavfilter8.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

environment=build/peers/venv
pins=tests/bench/peers/requirements.txt
if ! cmp -s "$pins" "$environment/requirements.txt"; then
  # Debian's own, whose headers the Python package is built with.
  /usr/bin/python3 -m venv --clear "$environment"
  "$environment/bin/pip" install --quiet --requirement "$pins"
  cp "$pins" "$environment/requirements.txt"
fi
case "${1-}" in
  coloring)
    "$environment/bin/python" -W ignore tests/bench/peers/coloring.py build/release/tintflow \
      models/weights/default.safetensors "${@:2}"
    ;;
  feeding)
    "$environment/bin/pip" install --quiet --no-deps --force-reinstall .
    "$environment/bin/python" -W ignore tests/bench/peers/feeding.py "${@:2}"
    ;;
  *)
    sed -n '2,/^set/{/^#/s/^# \?//p}' "$0" >&2
    exit 2
    ;;
esac
