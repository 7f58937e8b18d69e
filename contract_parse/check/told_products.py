"""AMT104 in one sentence: a price of one, how many there are, and what they come to: 每学年21.5万元，三学年共计64.5万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING

from contract_parse.check.places import money
from contract_parse.check.quantities import FEN, Equation, Quantity
from contract_parse.check.told import CAPITALS, Placed, Told, sentences
from contract_parse.model.facts import Component, Fact
from contract_parse.values.numerals import NUMERAL, parse_numeral

if TYPE_CHECKING:
    from contract_parse.check.ledger import Ledger

_UNIT = r"(?:学年|学期|年度?|季度|月|周|日|天|期|次|批|轮|场|人次|人|名|辆|台|套|间|户|栋|份|件|亩|吨|课时|平方米|立方米|㎡|公里|米|站点?|个?点位?|只|本|张|样)"
# 每辆车每学期租金为, 年服务费: what a price is the price of, right before it
_EACH = re.compile(
    rf"(?P<each>(?:每[一1]?个?{_UNIT}[^,;:。每\d()]{{0,3}})+)[^,;。每\d]{{0,9}}?(?:人民币|[为是计按:¥(])*$"
)
_OF_PERIOD = re.compile(
    r"(?:^|[,;:。(、])(?P<each>学年|学期|年|季|月)度?[\u4e00-\u9fff]{0,6}(?:费用?|租金|酬金|报酬|价款?|金额)(?:合计|共计|总计)?(?:人民币|[为是计:¥(])*$"
)
_BEHIND = re.compile(rf"(?:/|每)(?P<each>{_UNIT}(?:[/·每]{_UNIT})*)$")  # 41000元/辆·学期
_WORDS = re.compile(r",?(?:\([^()]*\))?,?")  # the same in capital words
_COMMA = re.compile(r",(?!\d{3}(?!\d))")  # not the one within 18,600
_COUNT = re.compile(rf"(?P<n>{NUMERAL})个?(?P<unit>{_UNIT})")
_SUMMED = re.compile(
    r"(?:总?共计?|(?<=,)计|合计|总计|总额|总价|总金额|总费用|共需|小计|=)(?:[^,;。\d]{0,10}?)(?:人民币|[为是计:¥(])*$"
)
# Not what all of them come to: one of several prices, a ceiling, a price after what is let off.
_OTHERWISE = re.compile(
    r"优惠|折|下浮|减|免|不超过|不高于|最高|最低|上限|封顶|约|左右|如|若|实际|赠|扣|首|次年|第[一二三四五六七八九十\d]|违约|其他|另"
)


def told_products(book: Ledger) -> Iterator[Equation]:
    everything = sentences(book)
    yield from _periods_of_rent(everything)
    for told in everything:
        for one, whole in pairwise(told.amounts):
            counts = _counts(told.s, one, whole)
            if not counts or whole.money.value <= one.money.value:
                continue
            n = prod(counts, start=Decimal(1))
            rate = money(one.money, "单价", "the price of one", told.clause.path)
            times = Quantity("数量", n, (), told.clause.path, None, None, "count", "数量", "how many there are")
            fee = Component(
                name=Fact(value="合计", raw=whole.money.raw, evidence=[]), amount=whole.money, clause=told.clause.path
            )
            price = money(whole.money, "合计", "what they come to", told.clause.path)
            shown = Decimal("0.5") if one.money.value == one.money.value.to_integral_value() and n >= 3 else FEN / 2
            yield Equation("AMT104", "product", (rate, times), price, n * shown, fee)


_PERIODS = re.compile(
    rf"(?P<n>{NUMERAL}|\d+\.5)个?(?P<half>半)?(?P<per>月|年|学年|季度)度?[),]?(?:的|内|服务)*[\u4e00-\u9fff]{{0,6}}?"
    r"(?:(?:费用?|租金|金额|酬金|报酬)(?:共计|合计|总计|总额)?|共计|合计|计)(?:人民币|[为是计:¥(])*$"
)


def _periods_of_rent(everything: Sequence[Told]) -> Iterator[Equation]:
    """2025年度（8.5个月）租金219300元, 两年养护费合计1279200元, where the clause has put a price to one month or year."""
    by_root: dict[str, list[tuple[Told, Placed]]] = {}
    for told in everything:
        root = re.split(r"[.(]", told.clause.path)[0]
        by_root.setdefault(root, []).extend((told, p) for p in told.amounts)
    for placed in by_root.values():
        for t, p in placed:
            m = _PERIODS.search(CAPITALS.sub("", t.s[: p.start]))
            n = parse_numeral(m["n"]) if m is not None else None
            piece = re.split(r"[。;]", t.s[: p.start])[-1]
            if m is None or n is None or not 1 < n < 100 or _OTHERWISE.search(piece):
                continue
            n += Decimal("0.5") if m["half"] else 0
            rates = [
                (o, r) for o, r in placed if _units(o.s, r) == [_plain(m["per"])] and r.money.value < p.money.value
            ]
            tried = [_of_periods(o, r, n, t, p) for o, r in rates]
            near = [e for e in tried if abs(e.gap) <= p.money.value / 4]
            held = next((e for e in near if e.holds), None)
            if held is not None:
                yield held
            elif len({e.terms[0].value for e in near}) == 1:
                yield near[0]


def _of_periods(told: Told, rate: Placed, n: Decimal, t: Told, p: Placed) -> Equation:
    one = money(rate.money, "每期的价款", "the price of a period", told.clause.path)
    times = Quantity("期数", n, (), t.clause.path, None, None, "count", "期数", "the number of periods")
    fee = Component(name=Fact(value="各期合计", raw=p.money.raw, evidence=[]), amount=p.money, clause=t.clause.path)
    return Equation(
        "AMT104", "product", (one, times), money(p.money, "各期合计", "what they come to", t.clause.path), n / 2, fee
    )


def _counts(s: str, one: Placed, whole: Placed) -> list[Decimal]:
    """How many there are of each thing that the first amount is the price of; none where not just these are told."""
    units = _units(s, one)
    between = s[one.end : whole.start]
    if not units or len(between) > 60 or ";" in between or _OTHERWISE.search(s[max(0, one.start - 12) : whole.start]):
        return []
    summed = _SUMMED.search(between)
    if summed is None:
        return []
    counted = between[: summed.start()]
    if not _COUNT.search(counted):  # 420套，单价265元/套，合计: counted before
        if counted.strip(",") and not _WORDS.fullmatch(counted):
            return []
        counted = ",".join(_COMMA.split(re.split("[。;:]", s[: one.start])[-1])[-2:])
        counted = counted[: each.start()] if (each := re.search(rf"每[一1]?个?{_UNIT}[^,]*$", counted)) else counted
    found = _told(counted)
    return list(found.values()) if found.keys() == set(units) else []


def _told(s: str) -> dict[str, Decimal]:
    """How many of each thing the last words that count anything tell."""
    found: dict[str, Decimal] = {}
    for piece in reversed(_COMMA.split(s)):
        counts = list(_COUNT.finditer(piece))
        if not counts and found:
            break
        for m in counts:
            n, unit = parse_numeral(m["n"]), _plain(m["unit"])
            if n is None or n <= 0 or unit in found or (unit == "年" and n > 100):
                return {}
            found[unit] = n
    return found


def _units(s: str, one: Placed) -> list[str]:
    before = CAPITALS.sub("", s[max(0, one.start - 50) : one.start])[-30:]
    each = _EACH.search(before)
    if each is not None:
        return [_plain(u) for u in re.findall(rf"每[一1]?个?({_UNIT})", each["each"])]
    period = _OF_PERIOD.search(before)
    if period is not None:
        return [_plain(period["each"])]
    behind = _BEHIND.search(s[one.start : one.end])
    return [_plain(u) for u in re.findall(_UNIT, behind["each"])] if behind else []


def _plain(unit: str) -> str:
    return {"年度": "年", "季度": "季", "个点位": "点位", "名": "人"}.get(unit, unit)
