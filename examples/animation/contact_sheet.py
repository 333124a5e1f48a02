#!/usr/bin/env python3
"""Puts frames of several colorings of one film side by side: a row for each frame.

    contact_sheet.py OUT.png FOLDER... [--every N]

Every N-th (8) frame is shown, of fewer the last, and right of the folders' columns how much each
pixel of each changed since the frame before, four times as strong. Needs Pillow.
"""

import argparse
import pathlib

from PIL import Image, ImageChops

SIZE = (320, 180)


def opened(path):
    with Image.open(path) as picture:
        return picture.convert("RGB").resize(SIZE, Image.Resampling.BOX)


def change(before, now):
    return ImageChops.difference(before, now).point(lambda level: min(255, 4 * level))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("folders", type=pathlib.Path, nargs="+")
    parser.add_argument("--every", type=int, default=8)
    given = parser.parse_args()
    frames = [sorted(folder.glob("*.png")) for folder in given.folders]
    count = len(frames[0])
    if count < 2:
        parser.error(f"{given.folders[0]} has no two frames to compare")
    shown = range(min(given.every, count - 1), count, given.every)
    sheet = Image.new("RGB", (2 * len(frames) * SIZE[0], len(shown) * SIZE[1]), "white")
    for row, index in enumerate(shown):
        for column, files in enumerate(frames):
            now = opened(files[index])
            sheet.paste(now, (column * SIZE[0], row * SIZE[1]))
            sheet.paste(change(opened(files[index - 1]), now),
                        ((len(frames) + column) * SIZE[0], row * SIZE[1]))
    sheet.save(given.out)


if __name__ == "__main__":
    main()
