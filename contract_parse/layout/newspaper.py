"""Pages printed in two columns of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contract_parse.layout.columns import pieces, words_text
from contract_parse.layout.lines import Row, rows_of
from contract_parse.model.geometry import Box, bounding
from contract_parse.model.page import Word

# Rows a page must have at least, the share of them that have text on both sides, and the gutter in ems.
_ROWS, _BOTH, _GUTTER = 14, 0.6, 1.0
# Share of a column's width that its lines must fill for it to hold running text rather than entries.
_FULL = 0.75
# Where the lines of the two do not stand level: the lines each must have, the shares of them that must have a sentence's
# marks and reach the column's edge, and the share that labels must keep below.
_LINES, _SAID, _FLUSH, _LABELS = 8, 0.3, 0.3, 0.4
_LABEL = re.compile(r"^[^，。；,;：:]{1,18}[：:]")
_IN_SENTENCE = re.compile(r"[，。；]")
_SHARES = (0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56)


def in_columns(rows: Sequence[Row], width: float) -> list[tuple[int, list[Row]]]:
    """The rows in reading order, by column: 0 over the full width, -1 left, -2 right."""
    cut = _gutter(rows, width)
    if cut is None:
        return [(0, list(rows))]
    out: list[tuple[int, list[Row]]] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        if any(w.box.x0 < cut < w.box.x1 for w in row.words) or not _apart(row, cut):
            out += [(-1, left), (-2, right), (0, [row])]
            left, right = [], []
            continue
        low, high = [w for w in row.words if w.box.x1 <= cut], [w for w in row.words if w.box.x0 >= cut]
        left += [_row(low)] if low else []
        right += [_row(high)] if high else []
    out += [(-1, left), (-2, right)]
    return [(column, own) for column, own in out if own]


def find_columns(
    rows: Sequence[Row], tables: Sequence[Box], width: float
) -> tuple[int, int, list[Row], list[Row], float] | None:
    """A stretch of rows, from one index to before another, that is two columns of running text whose lines and tables
    need not stand level; the rows of each, and where they part. ``tables`` are the boxes of ruled ones."""
    for share in _SHARES:
        cut = share * width
        for start, end in sorted(_uncrossed(rows, tables, cut), key=lambda s: s[0] - s[1]):
            words = [w for r in rows[start:end] for w in r.words]
            low = rows_of([w for w in words if w.box.x1 <= cut])
            high = rows_of([w for w in words if w.box.x0 >= cut])
            if _is_text(low) and _is_text(high) and _beside(low, high):
                return start, end, low, high, cut
    return None


def _uncrossed(rows: Sequence[Row], tables: Sequence[Box], cut: float) -> Iterator[tuple[int, int]]:
    """Runs of rows in which neither a word nor a table stands over ``cut``."""
    start = 0
    wide = [t for t in tables if t.x0 < cut < t.x1]
    for at in range(len(rows) + 1):
        row = rows[at] if at < len(rows) else None
        upper = rows[at - 1].box.y1 if at else 0.0
        if (
            row is None
            or any(w.box.x0 - 0.3 * row.size < cut < w.box.x1 + 0.3 * row.size for w in row.words)
            or any(upper <= t.centre[1] <= row.box.y1 for t in wide)
        ):
            if at > start:
                yield start, at
            start = at + 1


def _is_text(rows: Sequence[Row]) -> bool:
    """Whether the lines of a column are of sentences that run over several of them, not of labels and values."""
    if len(rows) < _LINES:
        return False
    texts = [words_text(r.words) for r in rows]
    edge = sorted(r.box.x1 for r in rows)[int(0.9 * (len(rows) - 1))]
    full = sum(edge - r.box.x1 < 2 * r.size for r in rows)
    labels = sum(bool(_LABEL.search(s)) for s in texts)
    said = sum(bool(_IN_SENTENCE.search(s)) for s in texts)
    return said >= _SAID * len(rows) and full >= _FLUSH * len(rows) and labels < _LABELS * len(rows)


def _beside(low: Sequence[Row], high: Sequence[Row]) -> bool:
    """Whether two columns keep a gutter over the same part of the page."""
    top, bottom = max(low[0].box.y0, high[0].box.y0), min(low[-1].box.y1, high[-1].box.y1)
    gutter = min(r.box.x0 for r in high) - max(r.box.x1 for r in low)
    return bottom - top > 0.3 * (max(low[-1].box.y1, high[-1].box.y1) - top) and gutter >= _GUTTER * low[0].size


def _gutter(rows: Sequence[Row], width: float) -> float | None:
    """Where a strip near the middle of the page stays empty between two texts."""
    if len(rows) < _ROWS:
        return None
    for share in _SHARES:
        cut = share * width
        both = [
            r for r in rows if r.words[0].box.x1 <= cut <= r.words[-1].box.x0 and _apart(r, cut) and len(pieces(r)) == 2
        ]
        if len(both) < _BOTH * len(rows):
            continue
        lows = [max(w.box.x1 for w in r.words if w.box.x1 <= cut) - r.box.x0 for r in both]
        highs = [r.box.x1 - min(w.box.x0 for w in r.words if w.box.x0 >= cut) for r in both]
        if _running(lows) and _running(highs):
            return cut
    return None


def _running(widths: Sequence[float]) -> bool:
    return sum(w > _FULL * max(widths) for w in widths) >= _BOTH * len(widths) and max(widths) > 0


def _apart(row: Row, cut: float) -> bool:
    """Whether the words on the two sides of ``cut`` keep a gutter's width from one another."""
    low = max((w.box.x1 for w in row.words if w.box.x1 <= cut), default=None)
    high = min((w.box.x0 for w in row.words if w.box.x0 >= cut), default=None)
    return low is None or high is None or high - low >= _GUTTER * row.size


def _row(words: Sequence[Word]) -> Row:
    return Row(tuple(words), bounding(w.box for w in words))
