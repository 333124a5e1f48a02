"""Makes pairs for the tests."""

import pathlib

import numpy as np
from PIL import Image

SIDE = 32


def pair_pixels(number, side=SIDE):
    """Noise on the left, other noise on the right; different for each number."""
    random = np.random.default_rng(number)
    return random.integers(0, 256, (side, 2 * side, 3), dtype=np.uint8)


def write_pairs(folder, count, side=SIDE):
    """Writes 00.png, 01.png ... and returns the folder."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        Image.fromarray(pair_pixels(number, side)).save(folder / f"{number:02}.png")
    return folder


def in_unit_range(pixels):
    return pixels.astype(np.float64) / 127.5 - 1
