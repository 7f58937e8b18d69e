"""AMT105 in the words of the body: one fee by the month or year that two clauses put at two prices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from contract_parse.check.places import money
from contract_parse.check.quantities import Equation
from contract_parse.check.told import CAPITALS, Placed, Told, sentences
from contract_parse.model.facts import Money

if TYPE_CHECKING:
    from contract_parse.check.ledger import Ledger

_PERIOD = r"(?P<per>月|季|年|学年|学期)度?"
_FEE = r"(?P<fee>[\u4e00-\u9fff]{1,10}?费用?|[\u4e00-\u9fff]{0,10}?(?:租金|酬金|报酬))"
_OPENS = r"(?:人民币|[按为是计:¥(])*$"
# 每月服务费, 一个月服务费（…, 该学年服务费; 固定服务费每月按…; 储罐租赁费3000元/月
_PERIOD_FIRST = re.compile(
    rf"(?:(?:每|该|一|单|按)个?|(?<![\u4e00-\u9fff\d])){_PERIOD}的?{_FEE}(?:合计|共计|总计)?{_OPENS}"
)
_FEE_FIRST = re.compile(
    rf"(?:^|[,;:。、(]|其中|该|[和及与]){_FEE}[:,]?(?:标准|单价)?[为是]?(?:每个?|按){_PERIOD}{_OPENS}"
)
_FEE_ALONE = re.compile(rf"(?:^|[,;:。、(]|其中|该|含在|[和及与]){_FEE}{_OPENS}")
_PER_BEHIND = re.compile(r"元?/(?:[^,;。/]{1,3}/)?(?P<per>月|季度?|年|学年|学期)(?:/[^,;。/]{1,3})?$")
_OTHERWISE = re.compile(
    r"续[签约期]|原|调整|涨|第[一二三四五六七八九十\d]+[年期]|首年|次年|优惠|折扣|预算|市场|不超过|不高于|最高|最低|上限|违约金额|扣|减免|保证金|如|若|增加|另|以内|起步|暂|约(?=\d)|其他|变更"
)
_SLIP = Decimal("0.3")  # further apart, they are prices of different things


@dataclass(frozen=True)
class Rated:
    told: Told
    money: Money
    fee: str
    per: str


@dataclass(frozen=True)
class TwoRates:
    """One fee at two prices, and the equation that does not hold."""

    first: Rated
    other: Rated
    equation: Equation


def two_rates(book: Ledger) -> list[TwoRates]:
    rates = [r for told in sentences(book) for r in _rates(told)]
    found: list[TwoRates] = []
    for a, b in combinations(rates, 2):
        if a.per != b.per or a.money.value == b.money.value or _root(a) == _root(b):
            continue
        if (
            not (a.fee.endswith(b.fee) or b.fee.endswith(a.fee))
            or abs(a.money.value - b.money.value) > a.money.value * _SLIP
        ):
            continue
        # of several fees of one period the short name says none for certain
        alike = {
            r.money.value
            for r in rates
            if r.per == a.per and (r.fee.endswith(a.fee) or r.fee.endswith(b.fee) or a.fee.endswith(r.fee))
        }
        if len(alike) != 2 or any(t.first.fee == a.fee for t in found):
            continue
        first, other = (
            money(r.money, f"“{r.fee}”的单价", f"the rate of “{r.fee}”", r.told.clause.path) for r in (a, b)
        )
        found.append(TwoRates(a, b, Equation("AMT105", "sum", (first,), other, about=a.money)))
    return found


def _root(r: Rated) -> str:
    return re.split(r"[.(]", r.told.clause.path)[0]


def _rates(told: Told) -> Iterator[Rated]:
    for p in told.amounts:
        said = _named(told.s, p)
        piece = re.split(r"[。;]", told.s[: p.start])[-1] + re.split(r"[。;,]", told.s[p.end :])[0]
        if said is not None and p.money.value > 0 and not _OTHERWISE.search(piece):
            yield Rated(told, p.money, *said)


def _named(s: str, p: Placed) -> tuple[str, str] | None:
    """The fee that an amount is the price of, and by which period."""
    before = CAPITALS.sub("", s[max(0, p.start - 50) : p.start])[-30:]
    behind = _PER_BEHIND.search(s[p.start : p.end])
    if behind is not None:
        m = _FEE_ALONE.search(before)
        return (_bare(m["fee"]), behind["per"][0] if behind["per"][0] != "学" else behind["per"]) if m else None
    m = _PERIOD_FIRST.search(before) or _FEE_FIRST.search(before)
    return (_bare(m["fee"]), m["per"]) if m else None


def _bare(fee: str) -> str:
    name = re.split(r"含在|计入|包括在|相当于|支付|扣除|其中|按照?", fee.replace("费用", "费"))[-1]
    return re.sub(r"^(?:的|含|为|向[甲乙]方)+", "", name)
