#!/usr/bin/env python3
"""One run on all cores against a run of its own on each core, and peak memory over pictures.

    tests/bench/scaling.py PROGRAM [--pictures 400] [--rounds 3] [--many 20000]

The runs are taken in turn and the ratio of their rates is printed, of each round and the median.
Memory is that of 1,000 drawings and of `--many`, all links to a few files.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

FILES = 16


def make_drawings(program, made, folder, count):
    """Links in `folder` to 16 synthetic drawings of 512 x 512 pixels, which are made in `made`."""
    made.mkdir()
    folder.mkdir()
    for i in range(FILES):
        rows = bytearray(b"\xff" * 512 * 512)
        for line in range(20):
            for x in range(512):
                y = (x * (line + 1) // 7 + 37 * (line + i)) % 512
                rows[512 * y + x] = 0
        (made / f"{i}.pgm").write_bytes(b"P5 512 512 255\n" + rows)
    subprocess.run([program, "colorize", made, "-o", made / "png", "--format", "png", "--quiet"],
                   check=True)
    for i in range(count):
        os.link(made / f"png/{i % FILES}.png", folder / f"{i}.png")


def start(program, inputs, outputs, core=None, threads=None):
    command = [program, "colorize", f"@{inputs}", "-o", outputs, "-y", "--json", "--no-progress",
               *(["-j", str(threads)] if threads else [])]
    pin = None if core is None else lambda: os.sched_setaffinity(0, {core})
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                            preexec_fn=pin)


def finish(process):
    """The summary line of a run."""
    output = process.communicate()[0]
    if process.returncode != 0:
        raise SystemExit(f"{process.args} ended with {process.returncode}")
    return json.loads(output.splitlines()[-1])


def write_list(path, files):
    path.write_text("".join(f"{file}\n" for file in files))
    return path


def scaling_round(program, scratch, files, cores):
    """Drawings a second of one run on all cores, and of a run on each core together."""
    everything = write_list(scratch / "all.txt", files)
    together = finish(start(program, everything, scratch / "out", threads=len(cores)))
    parts = [write_list(scratch / f"part{i}.txt", files[i::len(cores)])
             for i in range(len(cores))]
    apart = [start(program, part, scratch / f"out{core}", core, 1)
             for core, part in zip(cores, parts)]
    return together["per_second"], sum(finish(process)["per_second"] for process in apart)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--pictures", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--many", type=int, default=20_000, help="0: do not measure memory")
    options = parser.parse_args()
    program = options.program.resolve()
    cores = sorted(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        make_drawings(program, scratch / "made", scratch / "in",
                      max(options.pictures, options.many, 1000))
        files = sorted((scratch / "in").iterdir(), key=lambda path: int(path.stem))
        ratios = []
        for _ in range(options.rounds):
            together, apart = scaling_round(program, scratch, files[:options.pictures], cores)
            ratios.append(together / apart)
            print(f"one run {together:.1f}/s, {len(cores)} runs of one core {apart:.1f}/s: "
                  f"{ratios[-1]:.3f}", flush=True)
        print(f"median ratio {statistics.median(ratios):.3f}")
        if options.many == 0:
            return
        peaks = []
        for count in (1000, options.many):
            inputs = write_list(scratch / "memory.txt", files[:count])
            began = time.monotonic()
            peaks.append(finish(start(program, inputs, scratch / "memory"))["peak_rss_mb"])
            print(f"{count} drawings: peak {peaks[-1]:.1f} MiB, {time.monotonic() - began:.0f} s",
                  flush=True)
        print(f"ratio {peaks[1] / peaks[0]:.3f}")


if __name__ == "__main__":
    main()
