"""Tables without vertical lines: columns found under the words of a header."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from contract_parse.layout.alignment import covers, entries, fit_columns
from contract_parse.layout.columns import is_label, pieces, words_text
from contract_parse.layout.headers import names_column
from contract_parse.layout.lines import Row, row_text, rows_of
from contract_parse.layout.parts import Part, PartCell
from contract_parse.layout.rulings import Segment
from contract_parse.model.geometry import Box, bounding
from contract_parse.model.page import Word

# Ems: the gap that parts two names of a header, the gap within running text, the gap between rows that ends a table.
NAME_GAP, TEXT_GAP, ROW_GAP = 0.7, 0.32, 3.2
_SERIAL = re.compile(r"^(?:序号|编号|项号|行号|品目号|期数|期次|批次|阶段)$")
_TOTAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]*[)）、.]?)?(?:合$|合计|总计|小计|总价|共计|总金额|合计金额|总报价|投标总价|大写|小写|人民币)"
)
_UNIT = re.compile(r"^[（(【\[].*[)）\]】]$")
_HEADING = re.compile(r"^(?:第[一二三四五六七八九十百\d]+[条章节部]|附[件表录])")
_NUMBERED = re.compile(r"^[一二三四五六七八九十]+、")
_LINE_END = re.compile(r"[。；：:]$")


@dataclass(frozen=True, slots=True)
class Found:
    """Rows ``start`` to ``end`` of a stretch are a table whose columns part at ``cuts``; the first ``header``
    of them print the names."""

    start: int
    end: int
    cuts: tuple[float, ...]
    header: int


def find_unruled(rows: Sequence[Row], cuts: tuple[float, ...] | None = None) -> list[Found]:
    """The tables among ``rows``. ``cuts``: the columns of a table the page before ended with, which may go on
    here without its header."""
    found: list[Found] = []
    at = 0
    if cuts is not None and rows and not _header(rows, 0):
        cuts = _refitted(cuts, rows)
        end = _extent(rows, 0, cuts)
        if end and _fits(rows[:end], cuts):
            found.append(Found(0, end, cuts, 0))
            at = end
    while at < len(rows):
        names = _header(rows, at)
        table = _table(rows, at, *names) if names else None
        if table is None:
            at += 1
        else:
            found.append(table)
            at = table.end
    return found


def _refitted(cuts: tuple[float, ...], rows: Sequence[Row]) -> tuple[float, ...]:
    """The columns of the page before, moved to where this page's entries leave room."""
    edges = [2 * cuts[0] - cuts[1], *cuts, 2 * cuts[-1] - cuts[-2]] if len(cuts) > 1 else [0.0, *cuts, 2 * cuts[0]]
    y = rows[0].box.y0
    names = [Box((a + b) / 2 - 1, y, (a + b) / 2 + 1, y) for a, b in itertools.pairwise(edges)]
    body = _near(rows, 0, names)
    return fit_columns(names, body) if len(body) > 1 else cuts


def _header(rows: Sequence[Row], at: int) -> tuple[list[Box], int] | None:
    """The places of a header's names and how many rows it is printed in (names may be wrapped)."""
    group = [rows[at]]
    for lines in (1, 2, 3):
        names = _names(group)
        named = sum(names_column(s) for s, _ in names)
        if len(names) >= 3 and named >= 3 and named >= 0.6 * len(names):
            while at + lines < len(rows) and _more_of_header(names, rows[at + lines], group[-1]):
                group.append(rows[at + lines])
                names = _names(group)
                lines += 1
            return [box for _, box in names], lines
        if at + lines >= len(rows) or rows[at + lines].box.y0 - group[-1].box.y1 > 0.6 * rows[at].size:
            return None
        if any(len(words_text(p)) > 8 for r in (rows[at], rows[at + lines]) for p in pieces(r, NAME_GAP)):
            return None
        group.append(rows[at + lines])
    return None


