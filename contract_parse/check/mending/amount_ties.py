"""Ties of the price: its words, its parts, its tax, its other statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from contract_parse.check.ledger import FEN, Ledger, in_periods
from contract_parse.check.mending.places import Places
from contract_parse.check.mending.row_ties import rounding
from contract_parse.check.mending.stated import amount_of, cell_of
from contract_parse.check.mending.ties import Term, Tie, same, sum_of
from contract_parse.model.facts import Component, LineItem


def figures_and_words(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """AMT101: a figure and its capital words."""
    for figure, where, words, _ in ledger.figures_and_words:
        if where != words.evidence:
            capital: Term = places.capital(words.evidence, words.value) or words.value
            yield same(("AMT101",), places.figure(where, figure) or figure, capital)


def restated(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """AMT109: every place that states the contract total. A total whose words disagree with it is compared as well."""
    stated = [m for m in ledger.stated if m.role == "total" and not m.estimated]
    for other in stated[1:]:
        first = amount_of(places, stated[0].evidence, stated[0].value)
        yield same(("AMT109", "AMT108", "AMT101"), first, amount_of(places, other.evidence, other.value))


def components(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """AMT103: the parts add up to the total; AMT104: rate × term is a part's amount; ITM203: so is the sum of its rows."""
    amounts = ledger.contract.amounts
    parts = amounts.components
    if amounts.total is not None and len(parts) >= 2:
        each = [amount_of(places, p.amount.evidence, p.amount.value) for p in parts]
        yield sum_of(("AMT103",), each, amount_of(places, amounts.total.evidence, amounts.total.value))
    for part, items in zip(parts, ledger.matcher.rows, strict=True):
        whole = amount_of(places, part.amount.evidence, part.amount.value)
        if part.rate is not None and part.term is not None and part.rate.per != "unit":
            periods = in_periods(part.term, part.rate.per)
            if periods is not None:
                rate = _rate(ledger, places, part)
                yield Tie(("AMT104",), (rate, periods, whole), lambda v: bool(abs(v[0] * v[1] - v[2]) <= FEN))
        cells = [cell_of(places, i, "amount") for i in items or []]
        if cells and None not in cells and not (part.rate is not None and part.rate.amount == _total(items or [])):
            yield sum_of(("ITM203",), cells, whole, max(FEN, rounding(items or [])))


def _total(items: Sequence[LineItem]) -> Decimal:
    return sum((i.amount for i in items if i.amount is not None), Decimal(0))


def _rate(ledger: Ledger, places: Places, part: Component) -> Term:
    """Where the rate of a component is stated."""
    assert part.rate is not None
    value = part.rate.amount
    said = [m for m in ledger.stated if m.role == "rate" and m.value == value and m.clause == part.clause]
    return amount_of(places, said[0].evidence, value) if len(said) == 1 else value


def taxes(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """AMT107: without tax + tax = with tax; AMT106: without tax × rate = tax."""
    tax, total = ledger.contract.amounts.tax, ledger.contract.amounts.total
    if tax.amount is None or tax.excluded_total is None or total is None or total.tax_included is False:
        return
    excluded = amount_of(places, tax.excluded_total.evidence, tax.excluded_total.value)
    amount = amount_of(places, tax.amount.evidence, tax.amount.value)
    yield sum_of(("AMT107",), (excluded, amount), amount_of(places, total.evidence, total.value), FEN)
    if tax.rate is not None:
        rate: Term = places.percent(tax.rate.evidence, tax.rate.value) or tax.rate.value
        yield Tie(("AMT106",), (excluded, rate, amount), lambda v: bool(abs(v[0] * v[1] / 100 - v[2]) <= FEN))
