"""Drawn lines made whole: pieces on one straight line joined, double lines taken as one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from contract_parse.model.page import Ruling

# Points: lines nearer than SNAP are one line drawn twice, pieces nearer than JOIN are one line interrupted
# (dashes, the corners of cells drawn one by one).
SNAP, JOIN = 3.0, 4.0


class Segment(NamedTuple):
    """A straight line: ``at`` across its direction, from ``start`` to ``end`` along it."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


def segments(rulings: Iterable[Ruling], *, horizontal: bool, snap: float = SNAP, join: float = JOIN) -> list[Segment]:
    """The horizontal or vertical lines, sorted by place, collinear pieces joined."""
    raw = []
    for r in rulings:
        if r.horizontal != horizontal:
            continue
        b = r.box
        raw.append(Segment((b.y0 + b.y1) / 2, b.x0, b.x1) if horizontal else Segment((b.x0 + b.x1) / 2, b.y0, b.y1))
    raw.sort()
    out: list[Segment] = []
    band: list[Segment] = []
    for s in raw:
        if band and s.at - band[-1].at > snap / 2:
            out += _merge(band, join)
            band = []
        band.append(s)
    if band:
        out += _merge(band, join)
    return out


def _merge(band: list[Segment], join: float) -> list[Segment]:
    at = sum(s.at * max(s.length, 0.1) for s in band) / sum(max(s.length, 0.1) for s in band)
    merged: list[Segment] = []
    for s in sorted(band, key=lambda s: s.start):
        if merged and s.start - merged[-1].end <= join:
            merged[-1] = Segment(at, merged[-1].start, max(merged[-1].end, s.end))
        else:
            merged.append(Segment(at, s.start, s.end))
    return merged
