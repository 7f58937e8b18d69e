"""Instalments that recur: how often, and each listed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from contract_parse.extract.payments.bases import Base, derived
from contract_parse.extract.payments.instalments import Instalment

_FEN = Decimal("0.01")
_HUNDRED = Decimal(100)
_EVERY_YEAR = re.compile(r"每(?:一)?(?:个)?(?:服务|合同|履约)?年.*当年")
_MOST = 120  # instalments one statement may stand for: ten years of months


def expand(stated: Sequence[Instalment], base: Base) -> list[Instalment]:
    """Recurring instalments listed as often as they recur."""
    out: list[Instalment] = []
    recurring = [o for o in stated if o.every is not None]
    for one in stated:
        n = 1
        if one.every is not None and len(recurring) == 1 and one.relative != "period":
            n, one = count(one, [o for o in stated if o is not one], base)
        out += [one] * n
    return out


def each_year(listed: list[Instalment], base: Base) -> list[Instalment]:
    """The instalments of one year as often as there are years: 每年分两次支付，每次5万元 in three years; none where
    they are not a year's."""
    years = (base.months or 0) // 12
    if years < 2 or (base.months or 0) % 12 or len(listed) < 2:
        return []
    # 每个服务年度分两次支付…支付当年服务费的50%: 当年 is each of them
    if any(o.service_year and not (o.service_year == 1 and _EVERY_YEAR.search(o.passage.s)) for o in listed):
        return []
    if any(o.every not in (None, 12) for o in listed) or not any("每" in o.passage.s for o in listed):
        return []
    amounts = [o.amount for o in listed]
    if base.amount is not None and None not in amounts:
        whole = sum((a for a in amounts if a is not None), Decimal(0)) * years == base.amount
    else:
        listed = [o if o.relative or not o.remainder else replace(o, relative="year") for o in listed]
        shares = [o.percent if o.relative == "year" else None for o in listed]
        if shares[-1] is None and listed[-1].relative == "year" and None not in shares[:-1]:
            shares[-1] = _HUNDRED - sum((p for p in shares if p is not None), Decimal(0))
            listed[-1] = replace(listed[-1], percent=shares[-1])
        whole = None not in shares and sum((p for p in shares if p is not None), Decimal(0)) == _HUNDRED
    return [replace(o, every=None, service_year=None) for o in listed] * years if whole else []


def count(one: Instalment, others: Sequence[Instalment], base: Base) -> tuple[int, Instalment]:
    """How often ``one`` recurs: as often as fills what the others leave, else as stated, else over the term."""
    stated = one.times - len(others) if one.times and one.times > len(others) else None
    percents = [o.percent for o in others]
    if one.percent is not None:
        if one.relative == "year" and base.yearly is not None:
            return _term(one, base) or 1, one
        if None not in percents and not any(o.cumulative for o in others):
            left = _HUNDRED - sum((p for p in percents if p is not None), Decimal(0))
            n = (left / one.percent).quantize(_FEN)  # thirds are stated as 33.33
            times = stated or _term(one, base)
            alone = one.amount is None and not one.labelled
            if n == 1 and alone and times and 1 < times <= _MOST:  # 剩余70%按月支付: spread over the term
                return times, replace(one, percent=one.percent / times)
            if n == n.to_integral_value() and 1 <= n <= _MOST:
                return int(n), one
        return stated or 1, one
    if one.amount is not None:
        paid = [o.amount if o.amount is not None else derived(o, o.percent, base) for o in others]
        if base.amount is not None and None not in paid and one.amount > 0:
            n = (base.amount - sum((p for p in paid if p is not None), Decimal(0))) / one.amount
            if n == n.to_integral_value() and 1 <= n <= _MOST:
                return int(n), one
        return stated or _term(one, base) or 1, one
    n_ = stated or _term(one, base)
    if not n_ or n_ > _MOST:
        return 1, one
    if one.share is not None:
        return n_, one
    if not others and base.amount is not None and base.amount / n_ == (base.amount / n_).quantize(_FEN):
        return n_, replace(one, share=base.amount / n_)
    if None not in percents:
        left = (_HUNDRED - sum((p for p in percents if p is not None), Decimal(0))) / n_
        if left > 0 and left == left.quantize(_FEN):
            return n_, replace(
                one, percent=left.normalize() if left % 1 else Decimal(int(left)), remainder=False, full=False
            )
    return n_, one


def _term(one: Instalment, base: Base) -> int | None:
    if not one.every or not base.months or base.months % one.every:
        return None
    return base.months // one.every
