"""Tables whose rows are not ruled: a cell as tall as the table parted into the rows printed in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from contract_parse.layout.entries import CENTS, HALF
from contract_parse.layout.parts import Part, PartCell
from contract_parse.layout.total_lines import is_total
from contract_parse.model.text import Text
from contract_parse.values.numerals import parse_numeral

_FIGURE = re.compile(r"^[¥￥]?[\d,，]+(?:\.\d+)?[%％元]?$|^(?:免费|赠送|无|[/\\—-]+)$")
_SERIAL = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3})*|[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]?)、?$")

_LEVEL = 4.0  # points by which two lines of one row may be off one another


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
    lead = _lead(own)
    for cell in own:
        held = _dealt(cell.lines, middles, lead)
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


def _lead(cells: Sequence[PartCell]) -> float:
    """How far apart the lines of one cell are at most: a little more than the least that any two lines are."""
    apart = [b - a for c in cells for a, b in itertools.pairwise(map(_middle, c.lines)) if b - a >= _LEVEL]
    return 1.06 * min(apart, default=0.0) + 0.6


def _dealt(lines: Sequence[Text], middles: Sequence[float], lead: float) -> list[list[Text]]:
    """A column's lines dealt out to the rows: those set close together to the one row that stands beside them, else
    each to the nearest."""
    held: list[list[Text]] = [[] for _ in middles]
    runs: list[list[Text]] = []
    for line in lines:
        if runs and _middle(line) - _middle(runs[-1][-1]) <= lead:
            runs[-1].append(line)
        else:
            runs.append([line])
    for run in runs:
        top, bottom = _middle(run[0]) - _LEVEL, _middle(run[-1]) + _LEVEL
        beside = [i for i, y in enumerate(middles) if top <= y <= bottom]
        for line in run:
            nearest = min(range(len(middles)), key=lambda i: abs(middles[i] - _middle(line)))
            held[beside[0] if len(beside) == 1 else nearest].append(line)
    return held


def _share(cell: PartCell, middles: Sequence[float], i: int) -> dict[str, float]:
    assert cell.box is not None
    top = cell.box.y0 if i == 0 else (middles[i - 1] + middles[i]) / 2
    bottom = cell.box.y1 if i == len(middles) - 1 else (middles[i] + middles[i + 1]) / 2
    return {"y0": top, "y1": bottom}


def _anchors(cells: Sequence[PartCell]) -> list[float]:
    """The heights at which rows stand: those of serial numbers in order, or of figures in two columns."""
    columns = [[(_middle(t), "".join(t.s.split())) for t in c.lines if t.s.strip()] for c in cells]
    for lines in columns:
        numbers = [(y, s) for y, s in lines if not is_total(s)]
        if len(numbers) > 1 and _count_on([s for _, s in numbers]):
            return _with_totals([y for y, _ in numbers], columns)
    # Figures are wrapped in narrow columns; their first lines stand level, or their middles do.
    for way in (_first, _mean):
        whole = [_unwrapped(lines, way) for lines in columns]
        figures = [lines for lines in whole if len(lines) > 1 and all(_FIGURE.match(s) for _, s in lines)]
        for a in sorted(figures, key=len):
            level = [b for b in figures if all(any(abs(y - z) < _LEVEL for z, _ in b) for y, _ in a)]
            if len(level) >= 3:
                return _with_totals([y for y, _ in a], columns)
    return []


def _with_totals(heights: Sequence[float], columns: Sequence[Sequence[tuple[float, str]]]) -> list[float]:
    """The heights with those of rows that declare a sum, which have no number and not all of the figures."""
    labels = [y for lines in columns[:2] for y, s in lines if is_total(s)]
    new = [y for y in labels if all(abs(y - h) >= _LEVEL for h in heights)]
    return sorted([*heights, *(y for i, y in enumerate(new) if all(abs(y - o) >= _LEVEL for o in new[:i]))])


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
