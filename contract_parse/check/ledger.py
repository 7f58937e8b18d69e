"""The ledger: quantities with their evidence, and the equations that tie them, drawn from the facts once.

Amount rules ask the ledger; none of them reads text again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contract_parse.model.contract import Contract
from contract_parse.model.facts import Evidence, Money


@dataclass(frozen=True)
class Ledger:
    contract: Contract

    def amounts_with_words(self) -> Iterator[Money]:
        """Every amount that stands in figures and in capital words."""
        for money in self.contract.amounts.mentions:
            if money.capital is not None:
                yield money

    def may_be_misread(self, evidence: Sequence[Evidence], actual: Decimal, expected: Decimal) -> bool:
        """Whether the difference may be the reader's own: some side comes from OCR."""
        return any(e.source == "ocr" for e in evidence)


def ledger(contract: Contract) -> Ledger:
    return Ledger(contract)
