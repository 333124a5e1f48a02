"""Random change of training pairs."""

from __future__ import annotations

import dataclasses

from . import _native


@dataclasses.dataclass(frozen=True)
class Augment:
    """Ranges of random change; without arguments, what pix2pix does: a random crop and flips.

    A value is drawn evenly from [-range, range]. Drawing and color get the same geometry. What a
    pair becomes depends on the loader's seed, the epoch and the pair alone.

    >>> PairLoader("pairs", 8, augment=Augment(rotation=10, shear=5, zoom=0.1, shift=0.05, noise=5))

    Attributes:
        flip: Chance of a left-right flip.
        rotation: Degrees.
        shear: Degrees between the sheared and the upright axis.
        zoom: The scale is drawn from [1 - zoom, 1 + zoom].
        shift: Share of the side, each axis on its own.
        noise: Standard deviation of Gaussian noise on the drawing, in levels of 0..255, drawn from
            [0, noise].
        line_width: Pixels by which the drawing's lines become thicker or thinner.
        line_tone: Share of its contrast that ink loses, drawn from [0, line_tone].
        line_gaps: Most places where lines are broken.
        paper_noise: Levels, of 255, by which the drawing's paper is tinted, clouded and grainy,
            drawn from [0, paper_noise].
        load_size: Side that pairs are resized to before they are cropped to the loader's size;
            None is 286 / 256 of that.
    """

    flip: float = 0.5
    rotation: float = 0
    shear: float = 0
    zoom: float = 0
    shift: float = 0
    noise: float = 0
    line_width: float = 0
    line_tone: float = 0
    line_gaps: int = 0
    paper_noise: float = 0
    load_size: int | None = None

    def load_size_for(self, size: int) -> int:
        """The side that pairs are resized to for crops of `size`."""
        return round(size * 286 / 256) if self.load_size is None else self.load_size

    def to_native(self) -> _native.AugmentOptions:
        """The same for the extension."""
        options = _native.AugmentOptions()
        for name in ("flip", "rotation", "shear", "zoom", "shift", "noise"):
            setattr(options, name, getattr(self, name))
        lines = _native.LineAugmentOptions()
        lines.width = self.line_width
        lines.tone = self.line_tone
        lines.gaps = self.line_gaps
        lines.paper_noise = self.paper_noise
        options.lines = lines
        return options
