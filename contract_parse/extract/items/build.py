"""Rows made into facts: every cell with its value and its place on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contract_parse.extract.items import figures
from contract_parse.extract.items.columns import Columns
from contract_parse.extract.items.groups import figure, grouped
from contract_parse.extract.items.header import distinct
from contract_parse.extract.items.lines import Line
from contract_parse.extract.items.mending import mend
from contract_parse.extract.items.totals import item_totals
from contract_parse.model.facts import Evidence, ItemTotal, LineItem, evidence
from contract_parse.model.text import Text

_WORDS = ("name", "brand", "model", "spec", "origin", "remark")


def is_priced(lines: Sequence[Line], columns: Columns) -> bool:
    """Whether there is a thing with a price, or (where no column has prices) a total in money below things."""
    items = [line for line in lines if line.kind == "item"]
    if not items:
        return False
    if "amount" in columns.at or "unit_price" in columns.at:
        return any(figures.money(line.text(role)) is not None for line in lines for role in ("amount", "unit_price"))
    return any(line.kind == "total" and line.value is not None and line.value >= 100 for line in lines)


def built(
    lines: Sequence[Line], columns: Columns, *, annex: str | None, clause: str | None, number: int
) -> tuple[list[LineItem], list[ItemTotal]]:
    """The items and totals of one priced table, the ``number``-th of the document."""
    lines = mend(lines, columns)
    table = grouped(lines, columns)
    items: list[LineItem] = []
    above: LineItem | None = None
    for line in lines:
        if line.kind != "item":
            continue
        above = _item(line, columns, table[line.place].groups, above, annex=annex, clause=clause, number=number)
        items.append(above)
    totals = item_totals(lines, table, annex=annex, clause=clause, number=number)
    return items, totals


def _item(
    line: Line,
    columns: Columns,
    groups: tuple[str, ...],
    above: LineItem | None,
    *,
    annex: str | None,
    clause: str | None,
    number: int,
) -> LineItem:
    text = {role: figures.words(line.text(role)) for role in _WORDS}
    quantity, unit = figures.count(line.text("quantity"))
    unit = figures.words(line.text("unit")) or unit or (columns.unit if quantity is not None else None)
    printed = figures.words(line.text("number"))
    if text["name"] is None and printed is not None and line.style is None and re.search("[\u4e00-\u9fff]{2}", printed):
        text["name"], printed = printed, None  # 管理费 in the column of numbers
    if text["name"] is None and above is not None and printed is not None:
        text["name"] = above.name  # a merged name whose lower cells came out blank
    return LineItem(
        annex=annex,
        clause=clause,
        table=number,
        row=line.place,
        number=printed.rstrip("、.．") if printed else None,
        groups=list(groups),
        **text,
        quantity=line.mended.get("quantity") or quantity,
        unit=unit,
        unit_price=figure(line, "unit_price", columns),
        amount=figure(line, "amount", columns),
        tax_rate=figures.percent(line.text("tax_rate")),
        excluded_amount=figure(line, "excluded_amount", columns),
        tax_amount=figure(line, "tax_amount", columns),
        periods=line.mended.get("periods") or figures.count(line.text("periods"))[0] or columns.times,
        discount=figures.factor(line.text("discount"), columns.cut),
        evidence=_evidence([cell.text for cell in (*distinct(line.row), *line.rest)], clause),
        cells={role: found for role, cell in line.cells.items() if (found := evidence(cell.text, clause))},
    )


def _evidence(texts: Sequence[Text], clause: str | None) -> list[Evidence]:
    return [piece for text in texts for piece in evidence(text, clause)]
