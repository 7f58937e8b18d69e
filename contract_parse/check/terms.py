"""Durations and events as the DAT rules compare them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal

from contract_parse.model.contract import Contract
from contract_parse.model.facts import Deadline, Duration

_DAYS = {"hour": Decimal(1) / 24, "day": Decimal(1), "calendar_day": Decimal(1), "week": Decimal(7)}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}

# Finishing everything: the construction period, all goods delivered, the whole system in use.
_WHOLE = re.compile(
    r"建设周期|建设期|总?工期|交货期|交付期|供货期|(?:交付|供应|完成)(?:全部|所有)(?:货物|产品|设备|供货)|全部.{0,12}(上线|部署|交付|到货|完成|安装|竣工)|(项目|工程|平台|系统)(建设)?.{0,6}(竣工|建成|全部完成)"
)
# 乙方未在收到书目后30日内: who it is and that he did not are no part of the event
_EVENT_HEAD = re.compile(
    r"^(?:(?:[甲乙]方|[买卖供需]方|供应方|采购方|供应商|采购人|承包人|发包人)?(?:未能?|没有)(?=[在于自])|自|从|在|本|该|经|由|于)+"
)
_EVENT_TAIL = re.compile(r"(之日|日|当日|后|以后|之后|起|时|提供|完毕|的|并)+$")


def days(d: Duration) -> tuple[str, Decimal]:
    """A length in one measure, so that 24 months and 2 years are equal; working days are a measure of their own.

    >>> days(Duration(n=Decimal(24), unit="month", raw="")) == days(Duration(n=Decimal(2), unit="year", raw=""))
    True
    """
    if d.unit in _DAYS:
        return "day", d.n * _DAYS[d.unit]
    if d.unit in _MONTHS:
        return "month", d.n * _MONTHS[d.unit]
    return d.unit, d.n


def ends(start: dt.date, length: Duration) -> list[dt.date]:
    """The last days a period may have: counted with its first day or without. Empty for measures that the
    calendar does not settle (working days, parts of months).

    >>> ends(dt.date(2026, 4, 1), Duration(n=Decimal(12), unit="month", raw=""))
    [datetime.date(2027, 3, 31), datetime.date(2027, 4, 1)]
    """
    measure, n = days(length)
    if measure == "day" and n >= 1:
        return [start + dt.timedelta(days=int(n) - 1), start + dt.timedelta(days=int(n))]
    if measure == "month" and n == n.to_integral_value():
        month = start.month - 1 + int(n)
        year, month = start.year + month // 12, month % 12 + 1
        same_day = dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
        return [same_day - dt.timedelta(days=1), same_day]
    if measure == "month" and n * 2 == (n * 2).to_integral_value() and n > 1:  # 32个半月
        whole = ends(start, Duration(n=n - Decimal("0.5"), unit="month", raw=""))
        return [whole[0] + dt.timedelta(days=14), whole[-1] + dt.timedelta(days=16)]
    return []


def whole_months(contract: Contract) -> Decimal | None:
    """The contract's own term in months, by its first and last day; None where these are no whole number of months
    or a length stated beside them is another."""
    begin, end = contract.contract.starts_on, contract.contract.ends_on
    if begin is None or end is None or begin.value is None or end.value is None or end.value <= begin.value:
        return None
    first, last = begin.value, end.value
    about = (last.year - first.year) * 12 + last.month - first.month
    for n in (about, about + 1):
        length = Duration(n=Decimal(n), unit="month", raw="")
        if n and last in ends(first, length):
            own = [p.duration for p in contract.periods if p.duration is not None and p.starts_on == begin]
            return Decimal(n) if all(days(d) == days(length) for d in own if days(d)[0] == "month") else None
    return None


def same_event(a: str | None, b: str | None) -> bool:
    """Whether two anchors are one event: 合同签订之日 and 本合同签订后.

    >>> same_event("本合同签订之日", "合同签订后"), same_event("合同签订", "验收合格"), same_event(None, None)
    (True, False, False)
    >>> same_event("乙方未在收到书目", "收到书目后")
    True
    """
    if not a or not b:
        return False
    x, y = (_EVENT_TAIL.sub("", _EVENT_HEAD.sub("", re.split(r"[(（:：]", e)[-1])) for e in (a, b))
    return x == y != ""


def completes_the_whole(d: Deadline) -> bool:
    return d.kind in ("delivery", "construction") and bool(_WHOLE.search(d.what))


def words_of(what: str) -> str:
    """An obligation's words without punctuation and filler, 质量保证期 as 质保期.

    >>> words_of("本合同项下的质量保证期") == words_of("质保期限为")
    True
    """
    words = re.sub(r"[\s:：,，。;；“”\"]|提供|免费|为$|的|本?(?:合同|项目)项下|^本(?:合同|项目)", "", what)
    return re.sub(r"期限$", "期", words.replace("质量保证", "质保"))
