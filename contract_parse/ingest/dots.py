"""Dotted lines: rows of dots painted one by one, taken as the lines they look like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from contract_parse.ingest.device import Stroke

# Points: dots this far apart at most make a line, and so many of them at least.
_PITCH, _COUNT = 3.5, 6


def dotted(dots: Iterable[tuple[float, float]]) -> list[Stroke]:
    """The horizontal and vertical lines that ``dots`` (their middles, device space) make."""
    rows: dict[int, list[float]] = defaultdict(list)
    columns: dict[int, list[float]] = defaultdict(list)
    for x, y in dots:
        rows[round(2 * y)].append(x)
        columns[round(2 * x)].append(y)
    across = [Stroke(a, y / 2, b, y / 2) for y, xs in rows.items() for a, b in _runs(xs)]
    return across + [Stroke(x / 2, a, x / 2, b) for x, ys in columns.items() for a, b in _runs(ys)]


def _runs(values: list[float]) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    values.sort()
    start = 0
    for i in range(1, len(values) + 1):
        if i == len(values) or values[i] - values[i - 1] > _PITCH:
            if i - start >= _COUNT and values[i - 1] - values[start] > _PITCH:
                out.append((values[start], values[i - 1]))
            start = i
    return out
