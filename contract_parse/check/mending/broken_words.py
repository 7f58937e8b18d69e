"""Capital figures that the reader of amounts could not make out, since a character in them was misread.

``壹拾贰方捌仟元整`` is no capital figure, or only its tail is one; read as 壹拾贰万捌仟元整 it says what the figure
beside it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from contract_parse.check.ledger import Ledger
from contract_parse.check.mending.near import Chars, confusions
from contract_parse.check.mending.places import CAPITAL, Places
from contract_parse.check.mending.ties import Tie, same
from contract_parse.data import per_vocabulary
from contract_parse.model.facts import Evidence
from contract_parse.values.capital import CAPITAL_CHARS, parse_capital


def broken_words(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """AMT101: a figure and the capital words near it that only a misread character keeps from being the same amount."""
    figures = list(_figures_without_words(ledger))
    for page in ledger.contract.chars if figures else ():
        for run in _runs(page):
            place = places.run(run)
            if place is None:
                continue
            said = {value for value, _ in place.readings}
            for value, where in figures:
                if value in said and any(abs((e.page or 0) - (run[0][1].page or 0)) <= 1 for e in where):
                    yield same(("AMT101",), places.figure(where, value) or value, place)


def _figures_without_words(ledger: Ledger) -> Iterator[tuple[Decimal, list[Evidence]]]:
    """Amounts, and where their figures stand, whose words are missing or say otherwise."""
    pairs = [(m.value, m.evidence, m.capital) for m in ledger.stated]
    pairs += [(t.value, t.evidence, t.capital) for t in ledger.contract.item_totals]
    yield from ((value, where) for value, where, words in pairs if words is None or words.value != value)


def _runs(chars: Chars) -> Iterator[Chars]:
    """Stretches of characters of capital figures and such as are taken for them, that are no capital figure."""
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
