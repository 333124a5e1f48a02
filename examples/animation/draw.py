#!/usr/bin/env python3
"""Draws the frames of a short animation as line art: a duck walks past a house, on twos.

    draw.py FOLDER [COUNT] [--pairs]

Writes COUNT (96) numbered PNGs of 640 x 360 pixels, 24 to a second; every drawing stands for two of
them. With --pairs the colored frame lies left of the drawing. Needs Pillow.
"""

import math
import pathlib
import sys

from PIL import Image, ImageDraw

SIZE = (640, 360)
SCALE = 3  # Drawn larger and reduced, so that lines have smooth edges.
INK, PAPER = 0, 255
GROUND = 300
SKY, HILLS, GRASS, SUN, CLOUD = "#9fd3f0", "#8fbf6a", "#5e9a45", "#f7c948", "#ffffff"
WALL, ROOF, DOOR, PANE = "#f0d9b5", "#b5473c", "#7a4a2b", "#bfe3f2"
TRUNK, CROWN = "#8a5a36", "#3f7f4a"
DUCK, WING, BEAK, SCARF, EYE = "#f2e2b0", "#d9b36c", "#f08a24", "#c2345a", "#ffffff"


class Pen:
    """Draws closed shapes, each of which hides what lies below, as line art and in color at once."""

    def __init__(self, drawing=None, color=None):
        size = (SIZE[0] * SCALE, SIZE[1] * SCALE)
        self.drawing = drawing or Image.new("L", size, PAPER)
        self.color = color or Image.new("RGB", size, SKY)
        self.pens = ImageDraw.Draw(self.drawing), ImageDraw.Draw(self.color)

    def copy(self):
        return Pen(self.drawing.copy(), self.color.copy())

    def line(self, points, width=3):
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        radius = width * SCALE / 2
        for pen, ink in zip(self.pens, (INK, "black")):
            pen.line(scaled, fill=ink, width=width * SCALE, joint="curve")
            for x, y in (scaled[0], scaled[-1]):
                pen.ellipse([x - radius, y - radius, x + radius, y + radius], fill=ink)

    def shape(self, points, color, width=3):
        for pen, paint in zip(self.pens, (PAPER, color)):
            pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=paint)
        self.line([*points, points[0], points[1]], width)

    def ellipse(self, center, radii, color, angle=0, width=3):
        turn = math.radians(angle)
        points = []
        for step in range(72):
            x = radii[0] * math.cos(step * math.tau / 72)
            y = radii[1] * math.sin(step * math.tau / 72)
            points.append((center[0] + x * math.cos(turn) - y * math.sin(turn),
                           center[1] + x * math.sin(turn) + y * math.cos(turn)))
        self.shape(points, color, width)

    def dot(self, center, radius):
        x, y, r = (value * SCALE for value in (*center, radius))
        for pen, ink in zip(self.pens, (INK, "black")):
            pen.ellipse([x - r, y - r, x + r, y + r], fill=ink)

    def finished(self):
        return self.drawing.resize(SIZE, Image.Resampling.BOX)

    def finished_pair(self):
        pair = Image.new("RGB", (2 * SIZE[0], SIZE[1]))
        pair.paste(self.color.resize(SIZE, Image.Resampling.BOX), (0, 0))
        pair.paste(self.finished(), (SIZE[0], 0))
        return pair


def draw_background(pen):
    hills = [(x, 215 - 30 * math.sin(x / 90) - 12 * math.sin(x / 37)) for x in range(-5, 651, 5)]
    pen.shape([(-10, 372), *hills, (660, 372)], HILLS)
    pen.ellipse((560, 62), (34, 34), SUN)
    for x, y, size in ((110, 70, 1.0), (330, 48, 0.8)):
        bumps = [(x + size * (48 * math.cos(a) + 9 * math.cos(5 * a)),
                  y + size * (20 * math.sin(a) + 6 * math.sin(5 * a)))
                 for a in (i * math.tau / 90 for i in range(90))]
        pen.shape(bumps, CLOUD)
    pen.shape([(-10, GROUND), (650, GROUND), (650, 372), (-10, 372)], GRASS)
    draw_house(pen)
    draw_tree(pen)
    for x in range(30, 640, 85):
        pen.line([(x, 332), (x + 5, 322)], 2)
        pen.line([(x + 6, 333), (x + 13, 324)], 2)


def draw_house(pen):
    pen.shape([(400, 180), (530, 180), (530, GROUND), (400, GROUND)], WALL)
    pen.shape([(385, 180), (465, 120), (545, 180)], ROOF)
    pen.shape([(420, 225), (455, 225), (455, GROUND), (420, GROUND)], DOOR)
    pen.shape([(480, 210), (514, 210), (514, 244), (480, 244)], PANE)
    pen.line([(497, 210), (497, 244)], 2)
    pen.line([(480, 227), (514, 227)], 2)
    pen.dot((448, 266), 2.5)


def draw_tree(pen):
    pen.shape([(242, GROUND), (250, 215), (266, 215), (274, GROUND)], TRUNK)
    crown = [(258 + 52 * math.cos(a) + 6 * math.cos(7 * a), 170 + 50 * math.sin(a) +
              6 * math.sin(7 * a)) for a in (i * math.tau / 120 for i in range(120))]
    pen.shape(crown, CROWN)


def draw_leg(pen, hip, swing):
    foot = (hip[0] + 20 * math.sin(swing), hip[1] + 30 - 6 * max(0, math.cos(swing)))
    pen.line([hip, foot], 4)
    pen.shape([(foot[0] - 5, foot[1] - 3), (foot[0] + 17, foot[1] + 4), (foot[0] - 7, foot[1] + 4)],
              BEAK, 2)


def draw_duck(pen, x, step):
    """A duck whose walk has eight drawings."""
    phase = step * math.tau / 8
    y = 262 - 4 * abs(math.sin(phase))
    draw_leg(pen, (x + 6, y + 26), math.sin(phase + math.pi))
    draw_leg(pen, (x - 8, y + 26), math.sin(phase))
    pen.shape([(x - 52, y - 14), (x - 82, y - 30), (x - 66, y + 6), (x - 44, y + 10)],
              WING)
    pen.ellipse((x, y), (58, 33), DUCK)
    pen.ellipse((x + 50, y - 52), (28, 27), DUCK)
    pen.shape([(x + 74, y - 60), (x + 106, y - 50 + 3 * math.sin(phase)), (x + 75, y - 42)],
              BEAK)
    pen.shape([(x + 28, y - 28), (x + 66, y - 24), (x + 62, y - 14), (x + 30, y - 16)], SCARF)
    pen.ellipse((x + 58, y - 60), (7, 9), EYE)
    pen.dot((x + 60, y - 58), 3)
    wing = -18 + 10 * math.sin(2 * phase)
    pen.ellipse((x - 10, y - 2), (34, 17), WING, wing)


def main(folder, count, as_pairs):
    folder.mkdir(parents=True, exist_ok=True)
    background = Pen()
    draw_background(background)
    for drawing in range((count + 1) // 2):
        pen = background.copy()
        draw_duck(pen, -60 + 17 * drawing, drawing)
        picture = pen.finished_pair() if as_pairs else pen.finished()
        for frame in range(2 * drawing + 1, min(2 * drawing + 2, count) + 1):
            picture.save(folder / f"{frame:04d}.png")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--pairs"]
    main(pathlib.Path(words[0]), int(words[1]) if len(words) > 1 else 96, "--pairs" in sys.argv)
