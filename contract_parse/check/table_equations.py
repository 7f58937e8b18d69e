"""Equations of the item tables: rows, their totals and subtotals, and what the body says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import prod
from typing import TYPE_CHECKING

from contract_parse.check.places import agreed, cells, declared, money
from contract_parse.check.quantities import FEN, Equation, Quantity
from contract_parse.model.facts import ItemTotal, LineItem

if TYPE_CHECKING:
    from contract_parse.check.ledger import Ledger

_NOT_THE_WHOLE = ("每月", "月", "每年", "年", "预算", "单价", "控制价", "限价", "数量", "人数")


def table_equations(book: Ledger) -> Iterator[Equation]:
    cell = cells(book.contract)
    yield from _rows(book)
    for kind, code in (("subtotal", "ITM206"), ("total", "ITM202"), ("running", "ITM202")):
        for total, rows in book.totals(kind):
            terms = _over_tables(book, total) or tuple(cell(r, "amount") for r in rows)
            yield Equation(code, "sum", terms, declared(total), rounding(rows), (total, rows))
    for part, part_rows in zip(book.contract.amounts.components, book.matcher.rows, strict=True):
        if part_rows is None or any(r.amount is None for r in part_rows):
            continue
        terms = tuple(cell(r, "amount") for r in part_rows)
        if part.rate is not None and sum(t.value for t in terms) == part.rate.amount != part.amount.value:
            continue  # the table prices one period, the body all of them
        result = money(part.amount, f"“{part.name.value}”的价款", f"the price of “{part.name.value}”", part.clause)
        yield Equation("ITM203", "sum", terms, result, max(FEN, rounding(part_rows)), (part, part_rows))
    yield from _undeclared(book)
    yield from _table_and_contract(book)


def _over_tables(book: Ledger, total: ItemTotal) -> tuple[Quantity, ...]:
    """What a total sums up that is set below the last of several tables: the totals of each so far (货物合计 in one,
    服务合计 and 总计 in the next), or their rows, where they make it and its own table's rows do not."""
    upto = [t for t in book.tables if t <= total.table and book.tables[t][0].annex == total.annex]
    rows = [r for t in upto for r in book.tables[t]]
    if len(upto) < 2 or sum(r.amount or 0 for r in book.tables[upto[-1]]) == total.value:
        return ()
    first: dict[int, ItemTotal] = {}
    for t in book.contract.item_totals:
        if t is total:
            break
        if t.kind == "total" and t.table in upto:
            first.setdefault(t.table, t)
    if len(first) == len(upto) and sum(t.value for t in first.values()) == total.value:
        return tuple(declared(t) for t in first.values())
    if all(r.amount is not None for r in rows) and sum(r.amount or 0 for r in rows) == total.value:
        return tuple(cells(book.contract)(r, "amount") for r in rows)
    return ()


def _undeclared(book: Ledger) -> Iterator[Equation]:
    """ITM202 where the only table declares no total, and the clause it stands in gives the contract's right there:
    that is the sum of its rows. Much further apart, rows and price are two things."""
    total = book.contract.amounts.total
    if total is None or total.estimated or total.clause is None or len(book.tables) != 1 or book.contract.item_totals:
        return
    (rows,) = book.tables.values()
    if (
        len(rows) < 2
        or book.contract.amounts.components
        or any(r.amount is None or r.clause != total.clause for r in rows)
    ):
        return
    cell = cells(book.contract)
    result = agreed(
        total, {sum((r.amount or Decimal(0) for r in rows), Decimal(0))}, "合同总价", "the contract total", total.clause
    )
    told = ItemTotal(clause=total.clause, table=rows[0].table, row=rows[-1].row + 1, label="合同总价", value=result.value,
                     capital=None, kind="total", evidence=list(result.evidence))  # fmt: skip
    equation = Equation("ITM202", "sum", tuple(cell(r, "amount") for r in rows), result, rounding(rows), (told, rows))
    if abs(equation.gap) <= result.value / 4:
        yield equation


def rounding(rows: Sequence[LineItem]) -> Decimal:
    """Amounts printed in whole yuan beside unit prices with decimals may have been rounded each: half a yuan a row,
    at most; printed to the fen they add up exactly."""
    whole = all(r.amount is not None and r.amount == r.amount.to_integral_value() for r in rows)
    priced = any(r.unit_price is not None and r.unit_price != r.unit_price.to_integral_value() for r in rows)
    return Decimal(len(rows)) / 2 if whole and priced else Decimal(0)


