#!/usr/bin/env bash
# Draws a short animation on twos, colors it with colors that hold still and without, and tells how
# much each flickers: from built program to out/animation/contact_sheet.png. FRAMES is 96.
#   examples/animation.sh [FRAMES]
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
frames=${1:-96} out=out/animation
rm -rf "$out"
"$python" examples/animation/draw.py "$out/drawn" "$frames"
for temporal in off on; do
  "$tintflow" colorize "$out/drawn/%04d.png" -o "$out/$temporal/%04d.png" --temporal "$temporal"
done
for temporal in off on; do
  echo "--temporal $temporal:"
  "$tintflow" evaluate "$out/drawn/%04d.png" --video "$out/$temporal/%04d.png"
done
"$tintflow" colorize "$out/drawn/%04d.png" -o "$out/film.mp4" --fps 24 --quiet
"$python" examples/animation/contact_sheet.py "$out/contact_sheet.png" "$out"/{drawn,off,on}
echo "the film: $root/$out/film.mp4"
echo "drawings, colors without and with --temporal, and their changes: $root/$out/contact_sheet.png"
