"""Tables printed in two (or more) halves side by side: the halves put under one another."""

from __future__ import annotations

from collections.abc import Sequence

from contract_parse.extract.items.header import Grid, Header, distinct
from contract_parse.extract.items.lines import number_style
from contract_parse.extract.items.vocabulary import plain_header, vocabulary
from contract_parse.model.layout import Cell


def part_starts(header: Header) -> list[int]:
    """The columns at which the same run of headings begins again: ``[0, 4]`` for two halves of four, else ``[0]``."""
    heads: list[tuple[str, int]] = []
    for i, text in enumerate(header.texts):
        if text and (not heads or text != heads[-1][0]):
            heads.append((text, i))
    for parts in (4, 3, 2):
        size, rest = divmod(len(heads), parts)
        if rest or size < 2:
            continue
        words = [tuple(h for h, _ in heads[k * size : (k + 1) * size]) for k in range(parts)]
        if len(set(words)) == 1 and len(set(words[0])) == size:
            return [0, *(heads[k * size][1] for k in range(1, parts))]
    return [0]


def stacked(grid: Grid, header: Header, stop: int) -> tuple[Header, list[list[Cell | None]]]:
    """The header of one half, and a grid of that width: the header rows, then the halves' rows in order.

    Halves are read one after the other, or row by row where the second continues the count of the first so.
    A row that runs over the halves (a total) stays one row.
    """
    starts = part_starts(header)
    if len(starts) == 1:
        return header, [list(row) for row in grid[:stop]]
    width = max(b - a for a, b in zip(starts, [*starts[1:], len(header.texts)], strict=True))
    bounds = list(zip(starts, [*starts[1:], len(header.texts)], strict=True))
    first = bounds[0]
    head = Header(
        header.first, header.last, header.texts[first[0] : first[1]], header.roles[first[0] : first[1]],
        header.scale, header.scales[first[0] : first[1]],
    )  # fmt: skip
    out = [list(row[first[0] : first[1]]) for row in grid[: header.last + 1]]
    halves: list[list[list[Cell | None]]] = [[] for _ in bounds]
    whole: list[list[Cell | None]] = []
    for row in grid[header.last + 1 : stop]:
        if any(c.col < s < c.col + c.colspan for c in distinct(row) for s in starts[1:]) or _is_sum(row):
            whole.append(_one(row, bounds, head))
        else:
            for half, (a, b) in zip(halves, bounds, strict=True):
                half.append([*row[a:b], *[None] * (width - (b - a))])
    ordered = list(zip(*halves, strict=True)) if _row_by_row(halves) else halves
    rows = [row for part in ordered for row in part]
    return head, out + rows + whole


def _is_sum(row: Sequence[Cell | None]) -> bool:
    """Whether a row holds a total's label and one more cell, so that it is of all halves."""
    cells = distinct(row)
    return len(cells) == 2 and bool(vocabulary().strong.fullmatch(plain_header(cells[0].text.view.s)))


def _one(row: Sequence[Cell | None], bounds: Sequence[tuple[int, int]], head: Header) -> list[Cell | None]:
    """A row over all halves in the width of one: its first cell in front, its last where the last half has it."""
    (a, b), (c, d) = bounds[0], bounds[-1]
    left, right = list(row[a:b]), list(row[c:d])
    right += [None] * (b - a - len(right))
    if _filled(right[0]) and not any(_filled(cell) for cell in right[1:]):
        # A figure set to the middle of merged cells stands anywhere: it is the amount.
        right = [None] * (b - a)
        right[(head.columns("amount_total", "amount", "amount_weak") or [-1])[-1]] = row[c]
    pairs = enumerate(zip(left, right[: b - a], strict=True))
    return [x if _filled(x) and (i == 0 or not _filled(y)) else y for i, (x, y) in pairs]


def _filled(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text.view.s)


def _row_by_row(halves: Sequence[Sequence[Sequence[Cell | None]]]) -> bool:
    numbers = [half[0][0].text.view.s if half and half[0] and half[0][0] is not None else "" for half in halves]
    if len(numbers) < 2 or any(number_style(n) != "dotted1" for n in numbers[:2]):
        return False
    return int(numbers[1]) == int(numbers[0]) + 1 and len(halves[0]) > 1
