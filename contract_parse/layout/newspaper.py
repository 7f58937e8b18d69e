"""Pages printed in two columns of running text."""

from __future__ import annotations

from collections.abc import Sequence

from contract_parse.layout.columns import pieces
from contract_parse.layout.lines import Row
from contract_parse.model.geometry import bounding
from contract_parse.model.page import Word

# Rows a page must have at least, the share of them that have text on both sides, and the gutter in ems.
_ROWS, _BOTH, _GUTTER = 14, 0.6, 1.0
# Share of a column's width that its lines must fill for it to hold running text rather than entries.
_FULL = 0.75


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


def _gutter(rows: Sequence[Row], width: float) -> float | None:
    """Where a strip near the middle of the page stays empty between two texts."""
    if len(rows) < _ROWS:
        return None
    for share in (0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56):
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
