"""Declared totals: which rows each of them sums up.

What a row says (小计, 合计) decides, unless the figures say otherwise: a 合计 in mid-table that equals all
rows above it is a running total, one that equals its group's rows a subtotal.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from contract_parse.extract.items.groups import Rows
from contract_parse.extract.items.lines import Line, without_number
from contract_parse.extract.items.vocabulary import plain_header
from contract_parse.model.facts import Evidence, ItemTotal, YuanFact, evidence
from contract_parse.model.text import Text
from contract_parse.values.capital import find_capitals

Kind = Literal["total", "subtotal", "running"]


def item_totals(
    lines: Sequence[Line], table: Rows, *, annex: str | None, clause: str | None, number: int
) -> list[ItemTotal]:
    """The totals among ``lines``; ``table`` is what they hold, ``number`` the table's."""
    out: list[ItemTotal] = []
    previous = 0
    for i, line in enumerate(lines):
        if line.kind not in ("total", "parent") or line.value is None:
            continue
        kind, rows, group = _scope(lines, i, table, previous)
        if line.kind == "total":
            previous = i + 1
        out.append(
            ItemTotal(
                annex=annex,
                clause=clause,
                table=number,
                row=line.place,
                label=line.label,
                value=line.value,
                capital=_capital(line, clause),
                kind=kind,
                group=group,
                first_row=rows[0] if rows else None,
                last_row=rows[-1] if rows else None,
                evidence=_evidence(line, clause),
            )
        )
    return out


def _scope(lines: Sequence[Line], i: int, table: Rows, previous: int) -> tuple[Kind, list[int], str | None]:
    """Kind, the places of the rows summed up, and the group's name."""
    line = lines[i]
    if line.kind == "parent":
        return "subtotal", _under(lines, i, table), without_number(line.label)
    if "adjusted" in line.marks:
        return "total", [], None
    above = [x.place for x in lines[:i] if x.kind == "item"]
    since = [x.place for x in lines[previous:i] if x.kind == "item"]
    more = any(x.kind == "item" for x in lines[i + 1 :])
    group, members = _group(lines, i, table)
    column = line.basis or ("amount" if any(row.amount is not None for row in table.values()) else "unit_price")
    sums = {name: _sum(table, column, rows) for name, rows in (("above", above), ("since", since), ("group", members))}
    if members and (sums["group"] == line.value or _names(line, group)):
        return "subtotal", members, group
    if "sub" in line.marks and (more or previous or group):
        return "subtotal", since or above, group if since else None
    if not more:
        if sums["above"] != line.value and previous and since and sums["since"] == line.value:
            return "subtotal", since, group
        return "total", above, None
    if (sums["above"] == line.value and (previous or not group)) or (not group and sums["since"] != line.value):
        return "running", above, None
    return "subtotal", since, group


def _names(line: Line, group: str | None) -> bool:
    return bool(group) and group in line.label  # type: ignore[operator]


def _group(lines: Sequence[Line], i: int, table: Rows) -> tuple[str | None, list[int]]:
    """The group whose rows end right above line ``i``: the one its label names, else the innermost whose sum it is."""
    line, items = lines[i], [x for x in lines[:i] if x.kind == "item"]
    if not items:
        return None, []
    path = table[items[-1].place].groups
    best: tuple[str | None, list[int]] = (path[-1] if path else None, [])
    for depth in range(len(path), 0, -1):
        prefix = path[:depth]
        places = [item.place for item in items if table[item.place].groups[:depth] == prefix]
        column = line.basis or "amount"
        if _names(line, prefix[-1]) or plain_header(line.label).startswith(prefix[-1]):
            return prefix[-1], places
        if _sum(table, column, places) == line.value and ("sub" in line.marks or len(places) < len(items)):
            best = (prefix[-1], places)
    return best


def _under(lines: Sequence[Line], i: int, table: Rows) -> list[int]:
    """The places of the things under the parent row ``i``."""
    path = table[lines[i].place].groups
    out = []
    for line in lines[i + 1 :]:
        if table[line.place].groups[: len(path)] != path:
            break
        if line.kind == "item":
            out.append(line.place)
    return out


def _sum(table: Rows, column: str, places: Sequence[int]) -> Decimal:
    figures = (table[place].unit_price if column == "unit_price" else table[place].amount for place in places)
    return sum((v for v in figures if v is not None), Decimal(0))


def _capital(line: Line, clause: str | None) -> YuanFact | None:
    if line.capital is None:
        return None
    found = find_capitals(line.capital.view.s)[-1]
    fact = YuanFact.of(found.value, line.capital, clause)
    return fact.model_copy(update={"well_formed": found.well_formed, "fault": found.fault})


def _evidence(line: Line, clause: str | None) -> list[Evidence]:
    texts: list[Text] = []
    for cell in (*line.row, *([line.cells["also"]] if "also" in line.cells else [])):
        if cell is not None and cell.text and not any(cell.text is t for t in texts):
            texts.append(cell.text)
    return [piece for text in texts for piece in evidence(text, clause)]
