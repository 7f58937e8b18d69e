"""The groups a row belongs to: group cells carried down their span, and the heading rows above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from contract_parse.extract.items import figures
from contract_parse.extract.items.columns import Columns
from contract_parse.extract.items.lines import Line, outranks, without_number


class Row(NamedTuple):
    """A line's figures in yuan, and its group names from outer to inner without their own numbers."""

    kind: str
    amount: Decimal | None
    unit_price: Decimal | None
    groups: tuple[str, ...]


Rows = dict[int, Row]  # by the line's place


def grouped(lines: Sequence[Line], columns: Columns) -> Rows:
    """One row a line."""
    levels = range(len(columns.groups))
    inner = _carried_down(lines, [[_group(line, i, columns) for i in levels] for line in lines])
    return {
        line.place: Row(
            line.kind,
            figure(line, "amount", columns),
            figure(line, "unit_price", columns),
            (*heading, *(without_number(name) for name in names if name)),
        )
        for line, heading, names in zip(lines, _heading_paths(lines), inner, strict=True)
    }


def figure(line: Line, role: str, columns: Columns) -> Decimal | None:
    """A row's figure in the column ``role``, in yuan."""
    return line.mended.get(role) or figures.money(line.text(role), columns.scales.get(role, 1))


def _group(line: Line, level: int, columns: Columns) -> str | None:
    """The words of a group cell; "" where the row says that it has no such group, None where it says nothing."""
    cell = line.inner[level]
    if line.kind != "item":
        return ""
    if cell is None or not cell.text.view.s:
        # An empty cell merged over rows was left empty on purpose.
        return "" if cell is not None and cell.rowspan > 1 else None
    if any(cell is other for other in line.cells.values()) or figures.is_nil(cell.text):
        return ""
    return figures.words(cell.text)


def _carried_down(lines: Sequence[Line], cells: Sequence[list[str | None]]) -> list[list[str | None]]:
    """Blank group cells filled from above, an inner one only while the outer ones stay the same.

    No group runs on over a heading or a total.
    """
    out: list[list[str | None]] = []
    above: list[str | None] = []  # of the last thing listed
    broken = True  # whether a heading or a total has come since
    for line, names in zip(lines, cells, strict=True):
        if line.kind != "item":
            out.append(names)
            broken = True
            continue
        filled: list[str | None] = []
        for i, name in enumerate(names):
            before = above[i] if above else None
            filled.append(before if name is None and not broken else name)
            # a name printed again opens its group again
            broken = broken or bool(name) or (filled[i] or "") != (before or "")
        out.append(filled)
        above, broken = filled, False
    return out


@dataclass
class _Open:
    """A heading whose rows are being read; ``inside`` is the style of the first row in it."""

    style: str | None
    name: str
    inside: str | None = None


def _heading_paths(lines: Sequence[Line]) -> list[list[str]]:
    """For each line the names of the headings it stands under."""
    stack: list[_Open] = []
    paths: list[list[str]] = []
    previous: Line | None = None
    for line in lines:
        if line.kind in ("heading", "parent"):
            nested = previous is not None and previous.kind in ("heading", "parent")
            stack = [*_opened(stack, line.style, nested=nested), _Open(line.style, without_number(line.label))]
        elif line.kind == "item":
            if previous is not None and previous.kind == "total":
                stack = _closed(stack, previous)
            while stack and _left(stack[-1], line.style):
                stack.pop()
            for heading in stack[-1:]:
                heading.inside = heading.inside or line.style
        paths.append([heading.name for heading in stack])
        if line.kind != "skip":
            previous = line
    return paths


def _left(heading: _Open, style: str | None) -> bool:
    """Whether a row numbered in ``style`` no longer stands under the heading."""
    if style is None or heading.style is None:
        return False
    return outranks(style, heading.style) or (style == heading.style and heading.inside not in (None, style))


def _closed(stack: list[_Open], total: Line) -> list[_Open]:
    """What stays open for things listed right after a total: not the heading that it sums up."""
    named = [i for i, heading in enumerate(stack) if heading.name and heading.name in total.label]
    if named:
        return stack[: named[0]]
    return stack[:-1] if "sub" in total.marks else []


def _opened(stack: list[_Open], style: str | None, *, nested: bool) -> list[_Open]:
    """The headings that stay open when one of ``style`` begins."""
    styles = [heading.style for heading in stack]
    if style in styles:
        at = styles.index(style)
        # Two unnumbered headings in a row: the second is inside the first.
        return stack if style is None and nested and at == len(stack) - 1 else stack[:at]
    if style is None:
        return stack
    return [heading for heading in stack if heading.style is None or not outranks(style, heading.style)]
