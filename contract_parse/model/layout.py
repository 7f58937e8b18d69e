"""What layout gives: the document as one sequence of paragraphs and tables in reading order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from contract_parse.model.geometry import Box
from contract_parse.model.text import Text


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. ``text`` holds a tab where the gap between two words is wider than two ems
    (columns side by side), a space at a smaller visible gap, and ``____`` where a blank to be filled in
    is only drawn as a ruling. ``box`` is None for DOCX and TXT.
    """

    text: Text
    page: int | None
    box: Box | None
    size: float
    number: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines joined to one text, over line and page breaks. ``centred`` and ``size`` (points) tell titles."""

    text: Text
    lines: tuple[Line, ...]
    size: float = 0.0
    centred: bool = False
    bold: bool = False

    @property
    def page(self) -> int | None:
        return self.lines[0].page if self.lines else None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words without the line breaks of wrapping, and the rows and columns it spans."""

    text: Text
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table, over as many pages as it runs. ``cells`` each once; ``grid`` repeats merged ones.

    ``header_rows`` counts the rows at the top that name columns (0 where there is none). ``boxes`` are
    (page, box) pairs, one a page. ``ruled`` is False where columns were found without ruled lines.
    """

    cells: tuple[Cell, ...]
    rows: int
    cols: int
    header_rows: int = 0
    boxes: tuple[tuple[int, Box], ...] = ()
    ruled: bool = True

    def grid(self) -> list[list[Cell | None]]:
        """Rows of cells, a merged cell in every place it spans; None where nothing is."""
        out: list[list[Cell | None]] = [[None] * self.cols for _ in range(self.rows)]
        for cell in self.cells:
            for r in range(cell.row, min(cell.row + cell.rowspan, self.rows)):
                for c in range(cell.col, min(cell.col + cell.colspan, self.cols)):
                    out[r][c] = cell
        return out

    def moved(self, cells: tuple[Cell, ...], rows: int) -> Table:
        return replace(self, cells=cells, rows=rows)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Layout:
    """The document's blocks in reading order; ``furniture`` are the lines set aside (running heads, page numbers)."""

    blocks: tuple[Block, ...]
    furniture: tuple[Line, ...] = ()
