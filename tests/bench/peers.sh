#!/usr/bin/env bash
# Times tintflow beside what people use in Python for the same work on the same files, in turns.
# Needs build/release and 6 GB for a virtual environment in build/peers.
#
#   tests/bench/peers.sh coloring [FOLDER]   FOLDER of square PNG drawings; default: the examples
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

environment=build/peers/venv
if [[ ! -x $environment/bin/python ]]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --requirement tests/bench/peers/requirements.txt
fi
case "${1-}" in
  coloring)
    "$environment/bin/python" -W ignore tests/bench/peers/coloring.py build/release/tintflow \
      models/weights/default.safetensors "${@:2}"
    ;;
  *)
    sed -n '2,/^set/{/^#/s/^# \?//p}' "$0" >&2
    exit 2
    ;;
esac
