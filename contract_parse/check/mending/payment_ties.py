"""Ties of a payment schedule: its shares, its amounts, the price they are of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from contract_parse.check.ledger import FEN, Ledger
from contract_parse.check.mending.places import Places, Value
from contract_parse.check.mending.stated import amount_of
from contract_parse.check.mending.ties import Term, Tie, sum_of
from contract_parse.check.names import same as same_part
from contract_parse.model.contract import Contract
from contract_parse.model.facts import Money, Payment


def schedules(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """PAY301: percentages add up to 100; PAY304: each is its amount's share of the price, and the amounts add up."""
    contract = ledger.contract
    ordered = sorted(enumerate(contract.payments), key=lambda p: (p[1].component or "", p[0]))
    for name, group in groupby(ordered, key=lambda p: p[1].component):
        payments = [p for _, p in group]
        if any(p.relative for p in payments):
            continue
        if len(payments) > 1 and all(p.percent is not None and not p.remainder for p in payments):
            retained = [b.percent for b in contract.bonds if b.kind == "retention" and b.percent is not None]
            printed = tuple(_printed(places, p) for p in payments)
            yield Tie(("PAY301",), printed, _adds_to_all([p.cumulative is not None for p in payments], retained))
        base = _base(contract, name)
        if base is None:
            continue
        price = amount_of(places, base.evidence, base.value)
        stated = [p for p in payments if p.amount is not None and p.amount_is == "stated"]
        for p in stated:
            if p.percent is not None and not p.remainder:
                yield Tie(("PAY304",), (_share(places, p), price, _paid(places, p)), _is_share)
        if len(stated) > 1 and len(stated) == len(payments) and not base.estimated:
            yield sum_of(("PAY304",), [_paid(places, p) for p in stated], price, FEN * len(stated))


def _is_share(values: Sequence[Value]) -> bool:
    percent, base, amount = values
    shown = Decimal(1) if amount == amount.to_integral_value() else 2 * FEN
    return bool(abs((percent * base / 100).quantize(FEN, ROUND_HALF_UP) - amount) < shown)


def _adds_to_all(cumulative: Sequence[bool], retained: Sequence[Decimal]) -> Callable[[Sequence[Value]], bool]:
    """Whether instalments come to 100 %; 支付至 N% says what all up to it come to."""

    def holds(values: Sequence[Value]) -> bool:
        paid = Decimal(0)
        for value, so_far in zip(values, cumulative, strict=True):
            if so_far and value <= paid:
                return False
            paid = value if so_far else paid + value
        return any(abs(paid + r - 100) <= Decimal("0.05") for r in (Decimal(0), *retained))

    return holds


def _printed(places: Places, p: Payment) -> Term:
    value = p.percent if p.cumulative is None else p.cumulative
    return None if value is None else places.percent(p.evidence, value) or value


def _share(places: Places, p: Payment) -> Term:
    return p.percent if p.cumulative is not None else _printed(places, p)


def _paid(places: Places, p: Payment) -> Term:
    return None if p.amount is None else amount_of(places, p.evidence, p.amount)


def _base(contract: Contract, name: str | None) -> Money | None:
    if name is None:
        return contract.amounts.total
    return next((c.amount for c in contract.amounts.components if same_part(c.name.value, name)), None)
