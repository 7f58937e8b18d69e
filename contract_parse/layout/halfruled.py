"""Tables whose rows are not ruled: a cell as tall as the table parted into the rows printed in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from contract_parse.layout.entries import CENTS, HALF
from contract_parse.layout.parts import Part, PartCell
from contract_parse.model.text import Text
from contract_parse.values.numerals import parse_numeral

_FIGURE = re.compile(r"^[¥￥]?[\d,，]+(?:\.\d+)?[%％元]?$")
_SERIAL = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3})*|[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]?)、?$")


def split_rows(part: Part) -> Part:
    """The part with each row that holds a column of several serial numbers, or several columns of figures
    that stand side by side line for line, made as many rows."""
    done = part
    for row in range(part.rows - 1, -1, -1):
        done = _split(done, row)
    return done


def _split(part: Part, row: int) -> Part:
    own = [c for c in part.cells if c.row == row]
    if len(own) < 3 or any(c.rowspan > 1 for c in own) or any(c.row < row < c.row + c.rowspan for c in part.cells):
        return part
    middles = _anchors(own)
    if len(middles) < 2:
        return part
    extra = len(middles) - 1
    cells = [replace(c, row=c.row + extra) if c.row > row else c for c in part.cells if c.row != row]
    for cell in own:
        held: list[list[Text]] = [[] for _ in middles]
        for line in cell.lines:
            at = min(range(len(middles)), key=lambda i: abs(middles[i] - _middle(line)))
            held[at].append(line)
        for i, lines in enumerate(held):
            cells.append(
                replace(
                    cell,
                    row=row + i,
                    lines=tuple(lines),
                    box=None if cell.box is None else cell.box._replace(**_share(cell, middles, i)),
                    open_top=cell.open_top and i == 0,
                    open_bottom=cell.open_bottom and i == extra,
                )
            )
    return replace(part, cells=tuple(cells), rows=part.rows + extra)


def _share(cell: PartCell, middles: Sequence[float], i: int) -> dict[str, float]:
    assert cell.box is not None
    top = cell.box.y0 if i == 0 else (middles[i - 1] + middles[i]) / 2
    bottom = cell.box.y1 if i == len(middles) - 1 else (middles[i] + middles[i + 1]) / 2
    return {"y0": top, "y1": bottom}


def _anchors(cells: Sequence[PartCell]) -> list[float]:
    """The heights at which rows stand: those of serial numbers in order, or of figures in two columns."""
    columns = [[(_middle(t), "".join(t.s.split())) for t in c.lines if t.s.strip()] for c in cells]
    for lines in columns:
        if len(lines) > 1 and _count_on([s for _, s in lines]):
            return [y for y, _ in lines]
    # Figures are wrapped in narrow columns; their first lines stand level, or their middles do.
    for way in (_first, _mean):
        whole = [_unwrapped(lines, way) for lines in columns]
        figures = [lines for lines in whole if len(lines) > 1 and all(_FIGURE.match(s) for _, s in lines)]
        for a in figures:
            level = [
                b for b in figures if len(b) == len(a) and all(abs(p[0] - q[0]) < 4 for p, q in zip(a, b, strict=True))
            ]
            if len(level) >= 3:
                return [y for y, _ in a]
    return []


def _count_on(numbers: Sequence[str]) -> bool:
    """Whether the numbers of a column are those of rows in order: 1, 2 …; （一）, （二） …; 1.1, 1.2, 2.1 …."""
    if not all(_SERIAL.match(s) for s in numbers):
        return False
    counted = [tuple(_value(n) for n in re.findall(r"\d+|[一二三四五六七八九十]+", s)) for s in numbers]
    if any(len(c) > 1 for c in counted):
        return all(a < b for a, b in itertools.pairwise(counted)) and len({len(c) for c in counted}) == 1
    return [c[0] for c in counted] == list(range(counted[0][0], counted[0][0] + len(counted)))


def _value(s: str) -> int:
    return int(s) if s.isdigit() else int(parse_numeral(s) or 0)


Heights = Callable[[Sequence[float]], float]


def _first(heights: Sequence[float]) -> float:
    return heights[0]


def _mean(heights: Sequence[float]) -> float:
    return sum(heights) / len(heights)


def _unwrapped(lines: Sequence[tuple[float, str]], way: Heights) -> list[tuple[float, str]]:
    """The lines of a column with the pieces of a wrapped figure put together, at the height that ``way`` says."""
    cents = sum(bool(CENTS.match(s)) for _, s in lines)
    lead = min((b[0] - a[0] for a, b in itertools.pairwise(lines)), default=0.0)
    out: list[tuple[list[float], str]] = []
    for y, s in lines:
        if out:
            heights, before = out[-1]
            cut = HALF.search(before + "|" + s) or (cents and CENTS.match(before + s) and not CENTS.match(before))
            if cut and y - heights[-1] < 1.2 * lead and _FIGURE.match(before + s):
                out[-1] = ([*heights, y], before + s)
                continue
        out.append(([y], s))
    return [(way(heights), s) for heights, s in out]


def _middle(text: Text) -> float:
    boxes = [g.box for g in text.glyphs if g is not None and g.box is not None]
    return sum((b.y0 + b.y1) / 2 for b in boxes) / len(boxes) if boxes else 0.0
