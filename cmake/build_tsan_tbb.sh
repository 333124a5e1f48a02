#!/usr/bin/env bash
# Builds Debian's oneTBB with the thread sanitizer into .deps/tbb-tsan, for the preset `tsan`.
# Debian's own libtbb is not instrumented, so that the sanitizer cannot see how it orders memory and
# reports races that are none. Needs build tools, cmake, ninja, dpkg-dev and Debian's package mirror.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
prefix=$root/.deps/tbb-tsan
if [[ -e $prefix/lib/libtbb.so ]]; then
  exit 0
fi

work=$root/.deps/tbb-tsan-build
rm -rf "$work"
mkdir -p "$work/lists/partial"

# The machine's own Debian sources, asked for source packages; apt's own state stays as it is.
for list in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do
  if [[ -s $list ]]; then
    sed -E 's/^Types: deb$/Types: deb-src/; s/^deb /deb-src /' "$list" >"$work/$(basename "$list")"
  fi
done
apt=(apt-get -q -o "Dir::Etc::sourcelist=$work/sources.list" -o "Dir::Etc::sourceparts=-"
  -o "Dir::State::lists=$work/lists" -o "APT::Sandbox::User=$(id -un)")
if [[ -e $work/debian.sources ]]; then
  mkdir -p "$work/parts"
  mv "$work/debian.sources" "$work/parts/"
  apt+=(-o "Dir::Etc::sourceparts=$work/parts")
fi
"${apt[@]}" update
(cd "$work" && "${apt[@]}" source onetbb)

cmake -S "$work"/onetbb-*/ -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib -DTBB_TEST=OFF -DTBB_STRICT=OFF \
  -DTBBMALLOC_BUILD=OFF -DTBB_SANITIZE=thread
cmake --build "$work/build"
cmake --install "$work/build"
rm -rf "$work"
