"""The ledger: quantities with their evidence and the equations that tie them, drawn from the facts once.

Amount rules ask the ledger for equations; none of them reads text again. A quantity knows where it
stands; an equation knows what kind it is (its rule's code) and which rounding explains a small gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import prod

from contract_parse.check.names import Matcher
from contract_parse.check.quantities import FEN, Equation, Quantity, quantity
from contract_parse.model.contract import Contract
from contract_parse.model.facts import Duration, Evidence, ItemTotal, LineItem, Money, YuanFact

__all__ = ["FEN", "Equation", "Ledger", "Quantity", "in_periods", "ledger", "quantity"]


@dataclass(frozen=True)
class Ledger:
    contract: Contract

    @cached_property
    def stated(self) -> list[Money]:
        """Every amount of the body once, the total among them."""
        found = list(self.contract.amounts.mentions)
        total = self.contract.amounts.total
        if total is not None and not any(m.evidence == total.evidence for m in found):
            found.insert(0, total)
        return found

    @cached_property
    def figures_and_words(self) -> list[tuple[Decimal, list[Evidence], YuanFact, str | None]]:
        """(figure, its evidence, capital words, clause) of every amount that stands in both."""
        pairs = [(m.value, m.evidence, m.capital, m.clause) for m in self.stated if m.capital is not None]
        pairs += [
            (t.value, t.evidence, t.capital, t.clause) for t in self.contract.item_totals if t.capital is not None
        ]
        return pairs

    @cached_property
    def tables(self) -> dict[int, list[LineItem]]:
        """The rows of each priced table, in order."""
        found: dict[int, list[LineItem]] = {}
        for item in self.contract.line_items:
            found.setdefault(item.table, []).append(item)
        return found

    def totals(self, kind: str) -> Iterator[tuple[ItemTotal, list[LineItem]]]:
        """Declared totals of a kind with the rows they are the totals of; those whose rows lack an amount left out."""
        for total in self.contract.item_totals:
            if total.kind != kind:
                continue
            rows = self.tables.get(total.table, [])
            if total.first_row is not None and total.last_row is not None:
                rows = [r for r in rows if total.first_row <= r.row <= total.last_row]
            elif total.group is not None:
                rows = [r for r in rows if total.group in r.groups]
            elif kind == "running":
                rows = [r for r in rows if r.row < total.row]
            else:
                continue  # 优惠后总价, 抹零: a total that no rows are said to add up to
            if rows and all(r.amount is not None for r in rows):
                yield total, rows

    @cached_property
    def hidden_factors(self) -> dict[int, Decimal]:
        """Tables whose every row's amount is the same multiple of quantity × unit price: months, a discount."""
        found = {}
        for table, rows in self.tables.items():
            ratios = {r.amount / base for r in rows if r.amount and (base := _base(r)) is not None and base != 0}
            if len(ratios) == 1 and len(rows) > 1 and (ratio := ratios.pop()) != 1:
                found[table] = ratio
        return found

    def rows(self) -> Iterator[Equation]:
        """ITM201: quantity × unit price (× periods) = amount, row by row."""
        for item in self.contract.line_items:
            base = _base(item)
            if base is None or item.amount is None:
                continue
            if _without_tax(item, base):
                continue  # the unit price is without tax, the amount with it
            terms = [
                (item.quantity, "quantity"),
                (item.unit_price, "unit_price"),
                (item.periods, "periods"),
                (item.discount, "discount"),
            ]
            factor = self.hidden_factors.get(item.table)
            quantities = [
                Quantity(c, v, tuple(item.cells.get(c, item.evidence)), item.clause, item.number)
                for v, c in terms
                if v is not None
            ]
            if factor is not None:
                quantities.append(Quantity("factor", factor, (), item.clause, item.number))
            result = Quantity(
                item.name or "", item.amount, tuple(item.cells.get("amount", item.evidence)), item.clause, item.number
            )
            yield Equation("ITM201", "product", tuple(quantities), result, _row_allowance(item, base))

    @cached_property
    def matcher(self) -> Matcher:
        return Matcher([c.name.value for c in self.contract.amounts.components], self.contract.line_items)


def in_periods(term: Duration, per: str) -> Decimal | None:
    """How many periods a term is, None where the units do not go into each other.

    >>> in_periods(Duration(n=Decimal(24), unit="month", raw=""), "year")
    Decimal('2')
    """
    months = {"year": Decimal(12), "quarter": Decimal(3), "month": Decimal(1)}
    if term.unit == per:
        return term.n
    if term.unit in months and per in months:
        n = term.n * months[term.unit] / months[per]
        return n if n == n.to_integral_value() or per == "year" else None
    return None


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


def ledger(contract: Contract) -> Ledger:
    return Ledger(contract)
