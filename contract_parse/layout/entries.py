"""Printed lines of a table to its entries, by the figures in them and the white space between them.

Serial numbers, quantities and amounts take one line of an entry whatever else of it is wrapped, so a line that
holds some of them is the *anchor* of an entry. Lines without one belong to an entry near by: to that from which
no wider gap parts them, or, where rows are set solid, so that anchors stand at one height in all entries (rows
may be set to the top, the middle or the bottom).
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from contract_parse.layout.columns import pieces, words_text
from contract_parse.layout.lines import Row
from contract_parse.layout.total_lines import is_total
from contract_parse.model.page import Word

_FIGURE = re.compile(
    r"^(?:人民币|RMB)?[¥￥]?-?(?:\d[\d,，]*(?:\.\d*)?|\.\d+)(?:[%％‰]|[百千万亿]?元)?(?:\D{0,4}|[/／]\D{1,6})$|^[/\\—–\-]+$|^(?:无|免费|赠送)$"
)
_SERIAL = re.compile(
    r"^(?:\d{1,4}(?:[.\-]\d{1,3})*|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[一二三四五六七八九十]{1,3}|[①-⑳]|[A-Z])[、.．]?$"
)
CENTS = re.compile(r"^[¥￥]?[\d,，]+\.\d\d元?$")
# What no figure ends or begins with (``12,|800.00``, ``12,80|0.00``), and one whose marks are where they should be.
HALF = re.compile(r"[.,，]\||\|[.,，]|[,，]\d{1,2}\||\d{3}\.\d\|\d元?$")
_GROUPED = re.compile(r"^[¥￥]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?(?:元|万元)?$")
_TEXT_GAP = 0.32
# Share of a column's lines that must be figures for its lines to be anchors; the like for serial numbers.
_FIGURES, _SERIALS = 0.7, 0.6
_WIDEST = 1.6  # ems that lines of one cell are apart at most
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])")
_SOME = 6  # with more pitches between lines than these, one alone says nothing
_DENSE = 0.5  # rules under at least this share of the entries: one under each


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed line of a table: what stands in each column that it fills, and whether it declares a sum."""

    row: Row
    cells: Mapping[int, str]
    total: bool
    keys: frozenset[int] = frozenset()  # the columns with a whole figure or a serial number

    @property
    def middle(self) -> float:
        return (self.row.box.y0 + self.row.box.y1) / 2


def printed(row: Row, cuts: Sequence[float]) -> Printed:
    """A line as its table's columns, which part at ``cuts``, see it."""
    cells: dict[int, str] = {}
    for word in row.words:
        col = column_of(word, cuts)
        cells[col] = cells.get(col, "") + word.text
    return Printed(row, cells, declares_sum(row))


def declares_sum(row: Row) -> bool:
    """Whether a line's first words (or those behind a number or a group) are a total's label."""
    if is_total(words_text(row.words)):
        return True
    parts = [words_text(p) for p in pieces(row, _TEXT_GAP)]
    return any(is_total(s) for s in parts[:2]) and not any(len(s) > 24 for s in parts[:1])


def total_pieces(row: Row) -> list[list[Word]]:
    """The pieces of a line that declares a sum, its label one of them though its letters be set apart (合　　计)."""
    parts = pieces(row, _TEXT_GAP)
    for first in range(min(2, len(parts))):
        end = first
        while end < len(parts) - 1 and len(words_text(parts[end])) == 1:
            end += 1
            if is_total(words_text([w for p in parts[first : end + 1] for w in p])):
                return [*parts[:first], [w for p in parts[first : end + 1] for w in p], *parts[end + 1 :]]
    return parts


def is_heading(line: Printed) -> bool:
    """Whether a line is a group's numbered heading over the columns: 一、主要设备."""
    return not line.total and len(pieces(line.row)) == 1 and bool(_HEADING.match(words_text(line.row.words)))


def column_of(word: Word, cuts: Sequence[float]) -> int:
    return bisect_right(cuts, word.box.centre[0])


