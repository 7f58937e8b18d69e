"""Boxes: PDF points (1/72 inch) from the top left corner of the page as displayed, y growing downwards."""

from __future__ import annotations

from bisect import bisect_right
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


class Mesh(NamedTuple):
    """A way that is no affine one (a photo taken at an angle): where the nodes of a grid go.

    ``xs`` and ``ys`` rise; ``nodes[row][column]`` is where the point ``(xs[column], ys[row])`` goes. Between nodes
    places are interpolated, outside the grid they are carried on.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    nodes: tuple[tuple[tuple[float, float], ...], ...]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes.

        >>> Mesh((0, 10), (0, 10), (((0, 0), (20, 0)), ((0, 10), (10, 10)))).at(5, 5)
        (7.5, 5.0)
        """
        i, s = _cell(self.xs, x)
        j, t = _cell(self.ys, y)
        (a, b), (c, d) = self.nodes[j][i : i + 2], self.nodes[j + 1][i : i + 2]
        top = a[0] + s * (b[0] - a[0]), a[1] + s * (b[1] - a[1])
        low = c[0] + s * (d[0] - c[0]), c[1] + s * (d[1] - c[1])
        return top[0] + t * (low[0] - top[0]), top[1] + t * (low[1] - top[1])


def _cell(nodes: tuple[float, ...], v: float) -> tuple[int, float]:
    """The interval of ``nodes`` that holds ``v`` (the outermost where none does), and how far into it ``v`` is."""
    i = min(max(bisect_right(nodes, v) - 1, 0), len(nodes) - 2)
    return i, (v - nodes[i]) / (nodes[i + 1] - nodes[i])


Way = Affine | Mesh
"""How boxes of one page lead to another."""


def apply_affine(way: Way | None, box: Box) -> Box:
    """The smallest box around the four corners of ``box`` after ``way``, affine or not; ``box`` itself for None.

    >>> apply_affine((0, -1, 100, 1, 0, 0), Box(10, 20, 30, 25))
    Box(x0=75, y0=10, x1=80, y1=30)
    """
    if way is None:
        return box
    corners = [(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    if isinstance(way, Mesh):
        placed = [way.at(x, y) for x, y in corners]
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
    else:
        a, b, c, d, e, f = way
        xs = [a * x + b * y + c for x, y in corners]
        ys = [d * x + e * y + f for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
