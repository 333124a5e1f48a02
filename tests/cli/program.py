"""Runs the program as a user does; what the command-line tests share.

The environment variable TINTFLOW names the program.
"""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import numpy
from PIL import Image, ImageDraw

PROGRAM = os.environ["TINTFLOW"]


def start(*arguments, **options):
    """Starts the program with pipes for its output; arguments of any type, options of Popen."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TINTFLOW_")}
    # What somebody tuned on this machine must not change the tests.
    environment["XDG_CACHE_HOME"] = "/nonexistent"
    environment.update(options.pop("variables", {}))
    return subprocess.Popen(
        [PROGRAM, *(a if isinstance(a, bytes) else str(a) for a in arguments)],
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True,
           "errors": "surrogateescape", "env": environment, **options})


def run(*arguments, given=None, **options):
    """Runs the program to its end; returns its exit status, standard output and standard error.

    It gets `given` on its standard input.
    """
    process = start(*arguments, **({} if given is None else {"stdin": subprocess.PIPE}), **options)
    output, errors = process.communicate(given, timeout=110)
    return process.returncode, output, errors


JOURNAL = ".tintflow-journal"


def files_below(folder):
    """Paths of all files below a folder, apart from journals."""
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*")
                  if p.is_file() and p.name != JOURNAL)


def json_lines(output):
    return [json.loads(line) for line in output.splitlines()]


def drawing(size=(96, 64), seed=0):
    """Black outlines on white, different for each seed."""
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    width, height = size
    inset = 6 + seed % 17
    pen.ellipse([inset, inset, width - inset, height - inset], outline="black", width=3)
    pen.line([0, seed * 7 % height, width, height - 1], fill="black", width=2)
    return picture


def pair(side=48, seed=0):
    """A colored shape on the left, its outline on the right."""
    picture = Image.new("RGB", (2 * side, side), "white")
    pen = ImageDraw.Draw(picture)
    inset = 4 + seed % 9
    box = [inset, inset, side - inset, side - inset]
    pen.ellipse(box, fill=("red", "green", "blue")[seed % 3], outline="black", width=2)
    pen.ellipse([box[0] + side, box[1], box[2] + side, box[3]], outline="black", width=2)
    return picture


def pixels(path):
    """A picture file as rows of RGB."""
    with Image.open(path) as picture:
        return numpy.asarray(picture.convert("RGB")).astype(int)


class ProgramTest(unittest.TestCase):
    """Gives each test an empty folder."""

    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def add_drawings(self, folder, count, size=(96, 64)):
        folder.mkdir(parents=True, exist_ok=True)
        for i in range(count):
            drawing(size, i).save(folder / f"{i}.png")

    def add_pairs(self, folder, count):
        folder.mkdir(parents=True, exist_ok=True)
        for i in range(count):
            pair(seed=i).save(folder / f"{i}.png")
