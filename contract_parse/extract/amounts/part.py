"""One part of a price as it is listed, and the component it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from contract_parse.extract.amounts.mentions import Mention
from contract_parse.extract.amounts.passages import Passage
from contract_parse.model.facts import Component, Duration, Fact, Rate
from contract_parse.model.text import Text

PERIODS = {"year": "year", "month": "month", "quarter": "quarter", "day": "day", "week": "week"}


@dataclass(frozen=True)
class Part:
    name: Text
    amount: Mention
    rate: Mention | None
    term: Duration | None
    annex: str | None
    passage: Passage
    doubtful: bool = False  # named like a tax, a reserve or an instalment: a part only where the sum needs it
    factor: Decimal | None = None  # set where the amount is rate × term and not stated itself


def value_of(part: Part) -> Decimal:
    return part.amount.value * part.factor if part.factor else part.amount.value


def component(part: Part) -> Component:
    path = part.passage.path
    money = part.amount.money()
    if part.factor:
        money = money.model_copy(update={"value": value_of(part), "capital": None})
    rate = None
    if part.rate is not None:
        per = PERIODS.get(part.rate.per or "") or _per_before(part.rate)
        rate = Rate(amount=part.rate.value, per=per) if per else None
    return Component(
        name=Fact.of(part.name.view.s, part.name, path), amount=money.model_copy(update={"role": "component"}),
        rate=rate, term=part.term if rate else None, annex=part.annex, clause=path,
    )  # fmt: skip


def _per_before(rate: Mention) -> str | None:
    m = re.search(r"每(?:个)?(?:服务)?(年|月|季|日|天|周)|(年|月)(?:服务费?|租金|费)", rate.left[-16:])
    if m is None:
        return None
    return {"年": "year", "月": "month", "季": "quarter", "日": "day", "天": "day", "周": "week"}[m[1] or m[2]]
