"""The ties of a contract whose values were read from images, drawn from its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from contract_parse.check.ledger import Ledger
from contract_parse.check.mending.amount_ties import components, figures_and_words, restated, taxes
from contract_parse.check.mending.broken_words import broken_words
from contract_parse.check.mending.payment_ties import schedules
from contract_parse.check.mending.places import Places
from contract_parse.check.mending.row_ties import rows, table_totals
from contract_parse.check.mending.ties import Tie
from contract_parse.check.mending.word_ties import codes, dates, twice_stated
from contract_parse.model.contract import Contract


def ties(contract: Contract) -> list[Tie]:
    """Every tie with at least one scanned value in it."""
    ledger, places = Ledger(contract), Places(contract.chars)
    families: Sequence[Callable[[Ledger, Places], Iterator[Tie]]] = (
        rows, table_totals, figures_and_words, broken_words, restated, components, taxes, schedules, codes, twice_stated,
        dates,
    )  # fmt: skip
    return [tie for family in families for tie in family(ledger, places) if tie.places]
