"""What listing and failing a million empty files takes; prints time and memory.

usage: million_names.py [COUNT]
"""

import os
import subprocess
import sys
import time

from soak import check, json_lines, new_folder

from program import PROGRAM

MEBIBYTE = 1024


def resident(process):
    """Resident memory of a running process, KiB; nothing once it has ended."""
    try:
        with open(f"/proc/{process.pid}/status") as status:
            return next((int(line.split()[1]) for line in status if line.startswith("VmRSS")), None)
    except FileNotFoundError:
        return None


def measure(arguments, output, status):
    """Seconds, peak memory in MiB and samples of memory in KiB of a run."""
    started = time.monotonic()
    samples = []
    process = subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=output,
                               stderr=subprocess.DEVNULL)
    while True:
        ended, code, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        samples.append(resident(process))
        time.sleep(0.2)
    process.returncode = os.waitstatus_to_exitcode(code)
    check(process.returncode == status, f"status {process.returncode} instead of {status}")
    return (time.monotonic() - started, usage.ru_maxrss / MEBIBYTE,
            [sample for sample in samples if sample is not None])


def main(count=1_000_000):
    with new_folder(dir="/dev/shm") as folder:
        (folder / "in").mkdir()
        for i in range(count):
            os.close(os.open(folder / f"in/drawing number {i}.png", os.O_CREAT | os.O_WRONLY))
        with open(folder / "listing", "wb+") as listing:
            seconds, peak, _ = measure(["colorize", folder / "in", "--dry-run"], listing, 0)
            listing.seek(0)
            check(sum(1 for _ in listing) == count, "not all were listed")
        print(f"million_names: {count} names listed in {seconds:.1f} s with {peak:.0f} MiB")

        with open(folder / "events", "w+") as events:
            seconds, peak, samples = measure(["colorize", folder / "in", "--json"], events, 1)
            events.seek(0)
            last = ""
            for line in events:
                last = line
            check(json_lines(last)[0]["failed"] == count, "not all were named")
        half = len(samples) // 2
        growth = (max(samples[half:]) - samples[half]) / MEBIBYTE
        print(f"million_names: {count} empty files failed by name in {seconds:.1f} s with "
              f"{peak:.0f} MiB, {growth:+.1f} MiB in the second half of the run")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
