"""Tables without vertical lines: columns found under the words of a header."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from contract_parse.layout.columns import pieces, words_text
from contract_parse.layout.headers import names_column
from contract_parse.layout.lines import Row, row_text, rows_of
from contract_parse.layout.parts import Part, PartCell
from contract_parse.layout.rulings import Segment
from contract_parse.model.geometry import Box, bounding
from contract_parse.model.page import Word

# Ems: the gap that parts two entries of a row, the gap between rows that ends a table.
ENTRY_GAP, ROW_GAP = 0.7, 3.2
_SERIAL = re.compile(r"^(?:序号|编号|项号|行号|品目号|期数|期次|批次|阶段)$")
_TOTAL = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]*[)）、.]?)?(?:合计|总计|小计|总价|共计|总金额|合计金额|总报价|投标总价|大写|小写|人民币)")
_UNIT = re.compile(r"^[（(【\[].*[)）\]】]$")
_HEADING = re.compile(r"^(?:第[一二三四五六七八九十百\d]+[条章节部]|附[件表录]|[一二三四五六七八九十]+、)")
_LINE_END = re.compile(r"[。；：:]$")


@dataclass(frozen=True, slots=True)
class Found:
    """Rows ``start`` to ``end`` of a stretch are a table whose columns part at ``cuts``."""

    start: int
    end: int
    cuts: tuple[float, ...]
    header: int


def find_unruled(rows: Sequence[Row], cuts: tuple[float, ...] | None = None) -> list[Found]:
    """The tables among ``rows``. ``cuts``: the columns of a table the page before ended with, which may go on
    here without its header."""
    found: list[Found] = []
    at = 0
    if cuts is not None:
        end = _extent(rows, 0, cuts)
        if end and _fits(rows[:end], cuts):
            found.append(Found(0, end, cuts, 0))
            at = end
    while at < len(rows):
        names = _header(rows[at])
        table = _table(rows, at, names) if names else None
        if table is None:
            at += 1
        else:
            found.append(table)
            at = table.end
    return found


def _header(row: Row) -> list[list[Word]]:
    """The words of a header, column by column; empty where the row is none."""
    parts = _reunited(pieces(row, ENTRY_GAP))
    named = sum(names_column(words_text(p)) for p in parts)
    return parts if len(parts) >= 3 and named >= 3 and named >= 0.6 * len(parts) else []


def _reunited(parts: list[list[Word]]) -> list[list[Word]]:
    """Column names whose characters were set apart (``序　号``) put together."""
    out: list[list[Word]] = []
    for part in parts:
        if (
            out
            and len(words_text(part)) == 1
            and len(words_text(out[-1])) == 1
            and names_column(words_text(out[-1]) + words_text(part))
            and part[0].box.x0 - out[-1][-1].box.x1 < 3 * part[0].size
        ):
            out[-1] = out[-1] + part
        else:
            out.append(part)
    return out


def _table(rows: Sequence[Row], at: int, names: list[list[Word]]) -> Found | None:
    header = 1
    while at + header < len(rows) and all(_UNIT.match(words_text(p)) for p in pieces(rows[at + header], ENTRY_GAP)):
        header += 1
    spans = [bounding(w.box for w in part) for part in names]
    end = at + header
    cuts = _cuts(spans, _near(rows, end, spans))
    end = _extent(rows, at + header, cuts)
    if end <= at + header or not _fits(rows[at + header : end], cuts):
        return None
    return Found(at, end, cuts, header)


def _near(rows: Sequence[Row], start: int, names: Sequence[Box]) -> list[Row]:
    """The rows below a header that may be the table's: none of their entries reaches under two names."""
    out = []
    for at in range(start, min(start + 80, len(rows))):
        row = rows[at]
        if row.box.y0 - rows[at - 1].box.y1 > ROW_GAP * row.size:
            break
        entries = [bounding(w.box for w in p) for p in pieces(row, ENTRY_GAP)]
        middles = [(n.x0 + n.x1) / 2 for n in names]
        if all(sum(e.x0 < m < e.x1 for m in middles) < 2 for e in entries):
            out.append(row)
        elif not _TOTAL.match(words_text(row.words)):
            break
    return out


def _cuts(names: Sequence[Box], rows: Sequence[Row]) -> tuple[float, ...]:
    """Where columns part: the widest empty strip between the middles of neighbouring names."""
    spans = sorted((w.box.x0, w.box.x1) for r in rows for w in r.words)
    out = []
    for a, b in itertools.pairwise(names):
        low, high = (a.x0 + a.x1) / 2, (b.x0 + b.x1) / 2
        taken = [(max(x0, low), min(x1, high)) for x0, x1 in [*spans, (a.x0, a.x1), (b.x0, b.x1)] if x1 > low and x0 < high]
        best, reach, cut = 0.0, low, (a.x1 + b.x0) / 2
        for x0, x1 in sorted(taken):
            if x0 - reach > best:
                best, cut = x0 - reach, (x0 + reach) / 2
            reach = max(reach, x1)
        out.append(cut)
    return tuple(out)