def key_columns(lines: Sequence[Printed], columns: int) -> set[int]:
    """The columns whose entries take one line each: serial numbers and figures."""
    found = set()
    for col in range(columns):
        held = [line.cells[col] for line in lines if col in line.cells and not line.total]
        figures = sum(bool(_FIGURE.match(s)) for s in held)
        serials = sum(bool(_SERIAL.match(s)) for s in held) if col <= 1 else 0
        if held and (figures >= _FIGURES * len(held) or serials >= _SERIALS * len(held)):
            found.add(col)
    return found


def partition(lines: Sequence[Printed], columns: int, rules: Sequence[float]) -> list[list[Printed]]:
    """The lines of each entry, from the top down. ``rules`` are the heights of lines drawn across the table."""
    if not lines:
        return []
    keys = key_columns(lines, columns)
    serials = _counted(lines)
    lines = _marked(lines, keys)
    need = min(2, len(keys))
    blocks = _blocks(lines, need, rules)
    alignment = _alignment(blocks, need, serials)
    out: list[list[Printed]] = []
    for block in blocks:
        anchors = _anchors(block, need, serials)
        out += _parted(block, anchors, alignment) if len(anchors) > 1 else [[*block]]
    return out


def _counted(lines: Sequence[Printed]) -> int | None:
    """The column that counts the entries 1, 2, 3 …, where one does."""
    for col in (0, 1):
        held = [line.cells[col] for line in lines if col in line.cells and not line.total]
        if len(held) > 1 and all(s.isdecimal() for s in held):
            first = int(held[0])
            if [int(s) for s in held] == list(range(first, first + len(held))):
                return col
    return None


def _marked(lines: Sequence[Printed], keys: set[int]) -> list[Printed]:
    """The lines with the columns in which each has a figure. One wrapped over two lines (``12800.0``, ``0``) is in
    neither."""
    halves: set[tuple[int, int]] = set()
    for col in keys:
        held = [(i, line) for i, line in enumerate(lines) if col in line.cells]
        cut = _wrapped(held, col)
        pairs = [
            (i, j)
            for (i, a), (j, b) in itertools.pairwise(held)
            if CENTS.match(a.cells[col] + b.cells[col])
            and not CENTS.match(a.cells[col])
            and b.middle - a.middle < _WIDEST * a.row.size
        ]
        whole = sum(bool(CENTS.match(line.cells[col])) for _, line in held)
        if whole + 2 * len(pairs) < 0.8 * len(held):
            pairs = []
        halves |= {(i, col) for pair in pairs for i in pair} | {(i, col) for i in cut}
    return [
        replace(line, keys=frozenset(c for c in keys & line.cells.keys() if (i, c) not in halves))
        for i, line in enumerate(lines)
    ]


def _wrapped(held: Sequence[tuple[int, Printed]], col: int) -> list[int]:
    """Which lines hold pieces of a figure that together are one, though no figure is cut like them."""
    out: list[int] = []
    run: list[tuple[int, Printed]] = []
    for at in range(len(held) + 1):
        if run and at < len(held):
            (_, above), (_, line) = run[-1], held[at]
            if line.middle - above.middle < _WIDEST * line.row.size and HALF.search(
                above.cells[col] + "|" + line.cells[col]
            ):
                run.append(held[at])
                continue
        if len(run) > 1 and _GROUPED.match("".join(line.cells[col] for _, line in run)):
            out += [i for i, _ in run]
        run = [held[at]] if at < len(held) else []
    return out


def _blocks(lines: Sequence[Printed], need: int, rules: Sequence[float]) -> list[list[Printed]]:
    """The lines parted where a rule or a gap wider than that between the lines of a cell lies."""
    ruled = sum(any(a.middle < y < b.middle for y in rules) for a, b in itertools.pairwise(lines))
    anchors = sum(_strong(line, need) for line in lines)
    dense = ruled >= 1 and ruled + 1 >= _DENSE * max(anchors, 2)
    lead = _lead(lines)
    out = [[lines[0]]]
    for a, b in itertools.pairwise(lines):
        parted = any(a.middle < y < b.middle for y in rules)
        if parted or (not dense and lead is not None and b.middle - a.middle > 1.06 * lead + 0.6):
            out.append([b])
        else:
            out[-1].append(b)
    return out


