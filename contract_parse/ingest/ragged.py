"""Tables of text exports: rows of separated cells, ragged where the page had merged cells.

An export gives a merged cell once and leaves it empty, or out, in the rows below; the header of merged
columns stands once too. So a row's cells are not where its header is. What holds is the run of number
columns (quantity, unit, price, amount): it is found in every row, and the cells left of it are set from
the right, against the name.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from contract_parse.model.layout import Cell, Table
from contract_parse.model.text import Text, fold


class Row(NamedTuple):
    cells: list[str]
    line: int


_NUMBER = re.compile(r"^[¥]?\s*[+-]?\d[\d,，]*(?:\.\d+)?\s*(?:元|万元|%)?$")
_NUMERIC_HEADS = re.compile(r"数量|单价|总价|合价|金额|小计|人数|税额|税率|工程量|月数|年限|价格|价款|比例")
_UNIT_HEAD = re.compile(r"^(?:计量|计价|数量)?单位$")
_INDEX_HEAD = re.compile(r"^(?:序号|编号|项目号|品目号|号|No\.?)$", re.I)


def _is_number(s: str) -> bool:
    return bool(_NUMBER.match(fold(s).strip())) or s.strip() in {"/", "-", "—", "\\"}


def _squash(s: str) -> str:
    return re.sub(r"\s+", "", s)


def _dewrap(s: str) -> str:
    """Without the spaces that wrapping inside a narrow cell left between Chinese characters."""
    return re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])", "", s.strip())


def _trim(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


class _Core(NamedTuple):
    """The run of columns from the first to the last numeric one, by header; True where a number stands."""

    first: int
    kinds: tuple[bool, ...]


def _core(header: list[str]) -> _Core | None:
    heads = [_squash(h) for h in header]
    numeric = [bool(_NUMERIC_HEADS.search(h)) and not _UNIT_HEAD.match(h) for h in heads]
    if sum(numeric) < 2:
        return None
    first, last = numeric.index(True), len(numeric) - 1 - numeric[::-1].index(True)
    if last - first > 8 or not first:
        return None
    return _Core(first, tuple(numeric[first : last + 1]))


def _find_core(cells: list[str], core: _Core, least: int) -> int | None:
    """Where the run of numbers begins in a row, from the right; None where the row has none."""
    size = len(core.kinds)
    best: tuple[int, int] | None = None
    for at in range(len(cells) - size, least - 1, -1):
        window = cells[at : at + size]
        numbers = sum(1 for c, k in zip(window, core.kinds, strict=True) if k and c and _is_number(c))
        words = sum(1 for c, k in zip(window, core.kinds, strict=True) if k and c and not _is_number(c))
        words += sum(
            1 for c, k in zip(window, core.kinds, strict=True) if not k and c and _is_number(c) and c not in "/-—"
        )
        score = numbers - 2 * words
        if numbers >= 2 and (best is None or score > best[0]):
            best = (score, at)
    return best[1] if best and best[0] > 0 else None


def _set_leading(cells: list[str], width: int, seen: list[set[str]]) -> list[str]:
    """The cells left of the numbers, set into ``width`` columns: the name last, groups where they were seen."""
    while len(cells) > width and "" in cells:
        cells = [*cells[: cells.index("")], *cells[cells.index("") + 1 :]]
    if len(cells) > width:
        cells = [*cells[: width - 1], " ".join(cells[width - 1 :])]
    cells = [""] * (width - len(cells)) + cells
    if width > 1 and not cells[-1]:
        at = max((i for i, c in enumerate(cells) if c), default=None)
        if at is not None:
            cells[-1], cells[at] = cells[at], ""
    for i, c in enumerate(cells[:-1]):
        home = [k for k in range(width - 1) if c and _squash(c) in seen[k]]
        if c and home and i not in home and not cells[home[0]]:
            cells[home[0]], cells[i] = c, ""
    return cells


def _align(rows: list[Row]) -> tuple[list[Row], list[int], int] | None:
    """Rows with every cell under its header, the span of each header cell, and the number of group columns.

    None where the header names no run of number columns.
    """
    header = _trim(rows[0].cells)
    core = _core(header)
    if core is None:
        return None
    index = 1 if _INDEX_HEAD.match(_squash(header[0])) else 0
    heads = [_squash(h) for h in header]
    # The columns between the names and the numbers (brand, model, spec) are never merged downwards.
    name_at = next(
        (i for i in range(index, core.first) if re.search(r"名称|项目|标的|内容|产品|设备|品名|货物", heads[i])), index
    )
    inner = core.first - 1 - name_at
    lead_now = name_at - index + 1
    found: list[tuple[Row, int | None]] = [(r, _find_core(r.cells, core, index + 1)) for r in rows[1:]]
    counts = Counter(at - index - inner for _, at in found if at is not None and at - index - inner >= lead_now)
    if not counts:
        return None
    lead = max(counts, key=lambda n: (counts[n], -n))
    seen: list[set[str]] = [set() for _ in range(lead)]
    out: list[Row] = []
    tail = len(header) - core.first
    total = index + lead + inner + tail
    for row, at in found:
        cells = row.cells
        if at is None:
            cells = _trim(cells)
            out.append(Row(cells + [""] * (total - len(cells)) if len(cells) <= total else cells[:total], row.line))
            continue
        left = cells[index : max(index, at - inner)]
        middle = cells[max(index, at - inner) : at]
        right = _trim(cells[at:])[:tail]
        set_left = _set_leading(left, lead, seen)
        for k, c in enumerate(set_left[:-1]):
            if c:
                seen[k].add(_squash(c))
        filled = [*cells[:index], *set_left, *([""] * (inner - len(middle)) + middle), *right]
        out.append(Row(filled + [""] * (total - len(filled)), row.line))
    spans = [1] * len(header)
    spans[name_at] = lead - lead_now + 1
    return [Row(header, rows[0].line), *out], spans, index + lead - 1


def _plain(rows: list[Row]) -> tuple[list[Row], list[int], int]:
    """Rows of a table without number columns: as wide as most, short rows with their first cell spread."""
    widths = Counter(len(_trim(r.cells)) for r in rows)
    width = max(max(widths, key=lambda n: (widths[n], n)), len(_trim(rows[0].cells)))
    merged: list[Row] = []
    for row in rows:
        cells = _trim(row.cells)
        if merged and cells and not any(cells[:-1]) and len(cells) >= 3:
            # Only the last cell goes on: the row was cut by a page break.
            before = merged[-1].cells
            at = min(len(cells), len(before)) - 1
            merged[-1] = Row([*before[:at], before[at] + cells[-1], *before[at + 1 :]], merged[-1].line)
            continue
        merged.append(Row(cells[:width], row.line))
    header = merged[0].cells
    spans = [1] * len(header)
    if header and len(header) < width:
        spans[0] = width - len(header) + 1
    out = [merged[0]]
    for row in merged[1:]:
        out.append(Row(row.cells + [""] * (width - len(row.cells)), row.line))
    return out, spans, 1 if any(not r.cells[0] for r in out[1:]) else 0


_COUNTED = re.compile(r"^[¥]?\s*\d[\d,，]*(?:\.\d+)?\s*(?:\D{0,6}|[/／]\D{1,6})$|^[一二三四五六七八九十两半]\D{1,2}$")


_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总价|.{0,8}(?:合计|小计|总计))(?:[（(].*|[:：].*)?$")


def _squared(rows: list[Row]) -> list[Row] | None:
    """The rows where no cell was left out, but for totals: as wide as the header, figures where it asks for them.
    None where some row is ragged."""
    header = [_squash(c) for c in rows[0].cells]
    below = [_squash(c) for c in rows[1].cells] if "" in header and len(rows) > 2 else []
    if below and not _shares_names(header, below):
        return None
    core = _core([b or a for a, b in zip(header, below, strict=True)] if below else header)
    if core is None or ("" in header and not below):
        return None
    width, first = len(header), 2 if below else 1
    out = rows[:first]
    for row in rows[first:]:
        cells = row.cells
        if len(cells) != width:
            filled = [c for c in cells if c]
            if not (filled and len(filled) < 3 and len(cells) < width and _TOTAL.match(_squash(filled[0]))):
                return None
            amount = max(i for i, k in enumerate(core.kinds) if k) + core.first
            cells = [filled[0], *[""] * (width - 1)]
            cells[amount] = filled[1] if len(filled) > 1 else ""
        elif sum(map(bool, cells)) >= 3 and not _has_figures(cells[core.first : core.first + len(core.kinds)], core):
            return None
        out.append(Row(cells, row.line))
    return out if len(out) > first else None


def _has_figures(cells: list[str], core: _Core) -> bool:
    """Whether a row's figures stand in the columns of numbers, and nothing else with a digit does."""
    held = [fold(c).strip() for c, kind in zip(cells, core.kinds, strict=True) if kind and c]
    counted = [bool(_is_number(c) or _COUNTED.match(c)) for c in held]
    return (any(counted) or not held) and all(n or not re.search(r"\d", c) for n, c in zip(counted, held, strict=True))


