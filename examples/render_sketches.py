#!/usr/bin/env python3
"""Renders examples/sketches/svg/*.svg into the pictures in examples/sketches/.

    python3 -m venv .deps/render
    .deps/render/bin/pip install resvg_py==0.5.0 Pillow==13.0.0
    .deps/render/bin/python examples/render_sketches.py [NAME...]

Without names, all are rendered. The sizes and file types differ on purpose, so that the folder
shows what colorizing takes.
"""

import io
import sys
from pathlib import Path

import resvg_py
from PIL import Image

SKETCHES = Path(__file__).resolve().parent / "sketches"

# name: width in pixels, kind of file; all others are DEFAULT.
DEFAULT = (768, "rgb")
SPECIAL = {
    "bird": (512, "rgb"),
    "butterfly": (900, "transparent"),
    "car": (1024, "rgb"),
    "landscape": (1600, "rgb"),
    "man_with_hat": (512, "rgb"),
    "market_stall": (1024, "rgb"),
    "mushroom": (600, "gray"),
    "tree": (900, "jpeg"),
    "turtle": (2048, "gray"),
}


def render(svg: Path) -> Path:
    width, kind = SPECIAL.get(svg.stem, DEFAULT)
    # Drawn at twice the size: SVG filters work on whole pixels and would leave rough lines.
    drawn = resvg_py.svg_to_bytes(svg_path=str(svg), width=2 * width)
    picture = Image.open(io.BytesIO(drawn)).convert("RGBA").reduce(2)
    if kind != "transparent":
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture).convert("L" if kind == "gray" else "RGB")
    # 8 levels keep the edges of lines smooth, and the files small.
    levels = [round(round(value * 7 / 255) * 255 / 7) for value in range(256)]
    picture = picture.point(levels * len(picture.getbands()))

    if kind == "jpeg":
        path = SKETCHES / f"{svg.stem}.jpg"
        picture.save(path, quality=88, optimize=True)
    else:
        path = SKETCHES / f"{svg.stem}.png"
        picture.save(path, optimize=True)
    return path


def main(names: list[str]) -> None:
    for svg in sorted((SKETCHES / "svg").glob("*.svg")):
        if not names or svg.stem in names:
            path = render(svg)
            with Image.open(path) as picture:
                print(f"{path.name}: {picture.size[0]}x{picture.size[1]} {picture.mode}, "
                      f"{path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
