"""The rows of a table that name its columns, and the role each column plays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from contract_parse.extract.items import figures
from contract_parse.extract.items.source import scale_above, scale_of_header
from contract_parse.extract.items.vocabulary import vocabulary
from contract_parse.model.layout import Cell

Row = Sequence[Cell | None]
Grid = Sequence[Row]
Roles = dict[str, tuple[int, ...]]

PRICES = frozenset({"unit_price", "amount", "amount_total", "amount_weak", "excluded_price", "excluded_amount"})
NAMES = frozenset({"name", "name_weak", "catalogue", "group"})
_COLUMN_NUMBER = re.compile(r"\d{1,2}(?=$|[=(])|[A-Z](?=$|[=(])|[①-⑳](?=$|[=(])|[一二三四五六七八九十](?=$|[=(])")
_COLUMN_SERIES = (
    tuple(str(i) for i in range(1, 30)), tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), tuple("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    tuple("一二三四五六七八九十"),
)  # fmt: skip
_APIECE = re.compile(r"元/(?![年月日天季周]|学期)[^()\d]{1,6}\)?$")
#: Headers of tables that state money, but not the price of things.
FOREIGN = frozenset({"payment", "penalty", "score", "response", "record", "person", "reference"})


@dataclass(frozen=True, slots=True)
class Header:
    """The header rows ``first`` to ``last`` of a grid; ``texts`` and ``roles`` have one entry a column.

    ``scale`` is what a title row above says bare figures count in; ``scales`` what a column itself says.
    """

    first: int
    last: int
    texts: tuple[str, ...]
    roles: tuple[str | None, ...]
    scale: int | None = None
    scales: tuple[int | None, ...] = field(default=())

    def columns(self, *roles: str) -> list[int]:
        return [i for i, role in enumerate(self.roles) if role in roles]

    def has(self, *roles: str) -> bool:
        return any(role in roles for role in self.roles)


def distinct(row: Row) -> list[Cell]:
    """The row's cells that hold words, each once, from left to right."""
    seen: list[Cell] = []
    for cell in row:
        if cell is not None and cell.text.view.s and not any(cell is s for s in seen):
            seen.append(cell)
    return seen


def first_run(cols: Sequence[int], header: Header) -> tuple[int, ...]:
    """The first column and those right of it that stand under the very same header."""
    run = [cols[0]]
    for c in cols[1:]:
        if c == run[-1] + 1 and header.texts[c] == header.texts[run[0]]:
            run.append(c)
    return tuple(run)


def find_header(grid: Grid, start: int = 0, within: int = 8) -> Header | None:
    """The first header at or after row ``start``, looking at ``within`` rows; None where no row names columns."""
    titles: list[str] = []
    for r in range(start, min(len(grid), start + within)):
        cells = distinct(grid[r])
        if _names_columns(grid, r):
            last = _last_row(grid, r)
            texts = tuple(_joined(grid, r, last, c) for c in range(len(grid[r])))
            roles = tuple(_role(grid, r, last, c, texts[c]) for c in range(len(grid[r])))
            scale = scale_above(titles)
            scales = tuple(scale_of_header(t) for t in texts)
            return Header(r, last, texts, roles, scale if scale != 1 else None, scales)
        titles += [c.text.view.s for c in cells]
    return None


def _names_columns(grid: Grid, r: int) -> bool:
    """Whether row ``r`` is a header: most of its cells are known column names, none is a figure."""
    cells = distinct(grid[r])
    if len(cells) < 2 or any(figures.has_figure(c.text) for c in cells):
        return False
    roles = [vocabulary().role(c.text.view.s) for c in cells]
    known = [role for role in roles if role is not None]
    below = grid[r + 1] if r + 1 < len(grid) else ()
    under = [vocabulary().role(c.text.view.s) for c in distinct(below) if not figures.has_figure(c.text)]
    price = any(k in PRICES or k == "quantity" for k in known) or (
        any(u in PRICES for u in under) and any(c.colspan > 1 for c in cells)
    )
    if not price or len(set(known)) < 2:
        return False
    share = len(known) / len(cells)
    if share >= 0.6:
        return True
    # A trade's own words for its columns; a row below that is counted and priced shows what the others stand over.
    needed = 1 if any(k in NAMES for k in known) else 3
    return share >= 0.4 and _figures_below(grid, r, cells) >= needed