def _more_of_header(names: Sequence[tuple[str, Box]], row: Row, last: Row) -> bool:
    """Whether a row below a header only has units, or the wrapped ends of names."""
    parts = [(words_text(p), bounding(w.box for w in p)) for p in pieces(row, NAME_GAP)]
    if all(_UNIT.match(s) for s, _ in parts):
        return True
    if row.box.y0 - last.box.y1 > 0.4 * row.size:
        return False
    ends = [[s for s, b in names if min(b.x1, box.x1) > max(b.x0, box.x0)] for _, box in parts]
    return all(len(over) == 1 and names_column(over[0] + s) for over, (s, _) in zip(ends, parts, strict=True))


def _names(group: Sequence[Row]) -> list[tuple[str, Box]]:
    """The words of a header, column by column: what stands one below the other is one name."""
    stacks: list[list[Word]] = []
    for row in group:
        for part in _reunited(pieces(row, NAME_GAP)):
            box = bounding(w.box for w in part)
            over = [s for s in stacks if min(box.x1, max(w.box.x1 for w in s)) > max(box.x0, min(w.box.x0 for w in s))]
            stacks = [s for s in stacks if s not in over]
            stacks.append([w for s in over for w in s] + part)
    stacks.sort(key=lambda s: min(w.box.x0 for w in s))
    return [(words_text(s), bounding(w.box for w in s)) for s in stacks]


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


def _table(rows: Sequence[Row], at: int, names: list[Box], header: int) -> Found | None:
    if at + header == len(rows):
        # The page ends with the header; whether rows follow is seen on the next.
        return Found(at, at + header, tuple((a.x1 + b.x0) / 2 for a, b in itertools.pairwise(names)), header)
    body = _near(rows, at + header, names)
    cuts = fit_columns(names, body)
    end = _extent(rows, at + header, cuts)
    if end <= at + header or not _fits(rows[at + header : end], cuts):
        return None
    return Found(at, end, cuts, header)


def _near(rows: Sequence[Row], start: int, names: Sequence[Box]) -> list[Row]:
    """The rows below a header that may be the table's: nothing in them runs from under one name to another."""
    middles = [(n.x0 + n.x1) / 2 for n in names]
    out = []
    for at in range(start, min(start + 80, len(rows))):
        row = rows[at]
        if at and row.box.y0 - rows[at - 1].box.y1 > ROW_GAP * row.size:
            break
        if all(sum(e.x0 < m < e.x1 for m in middles) < 2 for e in entries(row, TEXT_GAP)):
            out.append(row)
        elif not _TOTAL.match(words_text(row.words)):
            break
    return out


def _extent(rows: Sequence[Row], start: int, cuts: Sequence[float]) -> int:
    """Where the rows that keep to the columns end."""
    end = at = start
    for at in range(start, len(rows)):
        row = rows[at]
        if at and row.box.y0 - rows[at - 1].box.y1 > ROW_GAP * row.size:
            break
        text = words_text(row.words)
        if _TOTAL.match(text):
            end = at + 1
            continue
        crossed = sum(any(covers(w, x) for w in row.words) for x in cuts)
        filled = len(_filled(row, cuts))
        labels = sum(is_label(words_text(p)) for p in pieces(row, NAME_GAP))
        if labels > 1 or (labels and filled < 3 and is_label(text)):
            break  # particulars of the parties
        alone = filled == 1 and (_NUMBERED.match(text) or _LINE_END.search(text))
        if crossed > 1 or (crossed and filled < 3) or alone or (filled < 3 and _HEADING.match(text)):
            break
        if filled > 1 or _is_tail(rows, at, cuts):
            end = at + 1
    return end


def _is_tail(rows: Sequence[Row], at: int, cuts: Sequence[float]) -> bool:
    """Whether a line of one entry stands close below the row before: not in the first column, but for the
    second half of a total's label there."""
    row = rows[at]
    if at == 0 or row.box.y0 - rows[at - 1].box.y1 >= 0.6 * row.size:
        return False
    return _column(row.words[0], cuts) > 0 or words_text(row.words) == "计"


def _column(word: Word, cuts: Sequence[float]) -> int:
    return bisect_right(cuts, word.box.centre[0])


def _filled(row: Row, cuts: Sequence[float]) -> set[int]:
    return {_column(w, cuts) for w in row.words}


