# To be sourced by an example: builds the program and goes to the project's folder. Sets `root`,
# `tintflow`, and `python`, which has Pillow.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
tintflow=build/release/tintflow

python=.deps/venv/bin/python
if [[ ! -x $python ]]; then
  python=.deps/render/bin/python
  [[ -x $python ]] || /usr/bin/python3 -m venv .deps/render
  "$python" -c 'import PIL' 2>/dev/null || .deps/render/bin/pip install --quiet Pillow==13.0.0
fi

cmake --preset release >/dev/null
cmake --build --preset release --target tintflow >/dev/null
