"""The tax: what is stated, and which lawful rates over which parts of the price give exactly that amount."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from contract_parse.extract.vocabulary import vocabulary
from contract_parse.model.facts import TaxShare

_FEN = Decimal("0.01")
_UNIT = 10**8  # whole numbers of a millionth of a fen, so that sums are fast and exact enough to look up
_MOST = 400_000  # sums of halves made for one number of rates
_CHANCE = 50  # fen that the tax may come to for each assignment tried; with fewer, a match would prove nothing


def rates_on(day: dt.date | None) -> list[list[Decimal]]:
    """The sets of lawful rates in percent that may apply: that of ``day``, or all sets, the newest first, where it is unknown."""
    sets = []
    for entry in vocabulary("vat_rates")["periods"]:
        begins = entry["from"]
        ends = entry.get("to")
        if day is None or (begins <= day and (ends is None or day <= ends)):
            sets.append([Decimal(str(r)) for r in entry["rates"]])
    return sets


@dataclass(frozen=True)
class Explanation:
    """``shares`` is the simplest mix that gives the tax, None where there is none; ``mixes`` how many mixes of as few
    rates do. ``searched``: all mixes were tried, or those left out could prove nothing."""

    shares: list[TaxShare] | None
    mixes: int = 0
    searched: bool = True


def explain(
    tax: Decimal,
    parts: Sequence[tuple[str, Decimal]],
    total: Decimal | None,
    *,
    day: dt.date | None = None,
    stated: Sequence[Decimal] = (),
) -> list[TaxShare] | None:
    """The simplest mix of lawful rates that gives ``tax`` to the fen, None where there is none; see :func:`search`."""
    return search(tax, parts, total, day=day, stated=stated).shares


def search(
    tax: Decimal,
    parts: Sequence[tuple[str, Decimal]],
    total: Decimal | None,
    *,
    day: dt.date | None = None,
    stated: Sequence[Decimal] = (),
) -> Explanation:
    """Which mixes of lawful rates give ``tax`` to the fen.

    ``parts`` are names and amounts with tax in them; ``total`` their sum as stated, taxed as a whole first.
    ``stated`` are rates the contract itself names, tried beside the lawful ones. Tax is base − base/(1+r),
    rounded part by part, rate by rate, or once at the end. Fewest different rates win, then the widest
    base at the highest rate.
    """
    whole = total if total is not None else sum((a for _, a in parts), Decimal(0))
    divides = len(parts) >= 2 and (total is None or sum((a for _, a in parts), Decimal(0)) == total)
    searched = True
    for lawful in rates_on(day):
        rates = sorted({*lawful, *stated}, reverse=True)
        for r in rates:
            given = [r] * len(parts)
            if r and (_round(_tax(whole, r)) == tax or (divides and tax in _totals(parts, given))):
                return Explanation([TaxShare(rate=r, base=whole, components=[n for n, _ in parts])], 1)
        for k in (2, 3) if divides else ():
            matches = None if k > len(parts) else _mixes(tax, parts, rates, k)
            if matches:
                return Explanation(_simplest(parts, matches), len(matches))
            searched = searched and (matches is not None or k > len(parts))
    return Explanation(None, 0, searched)


def _simplest(parts: Sequence[tuple[str, Decimal]], matches: Sequence[tuple[Decimal, ...]]) -> list[TaxShare]:
    """Of assignments of a rate to each part that with the widest base at the highest rate, rate by rate."""

    def shares(given: tuple[Decimal, ...]) -> list[TaxShare]:
        found = []
        for r in sorted(set(given), reverse=True):
            mine = [p for p, g in zip(parts, given, strict=True) if g == r]
            found.append(TaxShare(rate=r, base=sum((a for _, a in mine), Decimal(0)), components=[n for n, _ in mine]))
        return found

    return max(map(shares, matches), key=lambda found: [(s.rate, s.base) for s in found])


def _mixes(
    tax: Decimal, parts: Sequence[tuple[str, Decimal]], rates: Sequence[Decimal], k: int
) -> list[tuple[Decimal, ...]] | None:
    """Every assignment of exactly ``k`` of the rates to the parts that gives the tax; None where there are so many
    assignments that some would give it by chance.

    Half of the parts is set against the other half: 2 × k^(n/2) sums instead of k^n.
    """
    n, combos = len(parts), list(combinations(rates, k))
    highest, lowest = ([int(_tax(a, r) * _UNIT) for _, a in parts] for r in (rates[0], rates[-1]))
    spread = (sum(highest) - sum(lowest)) // (_UNIT // 100) or 1  # fen that the tax may come to
    if len(combos) * k**n * _CHANCE > spread or len(combos) * k ** ((n + 1) // 2) > _MOST:
        return None
    wanted, reach = int(tax * _UNIT), (_UNIT // 100) * (n + 2) // 2
    found = []
    for chosen in combos:
        each = [[int(_tax(a, r) * _UNIT) for r in chosen] for _, a in parts]
        left, right = (sorted(_sums(half)) for half in (each[: n // 2], each[n // 2 :]))
        keys = [total for total, _ in right]
        for total, one in left:
            first = bisect_left(keys, wanted - reach - total)
            for other in right[first : bisect_right(keys, wanted + reach - total)]:
                given = tuple(chosen[i] for i in (*one, *other[1]))
                if len(set(given)) == k and tax in _totals(parts, given):
                    found.append(given)
    return found


def _sums(each: Sequence[Sequence[int]]) -> list[tuple[int, tuple[int, ...]]]:
    """The sums of one number of each row, with the columns they are from."""
    found: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for row in each:
        found = [(total + value, (*columns, i)) for total, columns in found for i, value in enumerate(row)]
    return found


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