def _shares_names(header: list[str], below: list[str]) -> bool:
    """Whether a second row gives the names of the columns that share one in the first."""
    if len(header) != len(below) or not header[0] or any(re.search(r"\d", c) for c in below):
        return False
    return all(a or b for a, b in zip(header, below, strict=True)) and "" in below


def _square(rows: list[Row]) -> Table:
    shared = "" in rows[0].cells
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        for c, s in enumerate(row.cells):
            if shared and r == 0 and not s and c:
                last = cells[-1]
                cells[-1] = Cell(last.text, 0, last.col, 1, last.colspan + 1)
            elif shared and r == 1 and not s:
                at = next(i for i, x in enumerate(cells) if x.col == c and x.row == 0)
                cells[at] = Cell(cells[at].text, 0, c, 2, 1)
            else:
                cells.append(Cell(Text.plain(s, row.line), r, c))
    return Table(tuple(cells), len(rows), len(rows[0].cells), header_rows=2 if shared else 1, ruled=False)


def build_table(rows: list[Row]) -> Table:
    """A table of ragged rows, its first row the header; empty group cells belong to the cell above."""
    rows = [Row([_dewrap(c) for c in r.cells], r.line) for r in rows]
    if (square := _squared(rows)) is not None:
        return _square(square)
    aligned = _align(rows)
    body, spans, groups = aligned if aligned else _plain(rows)
    cells: list[Cell] = []
    col = 0
    for text, span in zip(body[0].cells, spans, strict=True):
        cells.append(Cell(Text.plain(text, body[0].line), 0, col, 1, span))
        col += span
    width = max([col, *(len(r.cells) for r in body[1:])])
    below: dict[int, int] = {}  # column → index in ``cells`` of the group cell that goes on downwards
    first = 1 if aligned and groups and _INDEX_HEAD.match(_squash(body[0].cells[0])) else 0
    for r, row in enumerate(body[1:], start=1):
        filled = [c for c, s in enumerate(row.cells) if s]
        loose = len(filled) <= 2 and width > 3  # a total: its words run over the cells beside them
        for c in range(width):
            text = row.cells[c] if c < len(row.cells) else ""
            if text:
                stop = next((f for f in filled if f > c), width) if loose else c + 1
                if first <= c < groups or (loose and c == 0):
                    below = {k: v for k, v in below.items() if k < c}
                    below[c] = len(cells)
                cells.append(Cell(Text.plain(text, row.line), r, c, 1, stop - c))
            elif c in below and (c < groups or loose) and not (loose and filled and filled[0] < c):
                above = cells[below[c]]
                if above.row + above.rowspan == r:
                    cells[below[c]] = Cell(above.text, above.row, above.col, above.rowspan + 1, above.colspan)
            elif not aligned and not loose and filled and 0 < c < filled[-1]:
                cells.append(Cell(Text.plain("", row.line), r, c))  # nothing stands there: 开户行 | | 某银行
    return Table(tuple(cells), len(body), width, header_rows=1, ruled=False)
