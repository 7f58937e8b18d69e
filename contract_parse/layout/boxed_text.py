"""Contracts printed inside one big table (the standard sales contract is): rows that hold clauses become text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contract_parse.layout.parts import Part, PartCell
from contract_parse.values.markers import parse_marker

# A row over all columns this many lines long is text, whatever it starts with.
_LINES = 5


def without_clauses(part: Part) -> list[Part | PartCell]:
    """The part, or where it holds clauses: the tables between them and the cells of the clauses, in order.

    A heading of a group of items also runs over all columns, so a numbered row is a clause only where no row
    of items follows, unless its number is that of an article (第一条).
    """
    at = part.at()
    wide = [_wide(at[r], part.cols) for r in range(part.rows)]
    last_items = max((r for r in range(part.rows) if len(_filled(at[r])) >= 3), default=-1)
    clause = [cell is not None and _is_clause(cell, r > last_items) for r, cell in enumerate(wide)]
    if not any(clause):
        return [part]
    out: list[Part | PartCell] = []
    start = 0
    for r in range(part.rows + 1):
        cell = wide[r] if r < part.rows and clause[r] else None
        if cell is not None or r == part.rows:
            if r > start:
                out.append(_rows(part, start, r))
            if cell is not None:
                out.append(cell)
            start = r + 1
    return out


def _wide(row: Sequence[PartCell | None], cols: int) -> PartCell | None:
    cell = row[0]
    return (
        cell
        if cell is not None and cell.colspan == cols and cell.rowspan == 1 and cols > 1 and not cell.empty
        else None
    )


def _filled(row: Sequence[PartCell | None]) -> set[int]:
    return {id(c) for c in row if c is not None and not c.empty}


def _is_clause(cell: PartCell, tail: bool) -> bool:
    marker = parse_marker(cell.lines[0].s)
    if marker is not None and marker.kind in ("article", "chapter", "section"):
        return True
    return len(cell.lines) >= _LINES or (tail and marker is not None and len(cell.text) > 8)


def _rows(part: Part, start: int, end: int) -> Part:
    """The rows ``start`` to ``end`` as a part of their own; no cell spans these edges."""
    cells = tuple(replace(c, row=c.row - start) for c in part.cells if start <= c.row < end)
    header = part.header_rows if start == 0 else 0
    return replace(part, cells=cells, rows=end - start, header_rows=min(header, end - start))