def _figures_below(grid: Grid, r: int, cells: Sequence[Cell]) -> int:
    """In how many columns of prices the row below has a figure, one more where one of quantities has; 0 without a price."""
    below = grid[r + 1] if r + 1 < len(grid) else ()
    filled = [c for c in cells if c.col < len(below) and (x := below[c.col]) is not None and figures.has_figure(x.text)]
    roles = [vocabulary().role(c.text.view.s) for c in filled]
    priced = sum(role in PRICES for role in roles)
    return priced + ("quantity" in roles) if priced else 0


def _last_row(grid: Grid, first: int) -> int:
    """The last row of the header that starts at ``first``: rows of sub-headers under spanning cells belong to it."""
    last = first
    deepest = max((c.row + c.rowspan - 1 for c in distinct(grid[first]) if c.rowspan > 1), default=first)
    while last + 1 < len(grid) and last - first < 3:
        own = [c for c in distinct(grid[last + 1]) if not any(c is u for u in grid[last])]
        if not own or any(figures.has_figure(c.text) for c in own):
            break
        if all(c.text.view.s[0] == "(" and c.text.view.s[-1] == ")" for c in own):
            last += 1  # units under the words
            continue
        brief = [len(c.text.view.s) <= 8 and c.row <= deepest for c in own]
        known = [c for c, b in zip(own, brief, strict=True) if b or vocabulary().role(c.text.view.s) is not None]
        spanned = any(_under_wide(grid, last, c) for c in own)
        if not (last + 1 <= deepest or spanned) or len(known) < 0.6 * len(own) or _same(own, distinct(grid[first])):
            break
        last += 1
    return last


def _under_wide(grid: Grid, above: int, cell: Cell) -> bool:
    """Whether the cell above ``cell`` spans more columns than it (or, where spans are lost, is empty)."""
    upper = grid[above][cell.col]
    if upper is None or not upper.text.view.s:
        return vocabulary().role(cell.text.view.s) is not None
    return upper.colspan > cell.colspan


def _same(a: Sequence[Cell], b: Sequence[Cell]) -> bool:
    return [c.text.view.s for c in a] == [c.text.view.s for c in b]


def _joined(grid: Grid, first: int, last: int, c: int) -> str:
    parts: list[Cell] = []
    for r in range(first, last + 1):
        cell = grid[r][c]
        if cell is not None and cell.text.view.s and not any(cell is p for p in parts):
            parts.append(cell)
    return "".join(p.text.view.s for p in parts)


def _role(grid: Grid, first: int, last: int, c: int, joined: str) -> str | None:
    """By the whole heading of the column, else by its lowest cell, else by a higher one."""
    if not joined:
        return None
    candidates = [joined]
    for r in range(last, first - 1, -1):
        cell = grid[r][c]
        if cell is not None and cell.text.view.s:
            candidates.append(cell.text.view.s)
    role = next((role for s in candidates if (role := vocabulary().role(s)) is not None), None)
    if role in (None, "amount_weak", "spec") and _APIECE.search(joined):
        return "unit_price"  # 中标价(元/支); by the year or month it may be the amount
    return role


def counts_columns(row: Row) -> bool:
    """Whether the row numbers the columns (1, 2, 3, 4=2×3) instead of holding anything."""
    words = [c.text.view.s for c in distinct(row)]
    leading = [_COLUMN_NUMBER.match(w) for w in words]
    if len(words) > 1 and all(leading) and any(re.search("=.*[×xX*+]", w) for w in words):
        return True  # only those that make another: ①, ②, ③=①×②
    if len(words) < 3 or len(words) < len(row) - 1:
        return False
    signs = [m[0] if m else "" for m in leading]
    return any(signs == list(series[: len(signs)]) for series in _COLUMN_SERIES)


def repeats(header: Header, row: Row) -> bool:
    """Whether ``row`` prints the header once more (top of the next page)."""
    filled = [
        (c.text.view.s, header.texts[i])
        for i, c in enumerate(row[: len(header.texts)])
        if c is not None and c.text.view.s
    ]
    return len(distinct(row)) > 1 and sum(1 for words, head in filled if words in head) >= 0.7 * len(filled)