def _rows(book: Ledger) -> Iterator[Equation]:
    """Quantity × unit price (× periods, × what a whole table shares) = amount."""
    factors, cell = _hidden_factors(book), cells(book.contract)
    for item in book.contract.line_items:
        base = _base(item)
        if base is None or item.amount is None or _without_tax(item, base):
            continue  # nothing to compare, or the unit price is without tax and the amount with it
        columns = [c for c in ("quantity", "unit_price", "periods", "discount") if getattr(item, c) is not None]
        terms = [cell(item, c) for c in columns]
        if item.table in factors:
            terms.append(Quantity("factor", factors[item.table], (), item.clause, item.number))
        yield Equation("ITM201", "product", tuple(terms), cell(item, "amount"), _row_allowance(item, base), item)


def _hidden_factors(book: Ledger) -> dict[int, Decimal]:
    """Tables whose every row's amount is the same multiple of quantity × unit price: months, a discount."""
    found = {}
    for table, rows in book.tables.items():
        ratios = {r.amount / base for r in rows if r.amount and (base := _base(r)) is not None and base != 0}
        if len(ratios) == 1 and len(rows) > 1 and (ratio := ratios.pop()) != 1:
            found[table] = ratio
    return found


def _base(item: LineItem) -> Decimal | None:
    if item.quantity is None or item.unit_price is None:
        return None
    factors = (f for f in (item.periods, item.discount) if f is not None)
    return item.quantity * item.unit_price * prod(factors, start=Decimal(1))


def _without_tax(item: LineItem, base: Decimal) -> bool:
    """Whether quantity × unit price gives the row's amount before tax, so that price and amount are of two kinds."""
    if item.excluded_amount is not None and abs(item.excluded_amount - base) <= FEN:
        return True
    if item.tax_rate is None or item.amount is None:
        return False
    return abs((base * (1 + item.tax_rate / 100)).quantize(FEN) - item.amount) <= FEN


def _places(n: Decimal) -> int:
    exponent = n.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _row_allowance(item: LineItem, base: Decimal) -> Decimal:
    """What rounding explains in a row: the amount rounded to its own places (at the coarsest to whole yuan), or a
    unit price that was itself divided out and rounded to at least two places."""
    assert item.amount is not None
    assert item.unit_price is not None
    assert item.quantity is not None
    allowed = Decimal("0.5").scaleb(-_places(item.amount))
    places = _places(item.unit_price)
    if places >= 2:
        allowed = max(allowed, Decimal("0.5").scaleb(-places) * item.quantity * (item.periods or 1))
    # exact products need no allowance: a gap there is a gap
    return allowed if base != item.amount else Decimal(0)


def _table_and_contract(book: Ledger) -> Iterator[Equation]:
    """ITM207: the total of the only table is the contract's, or so many times the table's for so many periods."""
    contract = book.contract
    total = contract.amounts.total
    if total is None or total.estimated:
        return
    by_table = {t.table: t for t in contract.item_totals if t.kind == "total"}
    result = money(total, "合同总价", "the contract total", total.clause)
    values = [t.value for t in by_table.values()]
    same = next((t for t in by_table.values() if t.value == total.value), None)
    if same is not None:
        yield Equation("ITM207", "sum", (declared(same),), result, about=same)
        return
    if values and sum(values) == total.value:
        yield Equation(
            "ITM207", "sum", tuple(declared(t) for t in by_table.values()), result, about=next(iter(by_table.values()))
        )
        return
    whole = [total.value, *((total.capital and [total.capital.value]) or [])]
    parts = {p.amount.value for p in contract.amounts.components}
    excluded = contract.amounts.tax.excluded_total
    for table_total in by_table.values():
        if len(by_table) > 1 or any(w in table_total.label for w in _NOT_THE_WHOLE) or table_total.value in parts:
            continue
        if excluded is not None and abs(excluded.value - table_total.value) <= FEN:
            without = money(excluded, "不含税金额", "the amount without tax", total.clause)
            yield Equation("ITM207", "sum", (declared(table_total),), without, FEN, table_total)
            continue
        periods = (w / table_total.value for w in whole) if table_total.value else ()
        ratio = next((r for r in periods if r > 1 and abs(r - r.to_integral_value()) * table_total.value <= FEN), None)
        if ratio is not None:
            times = Quantity("期数", ratio.to_integral_value(), ())  # the table prices one month or year of several
            sums = {table_total.value * times.value}
            price = agreed(total, sums, "合同总价", "the contract total", total.clause)
            yield Equation("ITM207", "product", (declared(table_total), times), price, FEN, table_total)
            continue
        rows = book.tables.get(table_total.table, [])
        if any(r.unit_price is None and r.amount is None for r in rows) or table_total.value in whole:
            continue
        yield Equation("ITM207", "sum", (declared(table_total),), result, about=table_total)
