"""Boxes: PDF points (1/72 inch) from the top left corner of the page as displayed, y growing downwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle ``x0 <= x1``, ``y0 <= y1``, in points from the top left.

    >>> Box(0, 0, 10, 4).union(Box(5, 2, 20, 6))
    Box(x0=0, y0=0, x1=20, y1=6)
    >>> Box(0, 0, 10, 4).overlap(Box(5, 2, 20, 6))
    10
    """

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def union(self, other: Box) -> Box:
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def overlap(self, other: Box) -> float:
        """The area the two share, 0 where they are apart."""
        w = min(self.x1, other.x1) - max(self.x0, other.x0)
        h = min(self.y1, other.y1) - max(self.y0, other.y0)
        return w * h if w > 0 and h > 0 else 0

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


def bounding(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of ``boxes`` (at least one)."""
    found = list(boxes)
    return Box(min(b.x0 for b in found), min(b.y0 for b in found), max(b.x1 for b in found), max(b.y1 for b in found))


Affine = tuple[float, float, float, float, float, float]
"""``(a, b, c, d, e, f)``: the point ``(x, y)`` goes to ``(ax + by + c, dx + ey + f)``."""


def apply_affine(affine: Affine | None, box: Box) -> Box:
    """The smallest box around the four corners of ``box`` after ``affine``; ``box`` itself for None.

    >>> apply_affine((0, -1, 100, 1, 0, 0), Box(10, 20, 30, 25))
    Box(x0=75, y0=10, x1=80, y1=30)
    """
    if affine is None:
        return box
    a, b, c, d, e, f = affine
    corners = [(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    xs = [a * x + b * y + c for x, y in corners]
    ys = [d * x + e * y + f for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
