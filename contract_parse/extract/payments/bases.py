"""What a schedule pays, and what a share of it comes to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from contract_parse.extract.payments.instalments import Instalment
from contract_parse.model.facts import Amounts, Component

_FEN = Decimal("0.01")


@dataclass(frozen=True)
class Base:
    """What a schedule pays: ``amount`` in all, ``yearly`` a year of it, ``months`` of service."""

    amount: Decimal | None
    yearly: Decimal | None = None
    monthly: Decimal | None = None
    months: int | None = None


def base_of(component: Component | None, amounts: Amounts, months: int | None) -> Base:
    """What the schedule of ``component`` (None: of the whole contract) pays, in a service of ``months``."""
    if component is None:
        total = amounts.total.value if amounts.total is not None else None
        rates = [c.rate.amount if c.rate is not None and c.rate.per == "year" else None for c in amounts.components]
        yearly = sum((r for r in rates if r is not None), Decimal(0)) if rates and None not in rates else None
        monthly = None
        for m in amounts.mentions:
            if m.role == "rate" and total and months and m.value > 0:
                monthly = m.value if m.value * months == total else monthly
                yearly = m.value if yearly is None and m.value * months == total * 12 else yearly
        return Base(total, yearly, monthly, months)
    rate, term = component.rate, component.term
    yearly = rate.amount if rate is not None and rate.per == "year" else None
    per_month = rate.amount if rate is not None and rate.per == "month" else None
    if term is not None and term.unit in ("year", "month", "quarter"):
        months = int(term.n * {"year": 12, "month": 1, "quarter": 3}[term.unit])
    return Base(component.amount.value, yearly, per_month, months)


# 新增金额的40%: of what a supplement adds to the price.
_OF_ADDITION = re.compile(
    r"(?:新增|增加|追加|增补|补充|变更|调增)(?:部分|内容|工程|服务|项目)?的?(?:合同)?(?:总)?(?:金额|价款|费用|款项?|造价)的?[\d百]"
)


def of_addition(one: Instalment) -> bool:
    """Whether an instalment is a share of what a supplement adds, not of the price."""
    return one.percent is not None and _OF_ADDITION.search(one.of) is not None


def derived(one: Instalment, percent: Decimal | None, base: Base) -> Decimal | None:
    if percent is None:
        return None
    whole = base.amount
    if of_addition(one):
        return None
    if re.search(r"\((?:扣除|不含|不包括|除)", one.of):
        return None  # 签约合同价（扣除暂列金额）的10%: of a smaller sum that is not stated
    if one.relative == "period":
        whole = base.monthly
    elif one.relative == "year":
        whole = base.yearly if base.yearly is not None else base.amount if base.months == 12 else None
    return None if whole is None else (whole * percent / 100).quantize(_FEN, ROUND_HALF_UP)
