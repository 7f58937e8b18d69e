"""The ledger: quantities with their evidence and the equations that tie them, drawn from the facts once.

Amount rules ask the ledger for equations; none of them reads text again. A quantity knows where it
stands; an equation knows what kind it is (its rule's code) and which rounding explains a small gap.
A new rule on amounts is a new equation, in one of the modules named ``*_equations``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from contract_parse.check.names import Matcher
from contract_parse.check.quantities import FEN, Change, Equation, Quantity, quantity, reconcile
from contract_parse.model.contract import Contract
from contract_parse.model.facts import Duration, Evidence, ItemTotal, LineItem, Money, YuanFact
from contract_parse.model.settings import Thresholds

if TYPE_CHECKING:
    from contract_parse.check.told_rates import TwoRates

__all__ = ["FEN", "Equation", "Ledger", "Quantity", "in_periods", "ledger", "quantity"]


@dataclass(frozen=True)
class Ledger:
    contract: Contract
    thresholds: Thresholds = field(default_factory=Thresholds)

    @cached_property
    def equations(self) -> tuple[Equation, ...]:
        """Every equation of the contract, whether it holds or not."""
        from contract_parse.check.body_equations import body_equations
        from contract_parse.check.bond_equations import bond_equations
        from contract_parse.check.payment_equations import payment_equations
        from contract_parse.check.rate_equations import rate_equations
        from contract_parse.check.table_equations import table_equations

        makers = (body_equations, rate_equations, table_equations, payment_equations, bond_equations)
        return tuple(equation for make in makers for equation in make(self))

    def of(self, code: str) -> list[Equation]:
        """The equations that the rule of this code judges, in the order of the contract."""
        return [e for e in self.equations if e.code == code]

    def reconcile(self, *broken: Equation) -> tuple[Change, ...]:
        """The single changes that mend ``broken`` and leave everything else that the changed figure is part of true."""
        return reconcile(broken, self.equations)

    @cached_property
    def stated(self) -> list[Money]:
        """Every amount of the body once, the total among them."""
        found = list(self.contract.amounts.mentions)
        total = self.contract.amounts.total
        if total is not None and not any(m.evidence == total.evidence for m in found):
            found.insert(0, total)
        return found

    @cached_property
    def two_rates(self) -> list[TwoRates]:
        """The fees that two clauses put at two prices."""
        from contract_parse.check.told_rates import two_rates

        return two_rates(self)

    @property
    def totals_stated(self) -> list[Money]:
        """Every place of the body that states the contract total as a fixed figure."""
        return [m for m in self.stated if m.role == "total" and not m.estimated]

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

    def rows(self) -> Iterator[Equation]:
        """ITM201: quantity × unit price (× periods) = amount, row by row."""
        yield from self.of("ITM201")

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


def ledger(contract: Contract, thresholds: Thresholds | None = None) -> Ledger:
    return Ledger(contract, thresholds or Thresholds())
