"""Tables without vertical lines: columns found under the words of a header."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from contract_parse.layout.alignment import Span, covers, entries, fit_columns
from contract_parse.layout.columns import is_label, pieces, words_text
from contract_parse.layout.entries import column_of, declares_sum, key_columns, printed
from contract_parse.layout.lines import Row
from contract_parse.layout.unruled_header import NAME_GAP, Name, find_header
from contract_parse.model.geometry import Box, bounding

# Ems: the gap within running text, the gap between rows that ends a table.
TEXT_GAP, ROW_GAP = 0.32, 3.2
_EMPTY_GAP = 9.0  # the same where empty rows stand above a total
_HEADING = re.compile(r"^(?:第[一二三四五六七八九十百\d]+[条章节部]|附[件表录])")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|\d{1,2}(?:[.．、]\d{0,2})+(?![万亿]?元)[\u4e00-\u9fff]{2})")
_LINE_END = re.compile(r"[。；：:]$")
_WRAPPED = 3  # lines of an entry above that with its figures
_NEAR = 8  # lines in which to look for one that a wrapped line stands under
_SENTENCE = re.compile(r"[。；]")
_FIGURE = re.compile(r"^[¥￥]?\d[\d,，]*(?:\.\d*)?$")


@dataclass(frozen=True, slots=True)
class Found:
    """Rows ``start`` to ``end`` of a stretch are a table whose columns part at ``cuts``; the first ``header``
    of them print the names."""

    start: int
    end: int
    cuts: tuple[float, ...]
    header: int
    names: tuple[Name, ...] = ()

    def columns(self, rows: Sequence[Row]) -> Columns:
        """From where to where the words of each column reach."""
        own = [r for r in rows[self.start + self.header : self.end] if not declares_sum(r)]
        held: list[list[Box]] = [[n.box] for n in self.names] or [[] for _ in range(len(self.cuts) + 1)]
        for word in (w for r in own for w in r.words):
            held[column_of(word, self.cuts)].append(word.box)
        edges = [self.cuts[0] - 2, *self.cuts, self.cuts[-1] + 2]
        spans = [bounding(h) if h else None for h in held]
        return tuple(
            Span(s.x0, s.x1) if s is not None else Span(a, b)
            for s, (a, b) in zip(spans, itertools.pairwise(edges), strict=True)
        )


Columns = tuple[Span, ...]


def find_unruled(rows: Sequence[Row], columns: Columns | None = None) -> list[Found]:
    """The tables among ``rows``. ``columns``: those of a table the page before ended with, which may go on here
    without its header."""
    found: list[Found] = []
    at = 0
    if columns is not None and rows and not find_header(rows, 0):
        cuts = max(_continued(columns, rows), key=lambda c: _extent(rows, 0, c))
        end = _extent(rows, 0, cuts)
        if end and _fits(rows[:end], cuts):
            found.append(Found(0, end, cuts, 0))
            at = end
    while at < len(rows):
        names = find_header(rows, at)
        table = _table(rows, at, *names) if names else None
        if table is None:
            at += 1
        else:
            found.append(table)
            at = table.end
    return found


def in_one_frame(rows: Sequence[Row], xs: Sequence[float], bands: int) -> Found | None:
    """The table that all ``rows`` of a ruled frame make where only its columns, at ``xs``, are ruled: it has more
    entries than the ``bands`` that lines part. On a later page it may lack its header."""
    cuts = tuple(xs[1:-1])
    names, header = find_header(rows, 0) or ([], 0)
    if (names and len(names) != len(cuts) + 1) or (not names and bands > 1) or header == len(rows):
        return None
    lines = [printed(r, cuts) for r in rows[header:]]
    keys = key_columns(lines, len(cuts) + 1)
    need = max(3, (len(cuts) + 2) // 2)
    whole = sum(bool(keys & line.cells.keys()) and len(line.cells) >= need for line in lines)
    return Found(0, len(rows), cuts, header, tuple(names)) if whole >= max(2, bands) else None


def _continued(columns: Columns, rows: Sequence[Row]) -> list[tuple[float, ...]]:
    """Where the columns of the page before part on this one: where its entries leave room, or where they did."""
    y = rows[0].box.y0
    middles = [(s.start + s.end) / 2 for s in columns]
    names = [Box(m - 1, y, m + 1, y) for m in middles]
    body = _near(rows, 0, names)
    same = tuple((a.end + b.start) / 2 for a, b in itertools.pairwise(columns))
    return [fit_columns(names, body), same] if len(body) > 1 else [same]


def _table(rows: Sequence[Row], at: int, names: Sequence[Name], header: int) -> Found | None:
    boxes = [n.box for n in names]
    first = at + header
    if first == len(rows):
        # The page ends with the header; whether rows follow is seen on the next.
        return Found(at, first, tuple((a.x1 + b.x0) / 2 for a, b in itertools.pairwise(boxes)), header, tuple(names))
    cuts = fit_columns(boxes, _near(rows, first, boxes))
    end = _extent(rows, first, cuts)
    if end <= first or not _fits(rows[first:end], cuts):
        return None
    own = [r for r in _near(rows[:end], first, boxes) if not declares_sum(r)]
    cuts = fit_columns(boxes, own) if own else cuts
    end = max(_extent(rows, first, cuts), first + 1)
    return Found(at, end, cuts, header, tuple(names))


def _near(rows: Sequence[Row], start: int, names: Sequence[Box]) -> list[Row]:
    """The rows below a header that may be the table's: nothing in them runs from under one name to another.
    A heading or a total among them is passed over."""
    middles = [(n.x0 + n.x1) / 2 for n in names]
    out = []
    crossing = 0
    for at in range(start, min(start + 80, len(rows))):
        row = rows[at]
        if at and row.box.y0 - rows[at - 1].box.y1 > ROW_GAP * row.size:
            break
        if declares_sum(row):
            continue
        if all(sum(e.x0 < m < e.x1 for m in middles) < 2 for e in entries(row, TEXT_GAP)):
            out.append(row)
            crossing = 0
        elif crossing or _SENTENCE.search(words_text(row.words)):
            break
        else:
            crossing += 1
    return out


def _extent(rows: Sequence[Row], start: int, cuts: Sequence[float]) -> int:
    """Where the rows that keep to the columns end. A line that does not is passed over where it may be the
    heading of a group and a row of figures follows."""
    end = start
    passed = 0
    for at in range(start, len(rows)):
        row = rows[at]
        if (
            at
            and row.box.y0 - rows[at - 1].box.y1 > ROW_GAP * row.size
            and not (at > start and _far_total(rows, at, cuts))
        ):
            break
        text = words_text(row.words)
        crossed = sum(any(covers(w, x) for w in row.words) for x in cuts)
        if declares_sum(row) and not _SENTENCE.search(text):
            if (
                end > start
                and declares_sum(rows[end - 1])
                and _NUMBERED.match(text)
                and (len(pieces(row, NAME_GAP)) == 1 or crossed)
            ):
                break  # 二、总金额…: the clause after the table
            end, passed = at + 1, 0
            continue
        filled = len(_filled(row, cuts))
        first = column_of(row.words[0], cuts) == 0
        if end == at > start and filled < 3 and _is_next_clause(rows, at, cuts):
            break
        tail = filled == 1 and not crossed and _is_tail(rows, at, cuts)
        hangs = tail or (filled == 1 and not crossed and _hangs(rows, at, cuts))
        if not hangs and _is_particulars(row, filled):
            break
        alone = filled == 1 and not hangs and (_NUMBERED.match(text) or _LINE_END.search(text))
        if crossed > 1 or (crossed and filled < 3) or alone or (filled < 3 and first and _HEADING.match(text)):
            if passed or _SENTENCE.search(text) or not _heads_rows(rows, at, cuts):
                break
            passed += 1
            continue
        if filled > 1 or tail:
            end, passed = at + 1, 0
    return end


def _far_total(rows: Sequence[Row], at: int, cuts: Sequence[float]) -> bool:
    """Whether a line below empty rows is the table's total, its figure under the last figures above; or that figure's
    upper half, the label below it."""
    row, above = rows[at], rows[at - 1]
    if row.box.y0 - above.box.y1 > _EMPTY_GAP * row.size or _SENTENCE.search(words_text(row.words)):
        return False
    if not declares_sum(row):
        figures = all(_FIGURE.match(words_text(p)) for p in pieces(row))
        below = rows[at + 1] if at + 1 < len(rows) else row
        return figures and declares_sum(below) and below.box.y0 - row.box.y1 < 0.6 * row.size
    held = {column_of(w, cuts) for r in rows[max(0, at - 4) : at] for w in r.words if _FIGURE.match(w.text)}
    return column_of(row.words[-1], cuts) in held and len(pieces(row)) > 1


def _is_next_clause(rows: Sequence[Row], at: int, cuts: Sequence[float]) -> bool:
    """Whether a line of a number and words below a total heads the clause after the table, not rows of another group."""
    text = words_text(rows[at].words)
    return (
        any(map(declares_sum, rows[max(0, at - 2) : at]))
        and bool(_NUMBERED.match(text))
        and not _heads_rows(rows, at, cuts)
    )


def _is_particulars(row: Row, filled: int) -> bool:
    """Whether a row is of labels, as the parties' particulars below a table are."""
    labels = sum(is_label(words_text(p)) for p in pieces(row, NAME_GAP))
    return labels > 1 or bool(labels and filled < 3 and is_label(words_text(row.words)))


