#!/usr/bin/env python3
"""Runs the micro-benchmarks of two builds in turn and prints ratios of medians.

    cmake --build BUILD_A --target bench     and the same for BUILD_B
    tests/bench/compare.py BUILD_A BUILD_B [--rounds 7] [--filter REGEX]

A ratio below 1 says that B takes less time than A. The spread is that of the single rounds' ratios,
from the first to the third quartile: a ratio whose spread holds 1 shows no difference.
"""

import argparse
import json
import pathlib
import statistics
import subprocess

PROGRAMS = ["bench_io", "bench_stages", "bench_models", "bench_pipeline"]


def measure(program, filter_):
    """Processor time of each benchmark, and its unit."""
    output = subprocess.run(
        [program, f"--benchmark_filter={filter_}", "--benchmark_format=json",
         "--benchmark_min_time=0.05"], check=True, capture_output=True, text=True).stdout
    times = {}
    for line in json.loads(output)["benchmarks"] if output.strip() else []:
        name = " ".join(filter(None, [line["name"], line.get("label")]))
        times[name] = line["cpu_time"], line["time_unit"]
    return times


def compare(name, rounds_a, rounds_b, unit):
    ratios = [b / a for a, b in zip(rounds_a, rounds_b)]
    low, _, high = statistics.quantiles(ratios, n=4)
    median_a, median_b = statistics.median(rounds_a), statistics.median(rounds_b)
    return (f"{name:44}{median_a:10.4f}{median_b:10.4f} {unit}"
            f"{median_b / median_a:8.3f}  ({low:.3f} to {high:.3f})")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("builds", nargs=2, type=pathlib.Path, metavar="BUILD")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--filter", default=".", help="of benchmarks' names, as Google Benchmark's")
    options = parser.parse_args()
    if options.rounds < 2:
        parser.error("--rounds takes a number from 2")
    print(f"{'benchmark':44}{'A':>10}{'B':>10}{'B / A':>11}")
    for program in PROGRAMS:
        paths = [build / "tests/bench" / program for build in options.builds]
        for path in paths:
            if not path.exists():
                parser.error(f"{path} is missing: build the target 'bench' there")
        rounds = [[], []]
        for number in range(options.rounds):
            # Who goes first alternates, so that a machine that grows slower favors neither.
            for side in (0, 1) if number % 2 == 0 else (1, 0):
                rounds[side].append(measure(paths[side], options.filter))
        for name, (_, unit) in rounds[0][0].items():
            if name in rounds[1][0]:
                print(compare(name, [r[name][0] for r in rounds[0]],
                              [r[name][0] for r in rounds[1]], unit))


if __name__ == "__main__":
    main()
