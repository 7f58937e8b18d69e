"""Tables whose rows are not ruled: a cell as tall as the table parted into the rows printed in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from contract_parse.layout.parts import Part, PartCell
from contract_parse.model.text import Text

_FIGURE = re.compile(r"^[¥￥]?[\d,，]+(?:\.\d+)?[%％元]?$")
_SERIAL = re.compile(r"^\d{1,3}$|^[一二三四五六七八九十]{1,3}$")


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
        numbers = [s for _, s in lines]
        if len(numbers) > 1 and all(_SERIAL.match(s) for s in numbers) and all(s.isdigit() for s in numbers):
            counted = [int(s) for s in numbers]
            if counted == list(range(counted[0], counted[0] + len(counted))):
                return [y for y, _ in lines]
    figures = [lines for lines in columns if len(lines) > 1 and all(_FIGURE.match(s) for _, s in lines)]
    for a in figures:
        level = [
            b for b in figures if len(b) == len(a) and all(abs(p[0] - q[0]) < 4 for p, q in zip(a, b, strict=True))
        ]
        if len(level) >= 3:
            return [y for y, _ in a]
    return []


def _middle(text: Text) -> float:
    boxes = [g.box for g in text.glyphs if g is not None and g.box is not None]
    return sum((b.y0 + b.y1) / 2 for b in boxes) / len(boxes) if boxes else 0.0
