"""What ties the values of a contract together: the comparisons of the rules, over places that can be read otherwise.

A tie is broken only where a rule of its codes says so as well (or where a value could not be read at all): what no
rule would report is no reason to doubt a reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contract_parse.check.mending.places import Place, Value

Term = Place | Value
Test = Callable[[Sequence[Value]], bool]


@dataclass(frozen=True, eq=False)
class Tie:
    """Values that must agree: ``test`` says whether they do. ``codes`` are the rules that report it where they do not.

    ``total`` is set for sums: the terms but the last add up to the last, give or take so much. ``same`` ties two values
    that must be one, ``alike`` two texts.
    """

    codes: tuple[str, ...]
    terms: tuple[Term, ...]
    test: Test
    total: Decimal | None = None
    same: bool = False
    alike: bool = False

    @property
    def places(self) -> list[Place]:
        return [t for t in self.terms if isinstance(t, Place)]

    def values(self, taken: Mapping[Place, Value]) -> list[Value]:
        return [taken.get(t, t.value) if isinstance(t, Place) else t for t in self.terms]

    def holds(self, taken: Mapping[Place, Value]) -> bool:
        values = self.values(taken)
        return all(v is not None for v in values) and self.test(values)

    def unread(self) -> bool:
        """Whether one of its values could not be read."""
        return any(p.value is None for p in self.places)


def sum_of(codes: Iterable[str], parts: Sequence[Term], whole: Term, allowance: Decimal = Decimal(0)) -> Tie:
    """``parts`` add up to ``whole``."""

    def adds_up(values: Sequence[Value]) -> bool:
        return bool(abs(sum(values[:-1], Decimal(0)) - values[-1]) <= allowance)

    return Tie(tuple(codes), (*parts, whole), adds_up, total=allowance)


def same(codes: Iterable[str], a: Term, b: Term, *, text: bool = False) -> Tie:
    """``a`` and ``b`` are one value."""
    return Tie(tuple(codes), (a, b), lambda v: bool(v[0] == v[1]), same=True, alike=text)