def _lead(lines: Sequence[Printed]) -> float | None:
    """How far apart the lines of one cell are: the least that two lines in one column are apart."""
    last: dict[int, Printed] = {}
    pitches = []
    for line in lines:
        for col in line.cells:
            if col in last and line.row.size <= 1.2 * last[col].row.size:
                pitches.append(line.middle - last[col].middle)
            last[col] = line
    size = min((line.row.size for line in lines), default=0.0)
    found = sorted(p for p in pitches if p >= 0.9 * size)
    if len(found) > _SOME:  # words of a seal or a watermark make pitches that no others share
        found = [p for p in found if sum(abs(p - q) < 0.06 * p for q in found) > 2] or found
    return min(_WIDEST * size, *found) if found else None


def _strong(line: Printed, need: int) -> bool:
    return line.total or len(line.keys) >= need > 0


def _anchors(block: Sequence[Printed], need: int, serials: int | None) -> list[int]:
    """Which lines of a block begin (or are the middle, the end of) an entry. A line with a lone figure is not one
    where the entry close by lacks just that figure, or where entries are counted (in column ``serials``) and that
    close by has a number: it was wrapped there."""
    strong = [i for i, line in enumerate(block) if _strong(line, need)]
    out = []
    for i, line in enumerate(block):
        if i in strong or is_heading(line):
            out.append(i)
        elif line.keys:
            near = [block[s] for s in strong if abs(block[s].middle - line.middle) < 1.6 * line.row.size]
            if not any(_lent(line, s, serials) for s in near):
                out.append(i)
    return out


def _lent(line: Printed, entry: Printed, serials: int | None) -> bool:
    """Whether a figure alone in a line belongs to the ``entry`` close by."""
    if entry.total:
        return not entry.keys and line.keys == line.cells.keys() and not line.keys & entry.cells.keys()
    return not line.keys & entry.cells.keys() or (serials in entry.cells and serials not in line.cells)


Alignment = Callable[[Sequence[Printed], int], float]


def _top(lines: Sequence[Printed], anchor: int) -> float:
    return lines[anchor].middle - lines[0].middle


def _middle(lines: Sequence[Printed], anchor: int) -> float:
    return abs((lines[0].middle + lines[-1].middle) / 2 - lines[anchor].middle)


def _bottom(lines: Sequence[Printed], anchor: int) -> float:
    return lines[-1].middle - lines[anchor].middle


def _alignment(blocks: Sequence[Sequence[Printed]], need: int, serials: int | None) -> Alignment:
    """At which height of their entries anchors stand: what the entries that are known to be one say, else what
    parts the others best."""
    best: Alignment = _middle
    least = float("inf")
    held = [(block, _anchors(block, need, serials)) for block in blocks]
    for way in (_middle, _top, _bottom):
        cost = 0.0
        for block, anchors in held:
            if len(anchors) == 1:
                cost += way(block, anchors[0])
            elif anchors:
                cost += _best_parting(block, anchors, way)[0]
        if cost < least - 0.01:
            best, least = way, cost
    return best


def _parted(block: Sequence[Printed], anchors: Sequence[int], way: Alignment) -> list[list[Printed]]:
    _, ends = _best_parting(block, anchors, way)
    return [list(block[a:b]) for a, b in itertools.pairwise((0, *ends))]


def _best_parting(block: Sequence[Printed], anchors: Sequence[int], way: Alignment) -> tuple[float, tuple[int, ...]]:
    """The ends of the entries of a block, an entry an anchor, and how far anchors are off where they should be."""
    # best[e]: the least cost of the entries up to the last anchor seen, the last of them ending before line e.
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for k, anchor in enumerate(anchors):
        stops = range(anchor + 1, anchors[k + 1] + 1) if k + 1 < len(anchors) else (len(block),)
        after: dict[int, tuple[float, tuple[int, ...]]] = {}
        for end in stops:
            found = [
                (cost + way(block[start:end], anchor - start), (*ends, end)) for start, (cost, ends) in best.items()
            ]
            after[end] = min(found, key=lambda f: f[0])
        best = after
    return best[len(block)]
