"""The cells of a table whose columns were found under words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from contract_parse.layout.alignment import covers
from contract_parse.layout.columns import pieces
from contract_parse.layout.entries import Printed, column_of, declares_sum, is_heading, printed, total_pieces
from contract_parse.layout.group_labels import GroupLabel, with_groups
from contract_parse.layout.lines import Row, row_text, rows_of
from contract_parse.layout.parts import Part, PartCell
from contract_parse.layout.rulings import Segment
from contract_parse.layout.unruled import TEXT_GAP, Found
from contract_parse.layout.unruled_header import header_cells
from contract_parse.model.geometry import Box, bounding
from contract_parse.model.page import Word


def build(found: Found, rows: Sequence[Row], rules: Sequence[Segment], page: int, number: Callable[[], int]) -> Part:
    """The table's part: its header, a row for each entry, the labels of groups over the rows they name."""
    own = list(rows[found.start : found.end])
    box = bounding(r.box for r in own)
    cells, first = header_cells(found.names, page, number) if found.names else ([], 0)
    lines = [printed(r, found.cuts) for r in own[found.header :]]
    ys = sorted(s.at for s in rules if s.length > 0.5 * box.width and box.y0 < s.at < box.y1)
    groups, labels = with_groups(lines, found.cuts, ys)
    for at, group in enumerate(groups, first):
        if _is_wide(group, found.cuts, box):
            words = group[0].row.words
            texts = (row_text(group[0].row, page, number()),)
            cells.append(PartCell(at, 0, 1, len(found.cuts) + 1, texts, bounding(w.box for w in words)))
            continue
        spanned = {g.column for g in labels if g.first <= at - first < g.end}
        cells += _cells([line.row for line in group], at, found.cuts, spanned, box, page, number)
    cells += [_group_cell(g, first, page, number) for g in labels]
    xs = (box.x0, *found.cuts, box.x1)
    return Part(tuple(cells), xs, first + len(groups), ((page, box),), ruled=False, header_rows=first)


def _is_wide(group: Sequence[Printed], cuts: Sequence[float], table: Box) -> bool:
    """Whether a row is a heading over all columns: one entry that keeps to none of them, or stands in the middle."""
    if len(group) != 1 or group[0].total or len(pieces(group[0].row)) != 1:
        return False
    box, size = group[0].row.box, group[0].row.size
    if is_heading(group[0]) and box.x0 > table.x0 + size:
        return True
    return column_of(group[0].row.words[0], cuts) > 0 and abs(box.centre[0] - table.centre[0]) < size


def _widen(held: dict[int, list[Word]], reach: dict[int, int], cuts: Sequence[float], table: Box) -> None:
    """Gives a total's label the columns in whose middle it stands, from the first on."""
    col = min(held)
    if col == 0 or col in reach:
        return
    label = bounding(w.box for w in held[col])
    size = held[col][0].size
    stop = min((c for c in held if c > col), default=len(cuts) + 1)
    edges = [table.x0, *cuts, table.x1]
    off = {last: abs((edges[0] + edges[last + 1]) / 2 - label.centre[0]) for last in range(col, stop)}
    last = min(off, key=lambda k: off[k])
    if off[last] < min(2 * size, abs((edges[col] + edges[col + 1]) / 2 - label.centre[0])):
        held[0] = held.pop(col)
        reach[0] = last


def _group_cell(label: GroupLabel, first: int, page: int, number: Callable[[], int]) -> PartCell:
    texts = tuple(row_text(r, page, number()) for r in rows_of(label.words))
    box = bounding(w.box for w in label.words)
    return PartCell(first + label.first, label.column, label.end - label.first, 1, texts, box)


def _cells(
    group: Sequence[Row],
    at: int,
    cuts: Sequence[float],
    spanned: set[int],
    table: Box,
    page: int,
    number: Callable[[], int],
) -> list[PartCell]:
    """The cells of one row but those ``spanned`` by a group's label. A total's label may run over several
    columns, or stand in the middle of several; it spans them then."""
    held: dict[int, list[Word]] = {}
    reach: dict[int, int] = {}
    for row in group:
        total = declares_sum(row)
        for part in total_pieces(row) if total else pieces(row, TEXT_GAP):
            first, last = column_of(part[0], cuts), bisect_right(cuts, part[-1].box.x1 - 4)
            if total and any(covers(replace(part[0], box=bounding(w.box for w in part)), x) for x in cuts):
                first = bisect_right(cuts, part[0].box.x0 + 4)
                held.setdefault(first, []).extend(part)
                reach[first] = max(reach.get(first, first), last)
                continue
            for word in part:
                held.setdefault(column_of(word, cuts), []).append(word)
    if any(declares_sum(row) for row in group) and not spanned:
        _widen(held, reach, cuts, table)
    cells: list[PartCell] = []
    taken = set(spanned)
    for col in sorted(held):
        last = reach.get(col, col)
        while last > col and any(c in held for c in range(col + 1, last + 1)):
            last -= 1
        taken |= set(range(col, last + 1))
        texts = tuple(row_text(r, page, number()) for r in rows_of(held[col]))
        cells.append(PartCell(at, col, 1, last - col + 1, texts, bounding(w.box for w in held[col])))
    cells += [PartCell(at, c, 1, 1, (), None) for c in range(len(cuts) + 1) if c not in taken]
    return cells
