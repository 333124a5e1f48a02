#!/usr/bin/env bash
# Trains a model as the default one is: a palette to choose colors from, and color hints. With few pairs
# the network soon learns them by heart, and colors others no better: 11 epochs of 5,000 pairs were best
# (docs/quality.md). Runs on a CPU or a CUDA device; a run that was cut off goes on.
#   examples/train_default.sh PAIRS [MINUTES] [RUN] [OPTION...]
# PAIRS has train/ and val/ with color left, drawing right. MINUTES is 600, RUN is runs/default.
# OPTIONs go to `tintflow train`, such as --from default.
set -euo pipefail

if (($# == 0)); then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2
  exit 2
fi
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
pairs=$1 minutes=${2:-600} run=${3:-runs/default}
shift $(($# < 3 ? $# : 3))
tintflow=$root/build/release/tintflow

resume=()
if compgen -G "$run/checkpoints/step_*" >/dev/null; then resume=(--resume); fi
"$tintflow" train "$pairs" --run "$run" --max-minutes "$minutes" --hints \
  --palette 32 --ema 0.999 --lr 4e-4 --beta1 0.9 --lr-policy linear "${resume[@]}" "$@"
"$tintflow" evaluate "$pairs" --model "$run/generator.safetensors" --compare default
