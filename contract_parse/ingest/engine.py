"""What an OCR engine is to the rest: an image in, printed lines with a place for every character out.

Engines are chosen here and nowhere else; a county with a better one writes a class with :meth:`Engine.read`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from contract_parse.model.geometry import Box

Image = npt.NDArray[np.uint8]  # (height, width) grey or (height, width, 3) blue-green-red, as OpenCV has it
Floats = npt.NDArray[np.floating[Any]]


class Char(NamedTuple):
    """One character read. ``x0`` and ``x1`` are pixels of the image, along the line.

    ``alternatives`` are the next readings with their probabilities, best first; empty where the engine is sure.
    """

    text: str
    x0: float
    x1: float
    confidence: float
    alternatives: tuple[tuple[str, float], ...] = ()


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
    """Reads straight, upright page images. ``threads`` pages may be read at the same time."""

    name: str
    threads: int

    def read(self, image: Image) -> list[Line]:
        """All lines of ``image``, in no particular order."""
        ...


class NullEngine:
    """Reads nothing: for ``--ocr off`` and tests."""

    name = "none"
    threads = 1

    def read(self, image: Image) -> list[Line]:
        return []


class ReplayEngine:
    """Gives lines recorded before, one page a call, whatever the image: for tests without models."""

    name = "replay"
    threads = 1

    def __init__(self, pages: Iterable[Sequence[Line]]) -> None:
        self._pages = iter([list(p) for p in pages])

    def read(self, image: Image) -> list[Line]:
        return next(self._pages, [])
