"""Sums over windows of days: what several contracts bring together in a short time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from contract_parse.model.digest import Digest

T = TypeVar("T")


@dataclass(frozen=True)
class Dated(Generic[T]):
    """An amount in yuan on a day, of a contract; ``item`` is what it is."""

    day: dt.date
    amount: Decimal
    digest: Digest
    item: T


def together(dated: Sequence[Dated[T]]) -> Decimal:
    return sum((x.amount for x in dated), Decimal(0))


def heavy_windows(dated: Sequence[Dated[T]], days: int, threshold: Decimal) -> Iterator[list[Dated[T]]]:
    """Windows of at most ``days`` days from first to last in which several contracts together reach ``threshold``.

    The heaviest first; nothing stands in two of them.
    """
    rest = sorted(dated, key=lambda x: (x.day, x.digest.sha256))
    while (window := _heaviest(rest, days)) and together(window) >= threshold:
        yield window
        taken = set(map(id, window))
        rest = [x for x in rest if id(x) not in taken]


def _heaviest(dated: Sequence[Dated[T]], days: int) -> list[Dated[T]]:
    best, bounds, total, first = Decimal(0), (0, 0), Decimal(0), 0
    for last, x in enumerate(dated):
        total += x.amount
        while (x.day - dated[first].day).days > days:
            total -= dated[first].amount
            first += 1
        if total > best and any(y.digest is not x.digest for y in dated[first:last]):
            best, bounds = total, (first, last + 1)
    return list(dated[slice(*bounds)])
