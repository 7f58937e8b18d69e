"""Figures of scanned tables whose marks were read wrong: points, commas, letters that look like digits.

Only what a scan does to a figure's marks is undone here (``486.000.00``, ``l2``, ``1O0``, a lost decimal point).
A digit is never taken for another: what then still breaks the arithmetic is for the checks to doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from contract_parse.extract.items import figures
from contract_parse.extract.items.columns import Columns
from contract_parse.extract.items.lines import Line
from contract_parse.model.text import Text
from contract_parse.values.capital import find_capitals


def mend(lines: Sequence[Line], columns: Columns) -> list[Line]:
    """The rows with the readings that make quantity × price = amount hold, where exactly one choice does.

    Rows of text layers, rows that hold as they are and rows that no reading mends come back unchanged.
    """
    return [_row(line, columns) if line.kind == "item" else _total(line, columns) for line in lines]


def _row(line: Line, columns: Columns) -> Line:
    roles = [role for role in ("quantity", "periods", "unit_price", "amount") if line.text(role) is not None]
    if not {"unit_price", "amount"} <= set(roles) or not any(figures.scanned(line.text(role)) for role in roles):
        return line
    first = [_strict(line, role, columns) for role in roles]
    if None not in first and _holds(first):
        return line
    found = {choice for choice in product(*(_readings(line, role, columns) for role in roles)) if _holds(choice)}
    if len(found) != 1:
        return line
    mended = {role: value for role, value, old in zip(roles, found.pop(), first, strict=True) if value != old}
    return replace(line, mended=mended)


def _total(line: Line, columns: Columns) -> Line:
    """A total whose figure can be read as what its capital words say."""
    cell = line.cells.get(line.basis or "")
    if line.kind != "total" or cell is None or line.capital is None or not figures.scanned(cell.text):
        return line
    words = find_capitals(line.capital.view.s)[-1].value
    readings = figures.readings(cell.text.view.s, columns.scales.get(line.basis or "", 1))
    return replace(line, value=words) if line.value != words and words in readings else line


def _strict(line: Line, role: str, columns: Columns) -> Decimal | None:
    if role in ("quantity", "periods"):
        return figures.count(line.text(role))[0]
    return figures.money(line.text(role), columns.scales.get(role, 1))


def _readings(line: Line, role: str, columns: Columns) -> Iterable[Decimal]:
    text = line.text(role)
    plain = _strict(line, role, columns)
    found = [] if plain is None else [plain]
    if figures.scanned(text) and text is not None:
        if role in ("quantity", "periods"):
            found += _counts(text)
        else:
            found += figures.readings(text.view.s, columns.scales.get(role, 1))
    return dict.fromkeys(found)


def _counts(text: Text) -> list[Decimal]:
    m = re.match(r"[\dOoIl|]+(?![.,\d])", text.view.s)
    return [Decimal(figures.as_digits(m[0]))] if m and not m[0].isdigit() else []


def _holds(choice: Sequence[Decimal | None]) -> bool:
    *factors, amount = choice
    value = Decimal(1)
    for factor in factors:
        value *= factor or 0
    return value == amount
