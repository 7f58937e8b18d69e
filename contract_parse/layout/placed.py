"""What layout works on between words and blocks: lines and table parts on their page, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contract_parse.layout.parts import Part
from contract_parse.model.geometry import Box
from contract_parse.model.layout import Line


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A printed line with what the model's Line does not keep. ``page`` is 1-based, ``width`` and
    ``height`` are the page's in points. ``column`` is 0 for text over the full width, above 0
    the number of a column of short lines side by side (there ``goes_on`` says that it continues the line
    before), below 0 a newspaper column, in which text flows."""

    line: Line
    page: int
    box: Box
    size: float
    bold: bool
    width: float
    height: float
    column: int = 0
    goes_on: bool = False

    @property
    def s(self) -> str:
        return self.line.text.s


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """A table's part on its page, ``width`` by ``height`` points."""

    part: Part
    page: int
    box: Box
    width: float
    height: float


Item = PlacedLine | PlacedPart


def lines_in(items: Sequence[Item]) -> list[PlacedLine]:
    return [i for i in items if isinstance(i, PlacedLine)]
