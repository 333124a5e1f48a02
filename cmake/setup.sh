#!/usr/bin/env bash
# Installs what tintflow is built from on Debian 12: apt packages, and LibTorch in .deps/libtorch.
# Does nothing where all is there. An interrupted run leaves nothing half-done: run it again.
#
#   cmake/setup.sh          for the program
#   cmake/setup.sh --tests  also for the tests and the lint target, and a Python in .deps/venv
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
deps=$root/.deps

packages=(
  ca-certificates g++ cmake ninja-build ccache pkg-config unzip python3-pip python3-venv
  libopencv-core-dev libopencv-imgproc-dev libopencv-video-dev libtbb-dev
  libavformat-dev libavcodec-dev libavutil-dev libswscale-dev
  libjpeg62-turbo-dev libspng-dev libdeflate-dev libisal-dev libwebp-dev libzip-dev libjxl-dev
  liblcms2-dev
  libboost-program-options-dev libspdlog-dev libfmt-dev nlohmann-json3-dev libexpected-dev
)
test_packages=(
  libgtest-dev libgmock-dev libbenchmark-dev clang-format clang-tidy clang libclang-rt-dev
  python3-dev ffmpeg
)

# apt's own Python: another one that comes first on PATH may have no pip or be another version.
python=/usr/bin/python3
pip_options=(--quiet --disable-pip-version-check --no-cache-dir --require-hashes --only-binary=:all:)

die() {
  echo "[setup] $*" >&2
  exit 1
}

# begin MESSAGE ... end: one printed line with the time between the two. What commands print in
# between goes to $log, which is shown only if one of them fails.
begin() {
  printf '[setup] %s ... ' "$1"
  started=$EPOCHREALTIME
  exec >"$log" 2>&1
}

end() {
  exec >&3 2>&4
  local tenths=$(((${EPOCHREALTIME/[.,]/} - ${started/[.,]/}) / 100000))
  printf '%d.%d s\n' $((tenths / 10)) $((tenths % 10))
  rm "$log"
}

clean_up() {
  exec >&3 2>&4
  if [[ -e $log ]]; then
    printf 'failed\n'
    cat "$log" >&2
  fi
  rm -rf "$temporary"
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

install_packages() {
  local missing
  mapfile -t missing < <(comm -23 <(printf '%s\n' "$@" | sort) <(
    dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
      sed -n 's/^installed //p' | sort))
  ((${#missing[@]} > 0)) || return 0

  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    die "these packages are missing and there is no sudo to install them with; as root, run: apt-get install ${missing[*]}"
  fi
  begin "apt: package lists"
  as_root apt-get update
  end
  begin "apt: installing ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends "${missing[@]}"
  end
}

install_libtorch() {
  local pins=$root/cmake/libtorch-requirements.txt target=$deps/libtorch
  cmp -s "$pins" "$target/requirements.txt" && return
  local wheels=$temporary/wheels unpacked=$temporary/libtorch

  begin "LibTorch $(sed -n 's/^torch==\([^ ]*\).*/\1/p' "$pins"): downloading 544 MB"
  TMPDIR=$temporary "$python" -m pip download "${pip_options[@]}" --no-deps --dest "$wheels" \
    --python-version 3.11 --implementation cp --abi cp311 \
    --platform manylinux_2_28_x86_64 --platform manylinux_2_25_x86_64 \
    --platform manylinux2014_x86_64 --requirement "$pins"
  end

  begin "LibTorch: unpacking into $target"
  unzip -q "$wheels/torch-*.whl" 'torch/include/*' 'torch/lib/libtorch_cpu.so' \
    'torch/lib/libc10.so' 'torch/lib/libgomp*' -d "$unpacked"
  unzip -q "$wheels/nvidia_cuda_runtime-*.whl" 'nvidia/*/libcudart.so*' -d "$unpacked"
  unzip -q "$wheels/nvidia_cuda_cupti-*.whl" 'nvidia/*/libcupti.so*' -d "$unpacked"
  if ldd "$unpacked/torch/lib/libtorch_cpu.so" | grep 'not found'; then
    echo "LibTorch lacks the libraries above on this machine."
    exit 1
  fi
  cp "$pins" "$unpacked/requirements.txt"
  rm -rf "$target"
  mv "$unpacked" "$target"
  end
}

install_test_python() {
  local pins=$root/tests/requirements.txt venv=$deps/venv
  cmp -s "$pins" "$venv/requirements.txt" && return

  begin "Python packages for the tests: $(sed -n 's/^\([^# ]\+\).*/\1/p' "$pins" | paste -sd ' ')"
  "$python" -m venv --clear "$venv"
  "$venv/bin/python" -m pip install "${pip_options[@]}" --requirement "$pins"
  cp "$pins" "$venv/requirements.txt"
  end
}

case "$*" in
  '') ;;
  --tests) packages+=("${test_packages[@]}") ;;
  *) die "usage: cmake/setup.sh [--tests]" ;;
esac
[[ $(uname -sm) == "Linux x86_64" ]] ||
  die "LibTorch is pinned for x86-64 Linux, this machine is $(uname -sm). Build by hand with -DTINTFLOW_LIBTORCH=DIR, see README.md."
command -v apt-get >/dev/null ||
  die "this machine has no apt. Install what corresponds to these Debian packages, then build by hand: ${packages[*]}"

mkdir -p "$deps"
exec 9>"$deps/lock"
flock 9  # A second run waits, and then finds all done.
temporary=$deps/setup
rm -rf "$temporary"
mkdir "$temporary"
log=$temporary/log
exec 3>&1 4>&2
trap clean_up EXIT

install_packages "${packages[@]}"
install_libtorch
if [[ $* == --tests ]]; then install_test_python; fi
