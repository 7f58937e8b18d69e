"""Real dates for what a contract counts from an event: the n-th day after it was signed, the end of each quarter.

Only events whose date the contract itself states are counted from: signing, the first and the last day of the
term. What runs from delivery or acceptance has no date yet, and gets none.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from contract_parse.model.evidence import Duration
from contract_parse.model.facts import Header

_SIGNED = re.compile(r"(合同|协议|双方)?.{0,4}(签订|签署|订立|签字|生效|签约)")
_STARTS = re.compile(r"(服务期|合同期|租赁期|期限|履行期|服务)(起始|开始|起算)|进场|开工")
_ENDS = re.compile(r"(服务|合同|租赁|履行|委托)(期|期限|期间)?.{0,2}(届满|期满|到期|结束|终止|完成)")
# What must also have happened, and has no date: then the day cannot be told.
_OTHER = re.compile(
    r"验收|交付|到货|发票|开票|请款|申请|考核|质保|保修|缺陷|质量|送达|收到|竣工|结算|审计|提交|通知|整改"
)
_STEPS = ((re.compile(r"半年"), 6), (re.compile(r"每月|按月|逐月|当月|次月|月度|每个月|每满一个?月"), 1),
          (re.compile(r"每季|按季|季度|当季|每个季"), 3), (re.compile(r"每年|按年|年度|当年|每满一年|逐年"), 12))  # fmt: skip
_AHEAD = re.compile(r"(月|季度?|年度?|半年)(初|开始)|提前|预付|先付")
_LONGEST = 40 * 366  # days; more is a misreading


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates a contract states of itself; any may be missing."""

    signed_on: dt.date | None
    starts_on: dt.date | None
    ends_on: dt.date | None

    @classmethod
    def of(cls, header: Header) -> Calendar:
        days = [None if d is None else d.value for d in (header.signed_on, header.starts_on, header.ends_on)]
        return cls(*days)

    def after(self, event: str | None, wait: Duration | None) -> dt.date | None:
        """The last day for something due ``wait`` after ``event`` (words); None where the event has no date.

        >>> from decimal import Decimal
        >>> c = Calendar(dt.date(2026, 1, 31), None, None)
        >>> c.after("合同签订之日起", Duration(n=Decimal(1), unit="month", raw="1个月"))
        datetime.date(2026, 2, 28)
        >>> c.after("验收合格后", Duration(n=Decimal(7), unit="day", raw="7日")) is None
        True
        """
        if not event or wait is None or _OTHER.search(event):
            return None
        for words, day in ((_SIGNED, self.signed_on), (_STARTS, self.starts_on), (_ENDS, self.ends_on)):
            if words.search(event):
                return None if day is None else later(day, wait)
        return None

    def recurring(self, words: str | None, number: int, wait: Duration | None) -> dt.date | None:
        """When the ``number``-th (from 1) of payments that recur by month, quarter or year falls due.

        Counted from the end of its period (its first day where the words pay ahead), and within the term.
        """
        step = next((months for pattern, months in _STEPS if words and pattern.search(words)), None)
        if step is None or words is None or self.starts_on is None:
            return None
        ahead = bool(_AHEAD.search(words))
        day = add_months(self.starts_on, step * (number - 1 if ahead else number))
        if not ahead:
            day -= dt.timedelta(days=1)
        if self.ends_on is not None and day > self.ends_on + dt.timedelta(days=1):
            return None
        return day if wait is None else later(day, wait)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on, or the last of a shorter month.

    >>> add_months(dt.date(2026, 1, 31), 1), add_months(dt.date(2026, 11, 5), 14)
    (datetime.date(2026, 2, 28), datetime.date(2028, 1, 5))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def later(day: dt.date, wait: Duration) -> dt.date | None:
    """``wait`` after ``day``; None for lengths without a calendar (hours, half months) and absurd ones.

    >>> from decimal import Decimal
    >>> later(dt.date(2026, 9, 28), Duration(n=Decimal(5), unit="working_day", raw="5个工作日"))
    datetime.date(2026, 10, 10)
    """
    if wait.n != wait.n.to_integral_value() or wait.n < 0 or wait.n > _LONGEST:
        return None
    n = int(wait.n)
    months = {"month": 1, "quarter": 3, "year": 12}.get(wait.unit)
    try:
        if months is not None:
            return add_months(day, n * months)
        if wait.unit == "working_day":
            return _working_days_on(day, n) if n <= 500 else None
        days = {"day": 1, "calendar_day": 1, "week": 7}.get(wait.unit)
        return None if days is None else day + dt.timedelta(days=n * days)
    except (OverflowError, ValueError):  # beyond the year 9999
        return None


def _working_days_on(day: dt.date, n: int) -> dt.date:
    while n:
        day += dt.timedelta(days=1)
        n -= _works(day)
    return day


def _works(day: dt.date) -> bool:
    """Whether people work on ``day``: by the State Council's calendar where it is published, else Monday to Friday."""
    published = published_workday(day)
    return day.weekday() < 5 if published is None else published


@cache
def published_workday(day: dt.date) -> bool | None:
    """Whether ``day`` is a working day by the State Council's calendar, None in a year whose calendar is not known."""
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # what it raises for such a year
        return None
