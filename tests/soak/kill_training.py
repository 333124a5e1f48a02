"""Kills training runs at random moments and resumes them; what they end with must be, byte for byte,
what an undisturbed run ends with.

usage: kill_training.py [KILLS] [SEED]
"""

import random
import shutil
import sys
import time

from soak import check, new_folder, pair, start

PAIRS = 24
SETTINGS = ["--epochs", 30, "--ngf", 4, "--ndf", 4, "--levels", 4, "--size", 64, "--load-size", 72,
            "--batch-size", 2, "--hints", "--ema", 0.9, "--save-minutes", 0.01, "--no-progress"]


def train(folder, run, *options):
    return start("train", folder / "pairs", "--run", folder / run, *SETTINGS, *options)


def finish(folder, run, *options):
    process = train(folder, run, *options)
    _, errors = process.communicate()
    check(process.returncode == 0, f"status {process.returncode}: {errors}")


def has_checkpoint(run):
    return any(path.suffix == ".safetensors" for path in (run / "checkpoints").glob("step_*"))


def main(kills=30, seed=0):
    chance = random.Random(seed)
    with new_folder() as folder:
        (folder / "pairs/train").mkdir(parents=True)
        (folder / "pairs/val").mkdir()
        for i in range(PAIRS):
            pair(64, i).save(folder / "pairs/train" / f"{i}.png")
        pair(64, 99).save(folder / "pairs/val/0.png")
        started = time.monotonic()
        finish(folder, "expected")
        longest = time.monotonic() - started
        expected = (folder / "expected/generator.safetensors").read_bytes()

        run = folder / "run"
        killed = resumed = completed = 0
        while killed < kills:
            resumes = has_checkpoint(run)
            if not resumes:
                shutil.rmtree(run, ignore_errors=True)
            process = train(folder, "run", *(["--resume"] if resumes else []))
            time.sleep(chance.uniform(0.3, longest / 2))
            process.kill()
            _, errors = process.communicate()
            check(process.returncode in (-9, 0), f"status {process.returncode}: {errors}")
            killed += process.returncode == -9
            resumed += resumes
            if process.returncode == 0 or killed == kills:
                if process.returncode != 0:
                    finish(folder, "run", *(["--resume"] if has_checkpoint(run) else []))
                check((run / "generator.safetensors").read_bytes() == expected,
                      "the resumed run's generator differs")
                completed += 1
                shutil.rmtree(run)
        print(f"kill_training: {killed} runs killed, {resumed} resumed, {completed} brought to the "
              "end, all with the generator of an undisturbed run")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
