"""The tax: what is stated, and which lawful rates over which parts of the price give exactly that amount."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, product

from contract_parse.extract.vocabulary import vocabulary
from contract_parse.model.facts import TaxShare

_FEN = Decimal("0.01")
_MOST = 60_000  # assignments tried; beyond that a match would prove nothing


def rates_on(day: dt.date | None) -> list[list[Decimal]]:
    """The sets of lawful rates in percent that may apply: that of ``day``, or all sets, the newest first, where it is unknown."""
    sets = []
    for entry in vocabulary("vat_rates")["periods"]:
        begins = entry["from"]
        ends = entry.get("to")
        if day is None or (begins <= day and (ends is None or day <= ends)):
            sets.append([Decimal(str(r)) for r in entry["rates"]])
    return sets


def explain(
    tax: Decimal,
    parts: Sequence[tuple[str, Decimal]],
    total: Decimal | None,
    *,
    day: dt.date | None = None,
    stated: Sequence[Decimal] = (),
) -> list[TaxShare] | None:
    """The simplest mix of lawful rates that gives ``tax`` to the fen, None where there is none.

    ``parts`` are names and amounts with tax in them; ``total`` their sum as stated, taxed as a whole first.
    ``stated`` are rates the contract itself names, tried beside the lawful ones. Tax is base − base/(1+r),
    rounded part by part, rate by rate, or once at the end. Fewest different rates win, then the widest
    base at the highest rate.
    """
    whole = total if total is not None else sum((a for _, a in parts), Decimal(0))
    for lawful in rates_on(day):
        rates = sorted({*lawful, *stated}, reverse=True)
        for r in rates:
            if r and _round(_tax(whole, r)) == tax:
                return [TaxShare(rate=r, base=whole, components=[n for n, _ in parts])]
        if len(parts) >= 2 and (total is None or sum((a for _, a in parts), Decimal(0)) == total):
            found = _mix(tax, parts, rates)
            if found is not None:
                return found
    return None


def _mix(tax: Decimal, parts: Sequence[tuple[str, Decimal]], rates: list[Decimal]) -> list[TaxShare] | None:
    for k in (2, 3):
        if k > len(parts) or k ** len(parts) > _MOST:
            return None
        matches = []
        for chosen in combinations(rates, k):
            for given in product(chosen, repeat=len(parts)):
                if len(set(given)) == k and tax in _totals(parts, given):
                    bases = {
                        r: sum((a for (_, a), g in zip(parts, given, strict=True) if g == r), Decimal(0))
                        for r in chosen
                    }
                    matches.append((chosen, given, bases))
        if matches:
            chosen, given, bases = max(matches, key=lambda m: [m[2][r] for r in m[0]])
            return [
                TaxShare(
                    rate=r, base=bases[r], components=[n for (n, _), g in zip(parts, given, strict=True) if g == r]
                )
                for r in chosen
            ]
    return None


def _totals(parts: Sequence[tuple[str, Decimal]], given: Sequence[Decimal]) -> set[Decimal]:
    """The tax of one assignment under the three ways of rounding."""
    exact = [_tax(a, r) for (_, a), r in zip(parts, given, strict=True)]
    groups: dict[Decimal, Decimal] = {}
    for t, r in zip(exact, given, strict=True):
        groups[r] = groups.get(r, Decimal(0)) + t
    return {
        _round(sum(exact, Decimal(0))),
        sum(map(_round, exact), Decimal(0)),
        sum(map(_round, groups.values()), Decimal(0)),
    }


def _tax(amount: Decimal, rate: Decimal) -> Decimal:
    return amount - amount / (1 + rate / 100)


def _round(amount: Decimal) -> Decimal:
    return amount.quantize(_FEN, ROUND_HALF_UP)
