"""What the soak tests share: drawings, runs of the program, comparisons of folders.

The environment variable TINTFLOW names the program.
"""

import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from program import JOURNAL, drawing, files_below, json_lines, pair, run, start  # noqa: E402,F401


def check(is_true, what):
    """Ends the script with status 1 unless it is true."""
    if not is_true:
        sys.exit(f"FAILED: {what}")


def new_folder(**options):
    """A folder that is removed at the end, as a context with a path."""
    class Folder(tempfile.TemporaryDirectory):
        def __enter__(self):
            return pathlib.Path(super().__enter__())
    return Folder(prefix="tintflow-soak-", **options)


def add_drawings(folder, count, side=64):
    """Drawings of different sizes from `side` pixels on."""
    folder.mkdir()
    for i in range(count):
        drawing((side + i % 40, side + i % 30), i).save(folder / f"{i}.png")


def contents(folder):
    """Every file's bytes by its path, apart from the journal."""
    return {name: (folder / name).read_bytes() for name in files_below(folder)}


def check_same(found, expected, what):
    missing = sorted(set(expected) - set(found))
    extra = sorted(set(found) - set(expected))
    differing = sorted(name for name in set(found) & set(expected)
                       if found[name] != expected[name])
    check(not missing and not extra and not differing,
          f"{what}: missing {missing[:5]}, extra {extra[:5]}, differing {differing[:5]}")


def color(inputs, out, *options, status=0):
    """Runs to the end; returns the JSON lines and standard error."""
    process = start("colorize", inputs, "-o", out, "--json", "--no-progress", *options)
    output, errors = process.communicate()
    check(process.returncode == status,
          f"status {process.returncode} instead of {status}:\n{errors}")
    return json_lines(output), errors


def visible(names):
    return {name for name in names if not os.path.basename(name).startswith(".")}
