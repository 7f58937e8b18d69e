"""Facts as quantities: an amount of the body, a cell of a row, a declared total, each with the name of its place."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from functools import partial

from contract_parse.check.quantities import Quantity, Unit, place_key
from contract_parse.model.contract import Contract
from contract_parse.model.facts import ItemTotal, LineItem, Money, YuanFact

_COLUMNS = {"quantity": "数量", "unit_price": "单价", "amount": "金额", "periods": "期数", "discount": "折扣系数"}


def money(fact: Money | YuanFact, what: str, what_en: str, clause: str | None) -> Quantity:
    """An amount of the body as a quantity; the same place has the same key in every equation."""
    return Quantity(
        what, fact.value, tuple(fact.evidence), clause, None, place_key("yuan", fact.evidence, fact.value), "yuan",
        f"条款 {clause} 的{what}" if clause else what, f"{what_en} in clause {clause}" if clause else what_en,
    )  # fmt: skip


def agreed(fact: Money, sums: Collection[Decimal], what: str, what_en: str, clause: str | None) -> Quantity:
    """An amount as it is to be compared with what else is told: by its capital words where these, and not the figure
    beside them, are what the rest adds up to. That the two differ is another rule's finding (AMT101)."""
    if fact.capital is not None and fact.value not in sums and fact.capital.value in sums:
        return money(fact.capital, what, what_en, clause)
    return money(fact, what, what_en, clause)


def declared(total: ItemTotal) -> Quantity:
    """A total or subtotal row as a quantity."""
    where, where_en = (total.annex or "清单", total.annex or "the table")
    return Quantity(total.label, total.value, tuple(total.evidence), total.clause, None,
                    f"total {total.table}.{total.row} {total.value}", "yuan", f"{where}的“{total.label}”", f"“{total.label}” in {where_en}")  # fmt: skip


def cells(contract: Contract) -> Callable[[LineItem, str], Quantity]:
    """A function that gives a column of a row as a quantity."""
    return partial(_cell, {id(item): i for i, item in enumerate(contract.line_items)})


def _cell(index: dict[int, int], item: LineItem, column: str) -> Quantity:
    value: Decimal = getattr(item, column)
    unit: Unit = "yuan" if column in ("unit_price", "amount") else "count"
    where = f"{item.annex or '清单'}第 {item.number or item.row} 行"
    return Quantity(
        item.name or "" if column == "amount" else column, value, tuple(item.cells.get(column, item.evidence)), item.clause, item.number,
        f"row {index[id(item)]}.{column}", unit, f"{where}{_COLUMNS[column]}", f"the {column.replace('_', ' ')} of row {item.number or item.row} of {item.annex or 'the table'}",
        (item.unit or "") if column == "quantity" else "",
    )  # fmt: skip
