"""Errors to plant in composed contracts, by code; each is one thing that a single place says otherwise than the truth."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from tests.composer import plants_amt, plants_itm_pay, plants_terms
from tests.composer.compose import Composed, write
from tests.composer.plant import Planter
from tests.composer.styles import Style
from tests.composer.truth import KINDS, generate

PLANTS: dict[str, Planter] = {
    name.upper(): planter
    for module in (plants_amt, plants_itm_pay, plants_terms)
    for name, planter in vars(module).items()
    if name[:3].upper() in ("AMT", "ITM", "PAY", "DAT", "REF", "PTY", "FRM", "LAW") and name[3:].isdigit()
}


@dataclass(frozen=True)
class Planted:
    code: str
    made: Composed
    clauses: tuple[str, ...]
    item: str | None
    also: frozenset[str] = field(default_factory=frozenset)


def plant(code: str, seed: int, styles: list[Style]) -> Planted:
    """A contract with ``code``'s error, its kind and style drawn from the seed."""
    r = random.Random(f"plant {code} {seed}")
    for attempt in range(400):
        t = generate(seed * 1000 + attempt, r.choice(KINDS))
        s = r.choice(styles)
        found = PLANTS[code](t, s, r)
        if found is None:
            continue
        t.changed = found.changed
        made = write(t, s)
        clauses = tuple(made.places.get(k) or made.places[k.split("/")[0]] for k in found.keys)
        return Planted(code, made, clauses, found.item, found.also)
    raise AssertionError(f"{code}: nothing to plant it in")


def placed(case: Planted, finding: dict[str, Any]) -> bool:
    """Whether the finding names the place of the planted error."""
    if case.item is not None:
        return case.item in [str(i) for i in finding["items"]]
    return not case.clauses or any(c is not None and c.startswith(p) for c in finding["clauses"] for p in case.clauses)