def _fits(rows: Sequence[Row], cuts: Sequence[float]) -> bool:
    """Whether some row fills most of the columns, or rows wrapped line by line do so together."""
    if _TOTAL.match(words_text(rows[-1].words)) and _column(rows[-1].words[-1], cuts) > 0:
        return True  # all that came over the page break is the total
    need = max(3, (len(cuts) + 2) // 2)
    most = max(len(_filled(r, cuts)) for r in rows)
    together = set().union(*(_filled(r, cuts) for r in rows[:3]))
    return most >= need or (most >= 2 and len(together) >= max(3, len(cuts)))


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
    """The table's rows, each of the lines printed in it."""
    if not rows:
        return []
    zones = _zones(rows, rules)
    if len(zones) >= 0.4 * len(rows) and len(zones) > 2:
        return zones
    first = "".join(w.text for r in header for w in r.words if _column(w, found.cuts) == 0)
    leading = [0 in _filled(r, found.cuts) and words_text(r.words) != "计" for r in rows]
    full = [len(_filled(r, found.cuts)) for r in rows]
    serial = bool(_SERIAL.match(first)) or (not header and 2 * sum(leading) > 0.6 * len(rows))
    anchors = [
        i for i, r in enumerate(rows)
        if _TOTAL.match(words_text(r.words)) or (leading[i] if serial else full[i] >= 0.6 * max(full))
    ]  # fmt: skip
    if not anchors:
        return [[r] for r in rows]
    hung = _hung(rows, anchors)
    groups: dict[int, list[Row]] = {i: [] for i in anchors}
    for i, row in enumerate(rows):
        before = [a for a in anchors if a <= i]
        home = before[-1] if hung and before else min(anchors, key=lambda a: abs(_middle(rows[a]) - _middle(row)))
        groups[home].append(row)
    return [groups[i] for i in anchors]


def _hung(rows: Sequence[Row], anchors: Sequence[int]) -> bool:
    """Whether rows are aligned at their first lines, so that wrapped lines stand below, not round about."""
    if anchors[0] != 0:
        return False
    for before, after in itertools.pairwise(anchors):
        if after - before > 1:
            above, below = (
                _middle(rows[before + 1]) - _middle(rows[before]),
                _middle(rows[after]) - _middle(rows[after - 1]),
            )
            if below < 0.8 * above:
                return False
    return True


def _middle(row: Row) -> float:
    return (row.box.y0 + row.box.y1) / 2


def _zones(rows: list[Row], rules: Sequence[Segment]) -> list[list[Row]]:
    """Rows parted by drawn lines."""
    ys = sorted(s.at for s in rules if s.length > 0.5 * (rows[0].box.x1 - rows[0].box.x0))
    zones: dict[int, list[Row]] = {}
    for r in rows:
        zones.setdefault(bisect_right(ys, _middle(r)), []).append(r)
    return [zones[k] for k in sorted(zones)]


def _cells(
    group: Sequence[Row], at: int, cuts: Sequence[float], page: int, number: Callable[[], int]
) -> list[PartCell]:
    """The cells of one row. A total's label may run over several columns; it spans them then."""
    held: dict[int, list[Word]] = {}
    reach: dict[int, int] = {}
    for row in group:
        total = bool(_TOTAL.match(words_text(row.words)))
        for part in pieces(row, TEXT_GAP):
            first, last = _column(part[0], cuts), bisect_right(cuts, part[-1].box.x1 - 4)
            if total and any(covers(replace(part[0], box=bounding(w.box for w in part)), x) for x in cuts):
                first = bisect_right(cuts, part[0].box.x0 + 4)
                held.setdefault(first, []).extend(part)
                reach[first] = max(reach.get(first, first), last)
                continue
            for word in part:
                held.setdefault(_column(word, cuts), []).append(word)
    cells: list[PartCell] = []
    taken: set[int] = set()
    for col in sorted(held):
        last = reach.get(col, col)
        while last > col and any(c in held for c in range(col + 1, last + 1)):
            last -= 1
        taken |= set(range(col, last + 1))
        texts = tuple(row_text(r, page, number()) for r in rows_of(held[col]))
        cells.append(PartCell(at, col, 1, last - col + 1, texts, bounding(w.box for w in held[col])))
    cells += [PartCell(at, c, 1, 1, (), None) for c in range(len(cuts) + 1) if c not in taken]
    return cells
