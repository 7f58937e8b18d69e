"""Rulings to grids: where lines cross there is a table, where an edge is missing cells are merged."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contract_parse.layout.rulings import SNAP, Segment, segments
from contract_parse.model.geometry import Box
from contract_parse.model.page import Ruling, Word

# Share of an edge that must be drawn for it to part two cells.
DRAWN = 0.6
# Points by which a line may miss the line it should meet, and by which it may be interrupted.
REACH, BREAK = 6.0, 10.0
# Points within which an end is at the line it meets, as printed tables have it.
TOUCH = 1.5


@dataclass(frozen=True, slots=True)
class Area:
    """A cell's place in a grid: rows and columns it covers and its box."""

    row: int
    col: int
    rowspan: int
    colspan: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """``xs`` and ``ys`` are the lines of the grid; ``open_top`` and ``open_bottom`` say for each column
    whether the outer border is missing there (a cell that goes on over the page break)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...]
    open_top: tuple[bool, ...]
    open_bottom: tuple[bool, ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def cols(self) -> int:
        return len(self.xs) - 1


def find_grids(rulings: Iterable[Ruling], words: Sequence[Word] = (), snap: float = SNAP) -> list[Grid]:
    """The grids that rulings make, from the top down, frames of a single cell among them.

    ``words`` tell underlines from edges: a line at the foot of words that meets no vertical line.
    """
    rulings = list(rulings)
    down = segments(rulings, horizontal=False, snap=snap, join=BREAK)
    edges = [r for r in rulings if not r.horizontal or _meets(r, down) or not any(stands_on(w, r.box) for w in words)]
    across = segments(edges, horizontal=True, snap=snap, join=BREAK)
    grids = []
    for hs, vs in _connected(across, down):
        for own_hs, own_vs in _parted(hs, vs, rulings):
            grid = _grid(own_hs, own_vs, snap)
            if grid is not None:
                grids.append(grid)
    return sorted(grids, key=lambda g: (g.ys[0], g.xs[0]))


def _meets(ruling: Ruling, down: Sequence[Segment]) -> bool:
    """Whether a horizontal line ends at a vertical one or crosses it."""
    box, at = ruling.box, ruling.box.centre[1]
    return any(box.x0 - TOUCH <= v.at <= box.x1 + TOUCH and v.start - REACH <= at <= v.end + REACH for v in down)


def stands_on(word: Word, box: Box) -> bool:
    """Whether a line in ``box`` runs along the foot of the word, under it or beside it on the same line."""
    foot = word.box.y1 - 0.12 * word.size
    near = word.box.x0 - 3 * word.size < box.x1 and box.x0 < word.box.x1 + 3 * word.size
    return near and -0.2 * word.size <= box.centre[1] - foot <= 0.3 * word.size


def _connected(across: Sequence[Segment], down: Sequence[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """Lines that touch one another, directly or by others."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(down):
            if h.start - REACH <= v.at <= h.end + REACH and v.start - REACH <= h.at <= v.end + REACH:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for i, h in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(v)
    return [g for g in groups.values() if g[0] and g[1]]


def _parted(hs: list[Segment], vs: list[Segment], drawn: Sequence[Ruling]) -> list[tuple[list[Segment], list[Segment]]]:
    """The lines of each table where one begins close below another: nothing is ``drawn`` down through the gap."""
    across = sorted(hs, key=lambda h: h.at)
    cuts = [i for i in range(1, len(across)) if _is_gap(across[i - 1].at, across[i].at, hs, drawn)]
    out = []
    for start, end in itertools.pairwise((0, *cuts, len(across))):
        top = across[start].at if start else float("-inf")
        bottom = across[end - 1].at if end < len(across) else float("inf")
        down = [v._replace(start=max(v.start, top), end=min(v.end, bottom)) for v in vs]
        out.append((across[start:end], [v for v in down if v.end - v.start > REACH]))
    return out if all(own[-1].at - own[0].at > REACH and down for own, down in out) else [(hs, vs)]


