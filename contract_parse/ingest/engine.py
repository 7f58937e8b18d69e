"""What an OCR engine is to the rest: an image in, printed lines with a place for every character out.

Engines are chosen here and nowhere else; a county with a better one writes a class with :meth:`Engine.read`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from contract_parse.model.geometry import Box

# (height, width) grey, which is what engines see; files may hold (height, width, 3) blue-green-red, as OpenCV has it
Image = npt.NDArray[np.uint8]


class Char(NamedTuple):
    """One character read. ``x0`` and ``x1`` are pixels of the image, along the line.

    ``alternatives`` are the next readings with their probabilities, best first; empty where the engine is sure.
    """

    text: str
    x0: float
    x1: float
    confidence: float
    alternatives: tuple[tuple[str, float], ...] = ()


class Region(NamedTuple):
    """A rectangle where a line of print stands, in pixels: centre, length, height, angle in degrees.

    The angle is clockwise as seen on the page, from -45 to 45.
    """

    cx: float
    cy: float
    width: float
    height: float
    angle: float = 0.0

    @property
    def box(self) -> Box:
        """The region as if level."""
        return Box(
            self.cx - self.width / 2, self.cy - self.height / 2, self.cx + self.width / 2, self.cy + self.height / 2
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: ``box`` in pixels of the image, ``chars`` from left to right."""

    box: Box
    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        return "".join(c.text for c in self.chars)

    @property
    def confidence(self) -> float:
        return sum(c.confidence for c in self.chars) / len(self.chars) if self.chars else 0.0


class Engine(Protocol):
    """Finds and reads lines of print. ``threads`` pages may be read at the same time."""

    name: str
    threads: int

    def detect(self, image: Image, longest: int) -> list[Region]:
        """Where lines are, however turned; the image may be shrunk to ``longest`` pixels for it."""
        ...

    def read(self, image: Image, regions: Sequence[Region]) -> list[Line]:
        """What stands in ``regions`` of an upright image; regions that hold nothing readable give no line."""
        ...


class NullEngine:
    """Reads nothing: for ``--ocr off`` and tests."""

    name = "none"
    threads = 1

    def detect(self, image: Image, longest: int) -> list[Region]:
        return []

    def read(self, image: Image, regions: Sequence[Region]) -> list[Line]:
        return []


class ReplayEngine:
    """Gives lines recorded before, one page a ``detect``, whatever the image: for tests without models."""

    name = "replay"
    threads = 1

    def __init__(self, pages: Iterable[Sequence[Line]]) -> None:
        self._pages = iter([list(p) for p in pages])
        self._lines: list[Line] = []

    def detect(self, image: Image, longest: int) -> list[Region]:
        self._lines = next(self._pages, [])
        return [Region(*line.box.centre, line.box.width, line.box.height) for line in self._lines]

    def read(self, image: Image, regions: Sequence[Region]) -> list[Line]:
        wanted = {r.box for r in regions}
        return [line for line in self._lines if line.box in wanted]
