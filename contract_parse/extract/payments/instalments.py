"""One instalment as it is stated, before the schedule is worked out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from contract_parse.extract.amounts.passages import Passage
from contract_parse.model.facts import Duration, Evidence, evidence

Period = Literal["month", "quarter", "half", "year"]
MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True)
class Instalment:
    """``percent`` and ``amount`` as stated. ``spans`` are places in the passage's view: what evidence shows.

    ``every`` counts months between instalments of one that recurs (0: it recurs, but not said how often),
    ``times`` the number of them the text states. ``relative`` percentages are of a period's due, not the whole.
    """

    passage: Passage
    start: int
    end: int
    percent: Decimal | None = None
    amount: Decimal | None = None
    remainder: bool = False
    full: bool = False
    restated: bool = False  # 其中涉及预付款的：30%, which the schedule gives again
    all_of_it: bool = False  # 一次性付清 said beside the amount
    cumulative: bool = False
    deducting: bool = False
    relative: Literal["period", "year"] | None = None
    component: str | None = None
    trigger: str | None = None
    due: Duration | None = None
    due_date: dt.date | None = None
    service_year: int | None = None
    every: int | None = None
    times: int | None = None
    labelled: bool = False
    of: str = ""  # the words that say what it is a share of
    at: int = 0  # where its figure stands, or the words for a remainder
    share: Decimal | None = None  # the amount of one of equal instalments that only say how often

    def evidence(self) -> list[Evidence]:
        return evidence(self.passage.text.view.cut(self.start, self.end).strip(), self.passage.path)
