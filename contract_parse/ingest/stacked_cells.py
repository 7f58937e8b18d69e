"""Tables of plain text whose cells stand one below the other, as copying from a page or an office file leaves them.

Only tables that number their rows are read: 序号 opens the header, 1 the first row, and the count tells where each
row begins. A table in which a row has more cells than the header, or lacks others than its remark, is left as it is:
which belong together nobody can tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

_SERIAL_HEAD = re.compile(r"序号|编号|项次|行号")
_FIRST = re.compile(r"0{0,2}1[.、．]?")
_FIGURED = re.compile(r"数量|人数|工程量|单价|总价|合价|金额|小计|价格|费用|合计")
_SUM = re.compile(r".{0,8}?(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*价|总金额|报价)")
_REMARK = re.compile(r"备\s*注|说明")
_FIGURE = re.compile(r"(?:[（(]?(?:大写|小写|人民币)[)）]?[:：]?)?[¥￥]?\d[\d,，]*(?:\.\d+)?元?|[/\-—]")
_WORDS = re.compile(r"(?:人民币)?(?:[（(]?大写[)）]?)?[:：]?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]{3,}")
_LONGEST = 40  # characters of a cell
_WIDEST = 14  # columns


def stacked(lines: Sequence[str], at: int, is_head: Callable[[str], bool]) -> tuple[int, list[str]]:
    """The end of the table whose header begins at line ``at`` and its lines, the cells of each row joined by tabs in the
    place of its first; ``(at, [])`` where none begins there. ``is_head`` tells the names of columns."""
    if not _SERIAL_HEAD.fullmatch(lines[at].strip()):
        return at, []
    header, first = _header(lines, at)
    named = sum(is_head(cell) for cell in header)
    if len(header) < 4 or named < 0.6 * len(header) or not any(_FIGURED.search(cell) for cell in header):
        return at, []
    starts = _starts(lines, first, header)
    if len(starts) < 2:
        return at, []
    end = _last_end(lines, starts[-1], header)
    rows = [(at, header)]
    for a, b in zip(starts, [*starts[1:], end], strict=True):
        cells = _whole(_row(lines, a, b), header)
        if not cells:
            return at, []
        rows.append((a, cells))
    while end < len(lines) and (found := _sum_row(lines, end)):
        rows.append((end, _under(found, header, [cells for _, cells in rows[1:]])))
        end += len(found)
    out = [""] * (end - at)
    for start, cells in rows:
        out[start - at] = "\t".join(cells)
    return end, out


def _header(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """The header's cells and the line of the first row's number; units below a name are part of it."""
    cells: list[str] = []
    for i in range(at, min(len(lines), at + 2 * _WIDEST)):
        s = lines[i].strip()
        if _FIRST.fullmatch(s):
            return (cells, i) if len(cells) <= _WIDEST else ([], at)
        if not s or "\t" in s or len(s) > 16 or s.endswith(("。", "；", "：")):
            break
        if cells and s[0] in "（(":
            cells[-1] += s
        else:
            cells.append(s)
    return [], at


def _starts(lines: Sequence[str], first: int, header: list[str]) -> list[int]:
    """The lines on which rows 1, 2, 3 … begin (a number may be left out): a line counts that holds the next number a
    whole row away."""
    starts = [first]
    number = 1
    while True:
        near = range(starts[-1] + len(header), starts[-1] + len(header) - 2, -1)
        held = [
            (i, lines[i].strip().rstrip(".、．").lstrip("0"))
            for i in near
            if i < len(lines) and _whole(_row(lines, starts[-1], i), header)
        ]
        found = next(((i, n) for n in (number + 1, number + 2) for i, s in held if s == str(n)), None)
        if found is None:
            return starts
        starts.append(found[0])
        number = found[1]


def _row(lines: Sequence[str], start: int, end: int) -> list[str]:
    """The cells from one line to before another, none where one of them is a sentence, a sum or no cell at all."""
    cells = [s.strip() for s in lines[start:end]]
    sound = all(s and "\t" not in s and len(s) <= _LONGEST and not s.endswith("。") for s in cells)
    return cells if sound and len(cells) == end - start and not any(_SUM.match(s) for s in cells) else []


def _whole(cells: list[str], header: list[str]) -> list[str]:
    """A row's cells, with an empty remark at the end where that is all it lacks; none where more is missing, or where
    no figure stands under a name of figures."""
    if len(cells) == len(header) - 1 and _REMARK.search(header[-1]):
        cells = [*cells, ""]
    placed = zip(header, cells, strict=False)
    sound = len(cells) == len(header) and all(_FIGURE.match(c) for h, c in placed if _FIGURED.search(h))
    return cells if sound else []


def _last_end(lines: Sequence[str], start: int, header: list[str]) -> int:
    """Where the last row ends, which no number follows."""
    return next(
        (start + n for n in (len(header), len(header) - 1) if _whole(_row(lines, start, start + n), header)), start
    )


def _under(found: list[str], header: list[str], rows: list[list[str]]) -> list[str]:
    """A row of sums with each figure under the column that it adds up, else under the last one free."""
    out = [""] * len(header)
    out[0] = found[0]
    free = len(header)
    for cell in reversed(found[1:]):
        columns = [c for c in range(free - 1, 0, -1) if _FIGURED.search(header[c]) and "单价" not in header[c]]
        summed = [c for c in columns if _value(cell) == sum(_value(row[c]) for row in rows if len(row) == len(header))]
        if not columns:
            out[0] += cell
            continue
        free = (summed or columns)[0]
        out[free] = cell
    return out


def _value(cell: str) -> Decimal:
    m = re.search(r"\d[\d,，]*(?:\.\d+)?", cell)
    return Decimal(re.sub("[,，]", "", m[0])) if m else Decimal(0)


def _sum_row(lines: Sequence[str], at: int) -> list[str]:
    label = lines[at].strip()
    if not _SUM.match(label) or len(label) > _LONGEST or "\t" in label or label.endswith("。"):
        return []
    cells = [label]
    for line in lines[at + 1 : at + _WIDEST]:
        s = line.strip()
        if not (_FIGURE.fullmatch(s) or _WORDS.fullmatch(s)):
            break
        cells.append(s)
    return cells if len(cells) > 1 or re.search(r"\d{3}|[壹贰叁肆伍陆柒捌玖]", label) else []
