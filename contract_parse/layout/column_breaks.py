"""Columns side by side that a page break cuts: each goes on in its own column on the next page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from contract_parse.layout.placed import Item, PlacedLine


def over_page_breaks(flow: Sequence[Item]) -> list[Item]:
    """The flow with columns that end one page and go on at the top of the next read one after the other: left
    of both pages, then right of both."""
    out: list[Item] = []
    rest = list(flow)
    while rest:
        page = rest[0].page
        size = next((i for i, item in enumerate(rest) if item.page != page), len(rest))
        head = _leading(rest[:size])
        tail = _leading(out[::-1])[::-1] if out and out[-1].page == page - 1 else []
        above, below = _runs(tail), _runs(head)
        if (
            len(above) >= 2
            and len(above) == len(below)
            and all(_aligned(a, b) for a, b in zip(above, below, strict=True))
        ):
            del out[-len(tail) :]
            for upper, lower in zip(above, below, strict=True):
                out += upper
                out += [replace(line, column=upper[0].column) for line in lower]
            out += rest[len(head) : size]
        else:
            out += rest[:size]
        rest = rest[size:]
    return out


def _leading(items: Sequence[Item]) -> list[PlacedLine]:
    """The lines of columns that ``items`` begin with."""
    found: list[PlacedLine] = []
    for item in items:
        if not isinstance(item, PlacedLine) or item.column <= 0 or (found and item.page != found[0].page):
            break
        found.append(item)
    return found


def _runs(lines: Sequence[PlacedLine]) -> list[list[PlacedLine]]:
    return [list(group) for _, group in groupby(lines, key=lambda line: line.column)]


def _aligned(above: Sequence[PlacedLine], below: Sequence[PlacedLine]) -> bool:
    left = [min(line.box.x0 for line in lines) for lines in (above, below)]
    return abs(left[0] - left[1]) <= 1.2 * above[0].size
