"""Capital figures that the reader of amounts could not make out, since a character in them was misread.

``壹拾贰方捌仟元整`` is no capital figure, or only its tail is one; read as 壹拾贰万捌仟元整 it says what the figure
beside it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from contract_parse.check.ledger import Ledger
from contract_parse.check.mending.near import Chars, confusions
from contract_parse.check.mending.places import CAPITAL, Places
from contract_parse.check.mending.ties import Tie, same
from contract_parse.data import per_vocabulary
from contract_parse.model.contract import Contract
from contract_parse.model.facts import ClauseFact, Evidence
from contract_parse.values.capital import CAPITAL_CHARS, parse_capital


def broken_words(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """AMT101: a figure and the capital words near it that only a misread character keeps from being the same amount."""
    for value, where, lines in _figures_without_words(ledger):
        for run in _runs(lines):
            place = places.run(run)
            if place is not None and any(v == value for v, _ in place.readings):
                yield same(("AMT101",), places.figure(where, value) or value, place)


def _figures_without_words(ledger: Ledger) -> Iterator[tuple[Decimal, list[Evidence], list[Evidence]]]:
    """(amount, where its figure stands, the lines around) of amounts whose words are missing or say otherwise."""
    around = _clauses(ledger.contract)
    for m in ledger.stated:
        if (m.capital is None or m.capital.value != m.value) and m.clause in around:
            yield m.value, m.evidence, around[m.clause]
    for t in ledger.contract.item_totals:
        if t.capital is None or t.capital.value != t.value:
            yield t.value, t.evidence, t.evidence


def _clauses(contract: Contract) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}

    def gather(clauses: Sequence[ClauseFact]) -> None:
        for c in clauses:
            found.setdefault(c.path, []).extend(c.evidence)
            gather(c.children)

    gather(contract.clauses)
    for annex in contract.annexes:
        gather(annex.clauses)
    return found


def _runs(lines: Sequence[Evidence]) -> Iterator[Chars]:
    """Stretches of characters of capital figures and such as are taken for them, that are no capital figure."""
    chars = tuple(c for e in lines for c in e.chars)
    for m in _pattern().finditer("".join(c for c, _ in chars)):
        own = [i for i in range(m.start(), m.end()) if chars[i][0] in CAPITAL]
        capital = sum(c in CAPITAL_CHARS for c in m[0])
        if len(own) < 3 or capital < 2 or 2 * len(own) < len(m[0]):
            continue
        for first, last in {(m.start(), m.end()), (own[0], m.end()), (m.start(), own[-1] + 1), (own[0], own[-1] + 1)}:
            if parse_capital("".join(c for c, _ in chars[first:last])) is None:
                yield chars[first:last]


@per_vocabulary
def _pattern() -> re.Pattern[str]:
    taken = {o for c in CAPITAL for o in confusions().get(c, {})}
    return re.compile(f"[{re.escape(''.join(sorted(set(CAPITAL) | taken)))}]{{4,40}}")
