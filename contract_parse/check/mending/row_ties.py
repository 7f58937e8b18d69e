"""Ties of item tables: a row's product, the sums of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from contract_parse.check.ledger import FEN, Ledger
from contract_parse.check.mending.places import Places, Value
from contract_parse.check.mending.stated import amount_of, cell_of
from contract_parse.check.mending.ties import Tie, same, sum_of
from contract_parse.model.facts import ItemTotal, LineItem

_FACTORS = ("quantity", "unit_price", "periods", "discount")


def rows(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """ITM201: quantity × unit price (× months, × discount, × what the whole table is multiplied by) = amount."""
    for items in ledger.tables.values():
        shared = _shared_factor(items)
        for item in items:
            factors = [cell_of(places, item, role) for role in _FACTORS if role in item.cells or getattr(item, role)]
            amount = cell_of(places, item, "amount")
            have = {"quantity", "unit_price", "amount"}
            if have <= {r for r in have if r in item.cells} and None not in (*factors, amount):
                yield Tie(("ITM201",), (*factors, amount), _row_test(item, shared))


def _row_test(item: LineItem, shared: Decimal) -> Callable[[Sequence[Value]], bool]:
    def holds(values: Sequence[Value]) -> bool:
        *factors, amount = values
        product = shared
        for f in factors:
            product *= f
        if product == amount:
            return True
        allowed = Decimal("0.5").scaleb(-_decimals(amount))
        if _decimals(factors[1]) >= 2:  # a unit price that was divided out and rounded
            allowed = max(allowed, Decimal("0.5").scaleb(-_decimals(factors[1])) * factors[0])
        with_tax = product * (1 + (item.tax_rate or Decimal(0)) / 100)
        others = [with_tax] if item.tax_rate else []
        if item.excluded_amount is not None and abs(product - item.excluded_amount) <= FEN:
            return True
        return any(abs(p - amount) <= allowed for p in (product, *others))

    return holds


def _decimals(n: Decimal) -> int:
    exponent = n.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _product(item: LineItem) -> Decimal | None:
    if item.quantity is None or item.unit_price is None:
        return None
    return item.quantity * item.unit_price * (item.periods or Decimal(1)) * (item.discount or Decimal(1))


def _shared_factor(items: Sequence[LineItem]) -> Decimal:
    """What most rows of a table multiply quantity × unit price by: 1, or the months of a monthly price."""
    ratios = Counter(i.amount / p for i in items if i.amount and (p := _product(i)))
    best, n = max(ratios.items(), key=lambda r: r[1], default=(Decimal(1), 0))
    return best if n >= 2 and 2 * n > len(items) else Decimal(1)


def table_totals(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """ITM202, ITM206: the rows add up to the declared total or subtotal; ITM207: that is the contract's total."""
    contract = ledger.contract
    for total in contract.item_totals:
        items = _summed(ledger, total)
        amounts = [cell_of(places, i, "amount") for i in items]
        if items and None not in amounts:
            whole = amount_of(places, total.evidence, total.value)
            yield sum_of(("ITM202", "ITM206"), amounts, whole, rounding(items))
    price = contract.amounts.total
    declared = {t.table: t for t in contract.item_totals if t.kind == "total"}
    if price is not None and len(declared) == 1:
        (total,) = declared.values()
        yield same(
            ("ITM207",),
            amount_of(places, total.evidence, total.value),
            amount_of(places, price.evidence, price.value),
        )


def _summed(ledger: Ledger, total: ItemTotal) -> list[LineItem]:
    items = ledger.tables.get(total.table, [])
    if total.first_row is not None and total.last_row is not None:
        return [i for i in items if total.first_row <= i.row <= total.last_row]
    if total.group is not None:
        return [i for i in items if total.group in i.groups]
    return [i for i in items if i.row < total.row] if total.kind == "running" else []


def rounding(items: Sequence[LineItem]) -> Decimal:
    """Amounts in whole yuan beside unit prices with decimals: each may have been rounded."""
    whole = all(i.amount is not None and i.amount == i.amount.to_integral_value() for i in items)
    priced = any(i.unit_price is not None and i.unit_price != i.unit_price.to_integral_value() for i in items)
    return Decimal(len(items)) / 2 if whole and priced else Decimal(0)
