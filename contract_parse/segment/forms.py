"""Contracts that are printed as one big table: its full-width rows are paragraphs, the rows between stay tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from contract_parse.model.layout import Block, Cell, Line, Paragraph, Table
from contract_parse.model.text import Text, fold
from contract_parse.segment.readings import strict

_COLUMN = re.compile(r"^(?:序号|编号|名称|标的名称|品目|期[次数]|阶段|项目|类别|内容)$")


def unfold(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """``blocks`` with the tables that only frame text taken apart."""
    for block in blocks:
        if isinstance(block, Table) and _frames_text(block):
            yield from _taken_apart(block)
        else:
            yield block


def _full(table: Table) -> dict[int, Cell]:
    """The rows that are one cell."""
    return {c.row: c for c in table.cells if c.colspan >= table.cols and c.rowspan == 1 and c.text.view.s}


def _frames_text(table: Table) -> bool:
    full = _full(table)
    numbered = [strict(fold(c.text.s)) for c in full.values()]
    numbers = [r[0].ordinals[0] for r in numbered if r and r[0].ordinals]
    if table.cols == 1:
        long = sum(len(c.text) > 60 for c in table.cells)
        return bool(numbers) or long * 2 >= max(1, len(table.cells))
    if table.header_rows:
        return False  # rows that name the groups of an item table
    rising = all(b > a for a, b in pairwise(numbers))
    return len(numbers) >= 2 and numbers[0] == 1 and rising


def _taken_apart(table: Table) -> Iterator[Block]:
    full = _full(table)
    begin = 0
    for row in [*sorted(full), table.rows]:
        if row > begin:
            yield _rows(table, begin, row)
        if row < table.rows:
            yield _paragraph(full[row].text)
        begin = row + 1


def _paragraph(text: Text) -> Paragraph:
    """A cell as a paragraph, with the printed lines its characters stand on."""
    lines: list[Line] = []
    begin = 0
    for i in range(1, len(text) + 1):
        here = text.glyphs[i] if i < len(text) else None
        last = text.glyphs[begin]
        if i == len(text) or (
            here is not None and last is not None and (here.page, here.line) != (last.page, last.line)
        ):
            page, number = (last.page, last.line) if last is not None else (None, 0)
            lines.append(Line(text[begin:i], page, None, 0.0, number))
            begin = i
    return Paragraph(text, tuple(lines))


def _rows(table: Table, begin: int, end: int) -> Table:
    """The rows from ``begin`` up to ``end`` as a table of their own."""
    cells = tuple(
        replace(c, row=max(c.row, begin) - begin, rowspan=min(c.row + c.rowspan, end) - max(c.row, begin))
        for c in table.cells
        if c.row < end and c.row + c.rowspan > begin
    )
    first = [c.text.view.s for c in cells if c.row == 0]
    header = len(first) >= 3 and any(_COLUMN.match(s) for s in first) and not any(re.search(r"\d", s) for s in first)
    return Table(cells, end - begin, table.cols, int(header and end - begin > 1), table.boxes, table.ruled)
