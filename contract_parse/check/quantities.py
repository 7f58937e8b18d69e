"""Quantities with their evidence, the equations that tie them, and the single changes that would mend a broken one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from math import prod
from typing import Any, Literal

from contract_parse.check.readings import misread
from contract_parse.model.facts import Evidence, plain, yuan

FEN = Decimal("0.01")
Unit = Literal["yuan", "percent", "count"]
# How a unit is printed, and the smallest step in which such a figure is written.
_SHOWN: dict[Unit, Callable[[Decimal], str]] = {
    "yuan": lambda v: f"{yuan(v)} 元",
    "percent": lambda v: f"{plain((v * 100).normalize())}%",
    "count": plain,
}
_STEP: dict[Unit, Decimal] = {"yuan": FEN, "percent": Decimal("0.0001"), "count": Decimal("0.01")}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number somewhere in the contract: ``what`` it is in Chinese, where it stands.

    ``key`` is the same for the same place in every equation; without one, a change of the quantity is never proposed.
    ``place`` and ``place_en`` name the place to the reviewer. A percentage is held as a share (30 % is 0.3).
    """

    what: str
    value: Decimal
    evidence: tuple[Evidence, ...]
    clause: str | None = None
    item: str | None = None
    key: str | None = None
    unit: Unit = "yuan"
    place: str = ""
    place_en: str = ""
    measure: str = ""  # 年, 台: printed behind a count

    def likely(self, wanted: Decimal) -> Decimal | None:
        """``wanted`` rounded as such a figure is written; None where no contract would say so."""
        whole = self.unit == "count" and self.value == self.value.to_integral_value()
        rounded = wanted.quantize(Decimal(1) if whole else _STEP[self.unit], ROUND_HALF_UP)
        if rounded <= 0 or rounded == self.value or (self.unit == "percent" and rounded > 1):
            return None
        return rounded if self.unit == "yuan" else Decimal(plain(rounded.normalize()))


@dataclass(frozen=True, slots=True)
class Change:
    """One figure said otherwise, after which every equation it takes part in holds (``mends`` of them)."""

    quantity: Quantity
    value: Decimal
    mends: int

    def _shown(self, value: Decimal) -> str:
        return _SHOWN[self.quantity.unit](value) + (f" {self.quantity.measure}" if self.quantity.measure else "")

    @property
    def zh(self) -> str:
        q = self.quantity
        return f"若{q.place}为 {self._shown(self.value)}（现为 {self._shown(q.value)}），则与之有关的 {self.mends} 处核算全部相符。"

    @property
    def en(self) -> str:
        q, unit = self.quantity, " yuan" if self.quantity.unit == "yuan" else ""
        new, old = (self._shown(v).removesuffix(" 元") + unit for v in (self.value, q.value))
        return f"If {q.place_en} were {new} (now {old}), all {self.mends} comparison(s) it takes part in would hold."


@dataclass(frozen=True)
class Equation:
    """``terms`` added up or multiplied give ``result``; ``allowance`` is the gap that rounding explains, in yuan.

    ``about`` is the fact whose equation it is, for the rule that reports it.
    """

    code: str
    how: Literal["sum", "product"]
    terms: tuple[Quantity, ...]
    result: Quantity
    allowance: Decimal = Decimal(0)
    about: Any = field(default=None, compare=False, repr=False)

    @cached_property
    def computed(self) -> Decimal:
        values = [t.value for t in self.terms]
        return sum(values, Decimal(0)) if self.how == "sum" else prod(values, start=Decimal(1))

    @property
    def gap(self) -> Decimal:
        return self.result.value - self.computed

    @property
    def holds(self) -> bool:
        return abs(self.gap) <= self.allowance

    @property
    def places(self) -> tuple[Quantity, ...]:
        return (self.result, *self.terms)

    @property
    def evidence(self) -> list[Evidence]:
        return [e for q in self.places for e in q.evidence]

    def wanted(self, q: Quantity) -> Decimal | None:
        """What ``q`` would have to be for the equation to hold, all else as it is; None where nothing would do."""
        if q is self.result:
            return self.computed
        if self.how == "sum":
            return q.value + self.gap
        return self.result.value * q.value / self.computed if self.computed else None

    def with_value(self, key: str, value: Decimal) -> Equation:
        """The same equation with the quantity of that place said otherwise."""
        terms = tuple(replace(t, value=value) if t.key == key else t for t in self.terms)
        result = replace(self.result, value=value) if self.result.key == key else self.result
        return replace(self, terms=terms, result=result)

    def misread(self) -> bool:
        """Whether a near reading of one of the numbers, by a scanner, would mend the equation."""
        pairs = [(self.result.value, self.computed)]
        for t in self.terms:
            if self.how == "sum":
                pairs.append((t.value, t.value + self.gap))
            elif self.computed and t.value:
                wanted = self.result.value / (self.computed / t.value)
                if wanted == wanted.quantize(Decimal("0.0001")):
                    pairs.append((t.value, wanted.normalize()))
        return misread(self.evidence, pairs)


def quantity(
    what: str, value: Decimal, evidence: Iterable[Evidence], clause: str | None = None, item: str | None = None
) -> Quantity:
    return Quantity(what, value, tuple(evidence), clause, item)


def place_key(kind: str, evidence: Iterable[Evidence], value: Decimal) -> str | None:
    """The key of a figure in running text: where it stands and what it says. None without a place."""
    spots = [(e.page, e.bbox, e.line, e.text) for e in evidence]
    return f"{kind} {spots} {value}" if spots else None


def reconcile(broken: Iterable[Equation], all_equations: Iterable[Equation]) -> tuple[Change, ...]:
    """The single changes that make every equation of ``broken`` hold, and all others the changed figure is part of.

    Empty where none does, and where more than two would: then nothing singles one out.
    """
    wrong, every = list(broken), list(all_equations)
    if not wrong:
        return ()
    found = []
    for q in {q.key: q for q in wrong[0].places if q.key is not None}.values():
        if any(sum(p.key == q.key for p in e.places) != 1 for e in wrong):
            continue
        wanted = wrong[0].wanted(q)
        value = None if wanted is None else q.likely(wanted)
        if value is None:
            continue
        touched = [e for e in every if any(p.key == q.key for p in e.places)]
        touched += [e for e in wrong if e not in touched]
        if all(e.with_value(q.key or "", value).holds for e in touched):
            found.append(Change(q, value, len(touched)))
    return tuple(found) if len(found) <= 2 else ()
