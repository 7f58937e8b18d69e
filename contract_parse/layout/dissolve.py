"""Tables that are no tables: frames round text, and forms whose cells hold whole lines of labels and values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from contract_parse.layout.columns import is_label
from contract_parse.layout.headers import count_header_rows, is_header_row
from contract_parse.layout.parts import Part, PartCell
from contract_parse.layout.placed import PlacedLine, PlacedPart
from contract_parse.model.geometry import bounding
from contract_parse.model.layout import Line
from contract_parse.model.text import Text


def is_frame(part: Part) -> bool:
    """Whether the grid only draws a box, or boxes one below the other, round running text."""
    return part.cols == 1


def is_form_of_lines(part: Part) -> bool:
    """Whether each cell is a party's particulars, a line for each, so that the grid only sets columns."""
    filled = [c for c in part.cells if not c.empty]
    if part.cols > 4 or len(filled) < 2 or count_header_rows(part):
        return False
    blocks = [c for c in filled if sum(is_label(t.s) for t in c.lines) >= 2]
    if (
        len(blocks) >= 2
        and part.rows <= 4
        and sum(len(c.lines) for c in blocks) >= 0.6 * sum(len(c.lines) for c in filled)
    ):
        return True
    # One line a cell, label and value together in every one.
    complete = [c for c in filled if is_label(c.text.s) and ("：" in c.text.s or ":" in c.text.s)]
    columns = {c.col for c in complete}
    return len(columns) == 2 and len(complete) >= 4 and len(complete) >= 0.8 * len(filled)


def lines_by_column(item: PlacedPart, first: int) -> list[PlacedLine]:
    """A form's lines, one column of cells after the other. ``first`` numbers the first column."""
    cells = sorted(item.part.cells, key=lambda c: (c.col, c.row))
    out: list[PlacedLine] = []
    numbers: dict[int, int] = {}
    for cell in cells:
        column = numbers.setdefault(cell.col, first + len(numbers))
        out += cell_lines(item, cell, column)
    return out


def plain_lines(item: PlacedPart) -> list[PlacedLine]:
    """A frame's lines from the top down, as running text."""
    return [line for cell in sorted(item.part.cells, key=lambda c: c.row) for line in cell_lines(item, cell, 0)]


def cell_lines(item: PlacedPart, cell: PartCell, column: int) -> list[PlacedLine]:
    """A cell's lines, as running text (``column`` 0) or as lines of a column."""
    found = [_line(item, text, column) for text in cell.lines if text.s.strip()]
    right = max((p.box.x1 for p in found), default=0.0)
    out: list[PlacedLine] = []
    for i, p in enumerate(found):
        prev = found[i - 1] if i else None
        goes_on = (
            column > 0
            and prev is not None
            and not is_label(p.s)
            and (
                right - prev.box.x1 < 2 * p.size or (cell.box is not None and cell.box.x1 - prev.box.x1 < 2.5 * p.size)
            )
            and not prev.s.rstrip().endswith(("：", ":"))
        )
        out.append(replace(p, goes_on=goes_on))
    return out


def _line(item: PlacedPart, text: Text, column: int) -> PlacedLine:
    seen = [g for g in text.glyphs if g is not None and g.box is not None]
    box = bounding(g.box for g in seen if g.box is not None)
    size = sorted(g.box.height for g in seen if g.box is not None)[len(seen) // 2]
    page = seen[0].page or item.page  # a cell may run over a page break
    return PlacedLine(
        Line(text, page, box, size, seen[0].line), page, box, size, False, item.width, item.height, column
    )


def title_rows(part: Part) -> int:
    """How many rows at the top are a title over all columns, above the row that names them."""
    at = part.at()
    rows = 0
    while rows < part.rows - 1 and len(set(map(id, at[rows]))) == 1 and at[rows][0] is not None and not _tall(at[rows]):
        rows += 1
    return rows if rows and rows < part.rows and is_header_row(at[rows]) else 0


def _tall(row: Sequence[PartCell | None]) -> bool:
    return row[0] is not None and row[0].rowspan > 1


def title_lines(item: PlacedPart, rows: int) -> list[PlacedLine]:
    """The lines of the first ``rows`` rows."""
    return [line for cell in _first(item.part.cells, rows) for line in cell_lines(item, cell, 0)]


def _first(cells: Iterable[PartCell], rows: int) -> list[PartCell]:
    return sorted((c for c in cells if c.row < rows), key=lambda c: (c.row, c.col))
