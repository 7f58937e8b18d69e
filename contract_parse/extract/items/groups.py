"""The groups a row belongs to: group cells carried down their span, and the heading rows above it.

The table goes into a pandas frame, a row a line, objects in object columns (Decimal stays Decimal).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from contract_parse.extract.items import figures
from contract_parse.extract.items.columns import Columns
from contract_parse.extract.items.lines import Line, outranks, without_number

if TYPE_CHECKING:
    import pandas as pd


def frame(lines: Sequence[Line], columns: Columns) -> pd.DataFrame:
    """One row a line: ``kind``, ``amount`` and ``unit_price`` (yuan, Decimal or None) and ``groups``, the tuple of
    its group names from outer to inner without their own numbers."""
    import pandas as pd

    index = pd.Index([line.place for line in lines], name="place")

    def column(values: list[object]) -> pd.Series:
        return pd.Series(values, dtype=object, index=index)

    table = pd.DataFrame({"kind": [line.kind for line in lines]}, index=index)
    for role in ("amount", "unit_price"):
        table[role] = column([figure(line, role, columns) for line in lines])
    levels = [f"group{i}" for i in range(len(columns.groups))]
    for i, level in enumerate(levels):
        table[level] = column([_group(line, i, columns) for line in lines])
    _carry_down(table, levels)
    inner = table[levels].itertuples(index=False)
    table["groups"] = column(
        [
            (*heading, *(without_number(name) for name in row if isinstance(name, str) and name))
            for heading, row in zip(_heading_paths(lines), inner, strict=True)
        ]
    )
    return table


def figure(line: Line, role: str, columns: Columns) -> Decimal | None:
    """A row's figure in the column ``role``, in yuan."""
    return line.mended.get(role) or figures.money(line.text(role), columns.scales.get(role, 1))


def group_paths(table: pd.DataFrame) -> dict[int, tuple[str, ...]]:
    """The group names of every row of :func:`frame`, by the row's place."""
    return {int(place): tuple(path) for place, path in zip(table.index, table["groups"], strict=True)}


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


def _carry_down(table: pd.DataFrame, levels: Sequence[str]) -> None:
    """Fills blank group cells from above, an inner one only while the outer ones stay the same."""
    if not levels:
        return
    items = table["kind"] == "item"
    span = (~items).cumsum()  # no group runs on over a heading or a total
    outer = [span[items]]
    for level in levels:
        column = table.loc[items, level]
        filled = column.groupby(outer, sort=False).ffill()
        table.loc[items, level] = filled
        change = filled.fillna("").ne(filled.fillna("").shift()) | column.notna() & column.ne("")
        outer = [*outer, change.cumsum()]


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