def _extent(rows: Sequence[Row], start: int, cuts: Sequence[float]) -> int:
    """Where the rows that keep to the columns end."""
    end = at = start
    for at in range(start, len(rows)):
        row = rows[at]
        if at and row.box.y0 - rows[at - 1].box.y1 > ROW_GAP * row.size:
            break
        parts = pieces(row, ENTRY_GAP)
        text = words_text(row.words)
        if _TOTAL.match(text):
            end = at + 1
            continue
        crossing = [p for p in parts if _columns(bounding(w.box for w in p), cuts)[0] != _columns(bounding(w.box for w in p), cuts)[1]]
        if crossing or (len(parts) == 1 and (_HEADING.match(text) or _LINE_END.search(text))):
            break
        if len(parts) > 1:
            end = at + 1
    # A last line of one entry is the tail of a wrapped cell where it stands close below the table.
    while end < len(rows) and end == at - 1 and end > start and rows[end].box.y0 - rows[end - 1].box.y1 < 0.6 * rows[end].size:
        parts = pieces(rows[end], ENTRY_GAP)
        if len(parts) != 1 or _columns(rows[end].box, cuts)[0] == 0:
            break
        end += 1
    return end


def _fits(rows: Sequence[Row], cuts: Sequence[float]) -> bool:
    """Whether some row fills most of the columns."""
    need = max(3, (len(cuts) + 2) // 2)
    return any(len({_columns(bounding(w.box for w in p), cuts)[0] for p in pieces(r, ENTRY_GAP)}) >= need for r in rows)


def _columns(box: Box, cuts: Sequence[float]) -> tuple[int, int]:
    """The first and last column a box lies in; a cut a little inside the box does not count."""
    slack = min(4.0, 0.2 * box.width)
    return bisect_right(cuts, box.x0 + slack), bisect_right(cuts, box.x1 - slack)


def build(found: Found, rows: Sequence[Row], rules: Sequence[Segment], page: int, number: Callable[[], int]) -> Part:
    """The table's part: a row for each entry of the leading column, wrapped lines gathered round it."""
    own = list(rows[found.start : found.end])
    box = bounding(r.box for r in own)
    groups = [own[: found.header]] if found.header else []
    groups += _entries(own[found.header :], found, own[: found.header], rules)
    cells: list[PartCell] = []
    for at, group in enumerate(groups):
        cells += _cells(group, at, found.cuts, page, number)
    xs = (box.x0, *found.cuts, box.x1)
    return Part(tuple(cells), xs, len(groups), ((page, box),), ruled=False, header_rows=1 if found.header else 0)


def _entries(rows: list[Row], found: Found, header: Sequence[Row], rules: Sequence[Segment]) -> list[list[Row]]:
    if not rows:
        return []
    zones = _zones(rows, rules)
    if len(zones) >= 0.5 * len(rows) and len(zones) > 2:
        return zones
    leading = [_columns(w.box, found.cuts)[0] == 0 for r in rows for w in r.words[:1]]
    serial = bool(header) and bool(_SERIAL.match("".join(w.text for w in header[0].words if _columns(w.box, found.cuts)[0] == 0)))
    full = [len({_columns(bounding(w.box for w in p), found.cuts)[0] for p in pieces(r, ENTRY_GAP)}) for r in rows]
    most = max(full)
    anchors = [
        i
        for i, r in enumerate(rows)
        if _TOTAL.match(words_text(r.words)) or (leading[i] if serial or not header else full[i] >= 0.6 * most)
    ]
    if not anchors:
        return [[r] for r in rows]
    groups: dict[int, list[Row]] = {i: [] for i in anchors}
    for i, r in enumerate(rows):
        groups[min(anchors, key=lambda a: (abs(_middle(rows[a]) - _middle(r)), a < i))].append(rows[i])
    return [groups[i] for i in anchors]


def _middle(row: Row) -> float:
    return (row.box.y0 + row.box.y1) / 2


def _zones(rows: list[Row], rules: Sequence[Segment]) -> list[list[Row]]:
    """Rows parted by drawn lines."""
    ys = sorted(s.at for s in rules if s.length > 0.5 * (rows[0].box.x1 - rows[0].box.x0))
    zones: dict[int, list[Row]] = {}
    for r in rows:
        zones.setdefault(bisect_right(ys, _middle(r)), []).append(r)
    return [zones[k] for k in sorted(zones)]


def _cells(group: Sequence[Row], at: int, cuts: Sequence[float], page: int, number: Callable[[], int]) -> list[PartCell]:
    held: dict[tuple[int, int], list[Word]] = {}
    for row in group:
        for part in pieces(row, ENTRY_GAP):
            first, last = _columns(bounding(w.box for w in part), cuts)
            if first != last and not _TOTAL.match(words_text(row.words)):
                for word in part:
                    col = bisect_right(cuts, word.box.centre[0])
                    held.setdefault((col, col), []).append(word)
            else:
                held.setdefault((first, last), []).append(part[0])
                held[first, last] += part[1:]
    cells: list[PartCell] = []
    taken: set[int] = set()
    for (first, last), words in sorted(held.items()):
        last = max(first, last)
        if any(c in taken for c in range(first, last + 1)):
            last = first
        taken |= set(range(first, last + 1))
        texts = tuple(row_text(r, page, number()) for r in rows_of(words))
        cells.append(PartCell(at, first, 1, last - first + 1, texts, bounding(w.box for w in words)))
    cells += [PartCell(at, c, 1, 1, (), None) for c in range(len(cuts) + 1) if c not in taken]
    return cells
