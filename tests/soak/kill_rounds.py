"""Kills runs at random moments and resumes them; the results must be those of an undisturbed run.

usage: kill_rounds.py [ROUNDS] [SEED]
"""

import random
import shutil
import sys
import time

from soak import add_drawings, check, check_same, color, contents, new_folder, start, visible

DRAWINGS = 200


def main(rounds=100, seed=0):
    chance = random.Random(seed)
    with new_folder() as folder:
        add_drawings(folder / "in", DRAWINGS)
        started = time.monotonic()
        color(folder / "in", folder / "expected")
        longest = time.monotonic() - started
        expected = contents(folder / "expected")
        out = folder / "out"
        kills = completed = temporaries = 0
        while kills < rounds:
            process = start("colorize", folder / "in", "-o", out, "--no-progress")
            time.sleep(chance.uniform(0, longest / 2))
            process.kill()
            _, errors = process.communicate()
            check(process.returncode in (-9, 0), f"status {process.returncode}: {errors}")
            kills += process.returncode == -9
            left = contents(out) if out.exists() else {}
            temporaries += len(left) - len(visible(left))
            for name in visible(left):
                check(left[name] == expected[name], f"{name} is torn")
            # A run that came to its end has left nothing to kill, so the next begins anew.
            if process.returncode == 0 or chance.random() < 0.2 or kills == rounds:
                finish(folder, expected)
                completed += 1
                shutil.rmtree(out)
        print(f"kill_rounds: {kills} runs killed, {temporaries} temporary files left by them, "
              f"{completed} jobs resumed to the end, all {DRAWINGS} outputs as expected")


def finish(folder, expected):
    lines, _ = color(folder / "in", folder / "out")
    summary = lines[-1]
    check(summary["written"] + summary["skipped"] == DRAWINGS, f"not all done: {summary}")
    check_same(contents(folder / "out"), expected, "resumed run")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