def _is_gap(upper: float, lower: float, hs: Sequence[Segment], drawn: Sequence[Ruling]) -> bool:
    """Whether the strip between two horizontal lines is too low for a row and nothing is drawn down through it."""
    middle = (upper + lower) / 2
    inside = (r for r in drawn if not r.horizontal and r.box.y0 < middle < r.box.y1)
    return TOUCH < lower - upper <= REACH + TOUCH and not any(_between(r, hs) for r in inside)


def _between(ruling: Ruling, hs: Sequence[Segment]) -> bool:
    """Whether a vertical line stands where the horizontal ones run."""
    return min(h.start for h in hs) - REACH <= ruling.box.centre[0] <= max(h.end for h in hs) + REACH


def _grid(hs: list[Segment], vs: list[Segment], snap: float) -> Grid | None:
    wide = snap + 2  # no column is this narrow: a cell's border beside that of a table set in it
    xs = _stops([v.at for v in vs], wide)
    ys = _stops([h.at for h in hs], snap)
    # Sides without a border: lines run out beyond the outermost line that crosses them.
    xs = _stretched(xs, [h.start for h in hs], [h.end for h in hs], snap)
    ys = _stretched(ys, [v.start for v in vs], [v.end for v in vs], snap)
    if len(xs) < 2 or len(ys) < 2:
        return None
    rows, cols = len(ys) - 1, len(xs) - 1
    h_edge = [[_drawn(hs, ys[r], xs[c], xs[c + 1], snap) for c in range(cols)] for r in range(rows + 1)]
    v_edge = [[_drawn(vs, xs[c], ys[r], ys[r + 1], wide) for c in range(cols + 1)] for r in range(rows)]
    taken = [[False] * cols for _ in range(rows)]
    areas = []
    for r in range(rows):
        for c in range(cols):
            if taken[r][c]:
                continue
            c1 = c + 1
            while c1 < cols and not v_edge[r][c1] and not taken[r][c1]:
                c1 += 1
            r1 = r + 1
            while r1 < rows and not any(h_edge[r1][k] for k in range(c, c1)) and _same_sides(v_edge[r1], c, c1):
                r1 += 1
            for rr in range(r, r1):
                for cc in range(c, c1):
                    taken[rr][cc] = True
            areas.append(Area(r, c, r1 - r, c1 - c, Box(xs[c], ys[r], xs[c1], ys[r1])))
    return Grid(tuple(xs), tuple(ys), tuple(areas), tuple(not e for e in h_edge[0]), tuple(not e for e in h_edge[rows]))


def _same_sides(edges: Sequence[bool], c: int, c1: int) -> bool:
    """Whether a row has no vertical line inside columns ``c`` to ``c1``."""
    return not any(edges[k] for k in range(c + 1, c1))


def _stops(values: list[float], snap: float) -> list[float]:
    out: list[list[float]] = []
    for v in sorted(values):
        if out and v - out[-1][-1] <= snap:
            out[-1].append(v)
        else:
            out.append([v])
    return [sum(group) / len(group) for group in out]


def _stretched(stops: list[float], starts: list[float], ends: list[float], snap: float) -> list[float]:
    reach = max(snap, REACH) + 2
    if not stops or min(starts) < stops[0] - reach:
        stops = [min(starts), *stops]
    if max(ends) > stops[-1] + reach:
        stops = [*stops, max(ends)]
    return stops


def _drawn(lines: Sequence[Segment], at: float, start: float, end: float, snap: float) -> bool:
    covered = sum(max(0.0, min(s.end, end) - max(s.start, start)) for s in lines if abs(s.at - at) <= snap)
    return covered >= DRAWN * (end - start)


def loose_lines(rulings: Iterable[Ruling], grids: Sequence[Grid]) -> list[Segment]:
    """The horizontal lines that are no edge of a grid: underlines, rules under heads, rules of open tables."""
    found = []
    for s in segments(rulings, horizontal=True, join=2.0):
        edge = any(
            g.xs[0] - REACH <= s.start and s.end <= g.xs[-1] + REACH and min(abs(s.at - y) for y in g.ys) <= SNAP
            for g in grids
        )
        if not edge:
            found.append(s)
    return found
