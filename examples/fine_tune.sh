#!/usr/bin/env bash
# Teaches the default model a character's colors from 12 colored frames of an animation, and tells
# how near it comes on the frames that it has not seen: from built program to
# out/fine_tune/contact_sheet.png. Takes MINUTES (4) of training.
#   examples/fine_tune.sh [MINUTES]
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
minutes=${1:-4} out=out/fine_tune
rm -rf "$out"
"$python" examples/animation/draw.py "$out/frames" 96 --pairs
mkdir -p "$out/pairs/train" "$out/pairs/val"
# On twos: each drawing once, every fourth to learn from.
for ((frame = 1; frame <= 96; frame += 2)); do
  name=$(printf %04d "$frame")
  part=val
  if ((frame % 8 == 1)); then part=train; fi
  ln "$out/frames/$name.png" "$out/pairs/$part/"
done
"$tintflow" train "$out/pairs" --run "$out/run" --from default --max-minutes "$minutes" \
  --epochs 100000 --repeat 16 --save-minutes 0 --keep 1 --palette 16 \
  --lr-policy linear --batch-size 4 --flip 0 --data "12 frames of examples/animation"
model=$out/run/generator.safetensors
"$tintflow" evaluate "$out/pairs" --model "$model" --compare default
"$tintflow" colorize "$out/pairs/val" -o "$out/tuned" --split right --model "$model" --quiet \
  --contact-sheet "$out/contact_sheet.png"
echo "unseen frames beside their colors: $root/$out/contact_sheet.png"
