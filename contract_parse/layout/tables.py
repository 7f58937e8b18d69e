"""Parts of tables to finished tables."""

from __future__ import annotations

from contract_parse.layout.headers import count_header_rows
from contract_parse.layout.parts import Part
from contract_parse.model.layout import Cell, Table


def finished(part: Part) -> Table:
    header = part.header_rows or count_header_rows(part)
    cells = tuple(
        Cell(c.text, c.row, c.col, c.rowspan, c.colspan, c.box)
        for c in sorted(part.cells, key=lambda c: (c.row, c.col))
    )
    return Table(cells, part.rows, part.cols, header, part.boxes, part.ruled)
