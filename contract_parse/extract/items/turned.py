"""Tables of a thing or two whose headings stand at the left (标的名称 | …, 数量 | …, 单价 | …) turned upright."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contract_parse.extract.items import figures
from contract_parse.extract.items.header import NAMES, PRICES, Grid, distinct
from contract_parse.extract.items.vocabulary import vocabulary
from contract_parse.model.layout import Cell


def upright(grid: Grid) -> Grid | None:
    """``grid`` with its headings in the first row, None where its first column does not name a thing, its quantity
    and its price."""
    pairs = _unfolded(grid)
    if pairs is None or len(pairs) < 3:
        return None
    roles = [vocabulary().role(row[0].text.view.s) for row in pairs]
    priced = sum(role in PRICES for role in roles)
    if not ("quantity" in roles and priced and any(role in NAMES for role in roles)):
        return None
    if any(figures.has_figure(row[0].text) for row in pairs) or sum(r is not None for r in roles) < 0.6 * len(roles):
        return None
    width = max(len(row) for row in pairs)
    return [
        [replace(row[c], row=c, col=k, rowspan=1, colspan=1) if c < len(row) else None for k, row in enumerate(pairs)]
        for c in range(width)
    ]


def _unfolded(grid: Grid) -> list[list[Cell]] | None:
    """A row for each heading with its values; where headings and values take turns in a row, each pair a row."""
    rows = [_once(row) for row in grid]
    width = max((len(row) for row in rows), default=0)
    if width == 4 and all(len(row) in (2, 4) for row in rows) and _heads(rows, 2):
        return [row[i : i + 2] for row in rows for i in range(0, len(row), 2)]
    return rows if all(1 < len(row) <= 6 for row in rows) else None


def _once(row: Sequence[Cell | None]) -> list[Cell]:
    """The row's cells, a merged one once, empty ones too."""
    out: list[Cell] = []
    for cell in row:
        if cell is not None and not any(cell is c for c in out):
            out.append(cell)
    return out if distinct(out) else []


def _heads(rows: Sequence[Sequence[Cell]], col: int) -> bool:
    """Whether most cells of a column are names of columns."""
    cells = [row[col] for row in rows if len(row) > col]
    return sum(vocabulary().role(c.text.view.s) is not None for c in cells) > 0.6 * len(cells)
