#!/usr/bin/env bash
# Builds the fuzzers and runs each of them, two at a time, for SECONDS (60). Fails where one finds a
# crash, undefined behavior, a leak, more than 1 GiB or an input that takes longer than 30 s; what
# it found lies in build/fuzz/findings, and running the fuzzer with that file shows it again.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export seconds=${1:-60} fuzz=build/fuzz
export ASAN_OPTIONS=quarantine_size_mb=64:allocator_may_return_null=1
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

mkdir -p build
cmake --preset fuzz >"$fuzz.log" 2>&1 || { cat "$fuzz.log"; exit 1; }
cmake --build --preset fuzz
rm -rf "$fuzz/seeds" "$fuzz/findings"
mkdir -p "$fuzz/findings"
"$fuzz/tests/fuzz/write_seeds" "$fuzz/seeds"

run_fuzzer() {
  local name=$1 log=$fuzz/$1.log
  mkdir -p "$fuzz/corpus/$name"
  if "$fuzz/tests/fuzz/$name" "$fuzz/corpus/$name" "$fuzz/seeds/$name" \
      -max_total_time="$seconds" -rss_limit_mb=1024 -timeout=30 -max_len=32768 \
      -artifact_prefix="$fuzz/findings/$name-" -print_final_stats=1 >"$log" 2>&1; then
    sed -nE "s/^#([0-9]+)\s+DONE\s+cov: ([0-9]+) ft: ([0-9]+).* rss: ([0-9]+Mb).*/\1 executions, coverage \2, features \3, \4/p" \
      "$log" | sed "s/^/$name: /"
  else
    tail -n 60 "$log"
    echo "$name: failed, see $log"
    return 1
  fi
}
export -f run_fuzzer

printf '%s\n' tests/fuzz/*_fuzzer.cpp | xargs -n 1 basename -s .cpp |
  xargs -P 2 -I {} bash -c 'run_fuzzer {}'
