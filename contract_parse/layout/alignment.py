"""Which column of an unruled table an entry belongs to, told from the header and from entries that line up."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from contract_parse.layout.columns import pieces
from contract_parse.layout.lines import Row, em_of
from contract_parse.model.geometry import Box, bounding
from contract_parse.model.page import Word

# Gaps (ems) tried for where one entry ends and the next begins.
_GAPS = (0.5, 0.32, 0.8, 1.2)

# Ems that a strip without words must be wide to part two columns.
_CORRIDOR = 0.3


class Span(NamedTuple):
    """From ``start`` to ``end`` across the page, in points."""

    start: float
    end: float


def entries(row: Row, gap: float) -> list[Box]:
    return [bounding(w.box for w in part) for part in pieces(row, gap)]


def fit_columns(names: Sequence[Box], rows: Sequence[Row]) -> tuple[float, ...]:
    """Where the columns under ``names`` part, for the body's ``rows``.

    Entries are put to columns in order, each to the nearest, first by the names alone, then by the entries
    that others put there. So a short left-aligned entry under a wide centred name finds its column.
    """
    count = len(names)
    size = rows[0].size if rows else 0.0
    gap = max(_GAPS, key=lambda g: sum(len(entries(r, g)) == count for r in rows))
    spans: list[Span] = [Span(n.x0, n.x1) for n in names]
    lines = [_merged(entries(r, gap), count) for r in rows]
    full = [line for line in lines if len(line) == count]
    some = [line for line in lines if len(line) > 1]
    for known in (full, some, lines):
        held: list[list[Span]] = [[Span(n.x0, n.x1)] for n in names]
        for line in known:
            if len(line) == 1 and sum(line[0].x0 < b and a < line[0].x1 for a, b in spans) > 1:
                continue  # running text, not the tail of an entry
            for box, col in zip(line, assign(line, spans), strict=True):
                held[col].append(Span(box.x0, box.x1))
        spans = [Span(_low([s.start for s in own]), _high([s.end for s in own])) for own in held]
    whole = [(min(s[0] for s in own), max(s[1] for s in own)) for own in held]
    cuts = []
    inked = [Span(w.box.x0, w.box.x1) for r in rows for w in r.words] + [Span(n.x0, n.x1) for n in names]
    pairs = zip(itertools.pairwise(names), itertools.pairwise(whole), itertools.pairwise(spans), strict=True)
    for col, ((name, after), (a, b), (c, d)) in enumerate(pairs):
        # Lines with an entry for every name leave no doubt which is whose.
        left = max(name.centre[0], *(line[col].x1 for line in full), float("-inf"))
        right = min(after.centre[0], *(line[col + 1].x0 for line in full), float("inf"))
        if left >= right:
            left, right = name.centre[0], after.centre[0]
        free = _corridor(left, right, inked)
        if free is not None and free.end - free.start > _CORRIDOR * size:
            cuts.append((free.start + free.end) / 2)
        else:
            cuts.append((a[1] + b[0]) / 2 if a[1] < b[0] else _cut(c, d, rows))
    return tuple(cuts)


def _corridor(left: float, right: float, inked: Sequence[Span]) -> Span | None:
    """The widest strip between ``left`` and ``right`` in which no line of the table has a word."""
    reached, best = left, None
    for span in sorted(s for s in inked if s.end > left and s.start < right):
        if span.start > reached and (best is None or span.start - reached > best.end - best.start):
            best = Span(reached, span.start)
        reached = max(reached, span.end)
    return best


def _merged(line: list[Box], count: int) -> list[Box]:
    """The line's entries, the nearest joined until there are no more than columns."""
    line = list(line)
    while len(line) > count:
        at = min(range(len(line) - 1), key=lambda i: line[i + 1].x0 - line[i].x1)
        line[at : at + 2] = [line[at].union(line[at + 1])]
    return line


def _low(values: list[float]) -> float:
    """The left edge of a column, one entry in ten that hangs out forgiven."""
    return sorted(values)[len(values) // 10]


def _high(values: list[float]) -> float:
    return sorted(values)[len(values) - 1 - len(values) // 10]


def assign(line: Sequence[Box], spans: Sequence[Span]) -> list[int]:
    """The column of each entry: in order, as near as can be."""

    @cache
    def best(i: int, col: int) -> tuple[float, tuple[int, ...]]:
        if i == len(line):
            return 0.0, ()
        if len(spans) - col < len(line) - i:
            return float("inf"), ()
        here = best(i + 1, col + 1)
        taken = (_distance(line[i], spans[col]) + here[0], (col, *here[1]))
        return min(taken, best(i, col + 1), key=lambda found: found[0])

    return list(best(0, 0)[1])


def _distance(box: Box, span: Span) -> float:
    apart = max(0.0, span[0] - box.x1, box.x0 - span[1])
    return apart + 0.1 * min(abs(box.x0 - span[0]), abs(box.x1 - span[1]), abs(box.centre[0] - (span[0] + span[1]) / 2))


def _cut(left: Span, right: Span, rows: Sequence[Row]) -> float:
    if left[1] < right[0]:
        return (left[1] + right[0]) / 2
    # Columns that overlap: where the fewest words are cut.
    low, high = sorted(((left[0] + left[1]) / 2, (right[0] + right[1]) / 2))
    words = [w for r in rows for w in r.words]
    steps = [low + (high - low) * k / 24 for k in range(1, 24)]
    return min(steps, key=lambda x: (sum(covers(w, x) for w in words), abs(x - (right[0] + left[1]) / 2)))


def covers(word: Word, x: float) -> bool:
    """Whether a character of the word is printed over ``x``, or the word runs through it."""
    slack = 0.15 * em_of(word)
    return word.box.x0 + slack < x < word.box.x1 - slack