def _heads_rows(rows: Sequence[Row], at: int, cuts: Sequence[float]) -> bool:
    """Whether the line after ``rows[at]`` fills most columns and has figures, so that ``at`` may be a heading; lines of
    its wrapped cells may stand above it."""
    if len(words_text(rows[at].words)) > 40:
        return False
    for above, below in itertools.pairwise(rows[at : at + _WRAPPED + 2]):
        text = words_text(below.words)
        if below.box.y0 - above.box.y1 > 1.5 * above.size or _NUMBERED.match(text) or _SENTENCE.search(text):
            return False
        if any(covers(w, x) for w in below.words for x in cuts):
            return False
        line = printed(below, cuts)
        if len(line.cells) >= max(3, len(cuts) // 2 + 1) and len(key_columns([line], len(cuts) + 1)) >= 2:
            return True
    return False


def _is_tail(rows: Sequence[Row], at: int, cuts: Sequence[float]) -> bool:
    """Whether a line of one entry stands close below the row before: not in the first column, but for the
    second half of a total's label there."""
    row = rows[at]
    if at == 0 or row.box.y0 - rows[at - 1].box.y1 >= 0.6 * row.size:
        return False
    return words_text(row.words) == "计" or _hangs(rows, at, cuts)


def _hangs(rows: Sequence[Row], at: int, cuts: Sequence[float]) -> bool:
    """Whether a line of one entry begins, ends or has its middle where a line near it has in the same column, which
    is not the first."""
    box, size = rows[at].box, rows[at].size
    col = column_of(rows[at].words[0], cuts)
    if col == 0:
        return False
    for row in (*rows[max(0, at - _NEAR) : at], *rows[at + 1 : at + _NEAR]):
        own = [w.box for w in row.words if column_of(w, cuts) == col]
        other = bounding(own) if own else box
        if (
            own
            and min(abs(box.x0 - other.x0), abs(box.x1 - other.x1), abs(box.centre[0] - other.centre[0])) < 0.5 * size
        ):
            return True
    return False


def _filled(row: Row, cuts: Sequence[float]) -> set[int]:
    return {column_of(w, cuts) for w in row.words}


def _fits(rows: Sequence[Row], cuts: Sequence[float]) -> bool:
    """Whether some row fills most of the columns, or rows wrapped line by line do so together."""
    total = next((at for at in (len(rows) - 1, len(rows) - 2) if at >= 0 and declares_sum(rows[at])), None)
    if total is not None and column_of(rows[total].words[-1], cuts) + len(rows) - 1 - total > 0:
        return True  # all that came over the page break is the total, its figure perhaps wrapped round its label
    need = max(3, (len(cuts) + 2) // 2)
    most = max(len(_filled(r, cuts)) for r in rows)
    together = set().union(*(_filled(r, cuts) for r in rows[:3]))
    return most >= need or (most >= 2 and len(together) >= max(3, len(cuts)))
