"""What a planted error is: one thing that a single place says otherwise than the truth, and where it must be found."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.composer.styles import Style
from tests.composer.truth import Truth
from tests.composer.wording import BANKS

SERVICE = ("monthly", "yearly", "framework")


@dataclass(frozen=True)
class Plant:
    """``changed`` is what single places say; ``keys`` the clauses one of which the finding must name (none: anywhere);
    ``item`` the row it must name; ``also`` the codes that follow from the same error."""

    changed: dict[str, Any]
    keys: tuple[str, ...] = ()
    item: str | None = None
    also: frozenset[str] = frozenset()


Planter = Callable[[Truth, Style, random.Random], Plant | None]


def codes(*names: str) -> frozenset[str]:
    return frozenset(names)


def one_of(r: random.Random, ways: Sequence[Plant | None]) -> Plant | None:
    """One of the ways that this contract allows."""
    possible = [way for way in ways if way is not None]
    return r.choice(possible) if possible else None


def off(r: random.Random, value: Decimal) -> Decimal:
    """A value that differs in one digit of its figure, or has two neighbouring digits exchanged."""
    places = [p for p in (10, 100, 1000, 10000) if p * 2 < value]
    digits = str(int(value))
    swaps = [i for i in range(1, len(digits) - 1) if digits[i] != digits[i + 1]]
    if swaps and r.random() < 0.3:
        i = r.choice(swaps)
        swapped = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        return Decimal(swapped) + value % 1
    step = Decimal(r.choice(places or [1])) * r.choice([1, 2, 3])
    return value - step if value > step * 3 and r.random() < 0.4 else value + step


def at_end(t: Truth, s: Style, topic: str) -> str:
    """The key of a sentence added at the end of a topic."""
    bank = BANKS[s.bank]
    entry = (
        bank.get(f"{topic}:{t.kind}") or (bank.get(f"{topic}:service") if t.kind in SERVICE else None) or bank[topic]
    )
    return f"{topic}/{len(entry[1])}"


def said(t: Truth, s: Style, topic: str, text: str, also: frozenset[str] = frozenset(), *keys: str) -> Plant:
    """A sentence added at the end of a topic; the finding must name its clause, or one of ``keys``."""
    return Plant({f"more.{topic}": [text]}, (at_end(t, s, topic), *keys), also=also)


def anywhere(r: random.Random) -> str:
    """A topic that every contract has and that holds no figures of its own."""
    return r.choice(["duties", "misc", "force", "change", "notice"])


def listed(t: Truth) -> bool:
    """Whether the schedule is a list of single instalments."""
    return len(t.pays) > 1
