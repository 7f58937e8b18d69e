"""Blanks that somebody filled in by hand, or in print too pale to be read: ruled, not read, and yet not empty.

A ruling with nothing above it is told as a blank (FRM701). Where ink stands above it that no line accounts for, the
recogniser failed, and the ruling says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from contract_parse.ingest.engine import Image, Line
from contract_parse.model.geometry import Box

ABOVE = (0.25, 1.0)  # of a line's height above the ruling: where what is filled in stands
INKED = 0.03  # of that band, from which it is not empty
DARK = 0.4  # of the print's darkness
TOUCH = 4.0  # pixels between a ruling and one that it meets


def without_written(grey: Image, across: Sequence[Box], down: Sequence[Box], lines: Sequence[Line]) -> list[Box]:
    """The horizontal rulings but those under ink that was not read; a table's own stay."""
    return [r for r in across if any(_meets(r, d) for d in down) or not _written(grey, r, lines)]


def _meets(ruling: Box, other: Box) -> bool:
    return (
        ruling.x0 - TOUCH <= other.centre[0] <= ruling.x1 + TOUCH
        and other.y0 - TOUCH <= ruling.centre[1] <= other.y1 + TOUCH
    )


def _written(grey: Image, ruling: Box, lines: Sequence[Line]) -> bool:
    beside = [b for b in lines if b.box.y0 < ruling.centre[1] <= b.box.y1 + 0.3 * b.box.height]
    if not beside:
        return False
    nearest = min(beside, key=lambda b: abs(b.box.centre[0] - ruling.centre[0])).box
    height = nearest.height
    print_ = grey[max(0, int(nearest.y0)) : int(nearest.y1) + 1, max(0, int(nearest.x0)) : int(nearest.x1) + 1]
    if not print_.size:
        return False
    paper = float(np.percentile(print_, 75))
    dark = paper - DARK * (paper - float(np.percentile(print_, 2)))
    top, bottom = (round(ruling.y0 - share * height) for share in reversed(ABOVE))
    bottom = min(bottom, round(ruling.y0) - 2)
    free = np.ones(max(0, round(ruling.x1) - round(ruling.x0)), bool)
    for line in beside:
        for char in line.chars:
            free[max(0, round(char.x0 - ruling.x0 - 2)) : max(0, round(char.x1 - ruling.x0 + 2))] = False
    band = grey[max(0, top) : max(0, bottom), round(ruling.x0) : round(ruling.x0) + len(free)]
    if not free[: band.shape[1]].any() or free.sum() < 0.5 * height or not band.size:
        return False
    ink = band[:, free[: band.shape[1]]] < dark
    return float(ink.mean()) >= INKED
