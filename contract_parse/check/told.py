"""The sentences of the body with the amounts that stand in them, each where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contract_parse.model.facts import ClauseFact, Money
from contract_parse.values.folded import Folded
from contract_parse.values.money import find_amounts

if TYPE_CHECKING:
    from contract_parse.check.ledger import Ledger


CAPITALS = re.compile(
    r"[零壹贰貳叁肆伍陆柒捌玖拾佰仟万亿]{1,30}[元圆][零壹贰貳叁肆伍陆柒捌玖角分整正]*"
)  # between a name and its figure


@dataclass(frozen=True)
class Placed:
    """An amount at ``start:end`` of its sentence."""

    start: int
    end: int
    money: Money


@dataclass(frozen=True)
class Told:
    """A sentence of ``clause``, folded and without white space, up to its full stop."""

    clause: ClauseFact
    s: str
    amounts: tuple[Placed, ...]


def every_clause(clauses: Sequence[ClauseFact]) -> Iterator[ClauseFact]:
    """Each clause, then what stands under it."""
    for clause in clauses:
        yield clause
        yield from every_clause(clause.children)


def own_texts(clauses: Sequence[ClauseFact]) -> dict[str, str]:
    """Path → the text of each clause, without what stands under it."""
    return {c.path: c.text for c in every_clause(clauses)}


def sentences(book: Ledger) -> list[Told]:
    """Every sentence of the body that states an amount. Amounts are known by their place in the clause's order."""
    stated: dict[str | None, list[Money]] = {}
    for m in book.stated:
        stated.setdefault(m.clause, []).append(m)
    found = []
    for clause in every_clause(book.contract.clauses):
        if clause.path in stated:
            found += list(_of_clause(clause, stated[clause.path]))
    return found


def _of_clause(clause: ClauseFact, stated: Sequence[Money]) -> Iterator[Told]:
    left = list(stated)
    for piece in re.split(r"(?<=[。\n])", clause.text):
        s = Folded(piece).s
        here = []
        for a in find_amounts(s):
            m = next((m for m in left if m.value == a.value), None)
            if m is not None:
                left.remove(m)
                here.append(Placed(a.start, a.end, m))
        if here:
            yield Told(clause, s, tuple(here))
