"""Calendar dates and ranges of dates."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from contract_parse.values.folded import Folded, before
from contract_parse.values.numerals import DIGIT, HAN_DIGITS, parse_integer

_PART = r"(?:\d{1,2}|[零一二两三四五六七八九十廿卅壹贰貳叁肆伍陆陸柒捌玖拾]{1,4})"
_YEAR = rf"(?:(?<!\d)(?:19|20|21)\d\d|(?<![{HAN_DIGITS}])[一二壹贰貳][{HAN_DIGITS}]{{3}})"
_WORDS = re.compile(
    rf"(?P<y>{_YEAR})年度?(?P<m>{_PART})月(?:份)?(?P<d>{_PART})(?:[日号]|(?=[,。;、)\]~至到止前起-]|$))"
)
# A clock time, a share or a clause number may follow without a gap once white space is gone: 2026-03-1210:00.
_SIGNS = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20|21)\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)"
    r"(?:(?P<d0>\d\d)(?=\d{1,2}:\d\d|\d{1,3}%|\d{1,2}\.\d)|(?P<d>\d{1,2})(?![\d%])(?!\.\d|[/-]\d{1,3}(?!\d)))(?!号)日?"
)
_TILDE = re.compile(
    r"(?<=\d{4})~(?=\d{1,2}-\d{1,2}(?!\d))|(?<=\d{4}-\d\d)~(?=\d{1,2}(?!\d))"
)  # a hyphen as OCR may see it
_COMPACT = re.compile(
    r"(?:(?:日期|时间|日|于|自|从|至|到)[:为]?|(?<=\d{8}[-~至到])|^(?=\d{8}[-~至到]\d{8}(?!\d)))(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?![\d.A-Za-z])(?!-(?!\d{8}(?!\d)))"
)
_MONTH = re.compile(rf"(?P<y>{_YEAR})年(?P<m>{_PART})月(?!\d|{_PART}[日号])")
_PERIOD_END = re.compile(
    rf"(?P<y>{_YEAR})年(?:度)?(?:(?P<m>{_PART})月(?:份)?(?:[底末]|(?=内|之内|以内|中旬?内|下旬))"
    rf"|第?(?P<q>[1-4一二三四])季度(?:[底末]|(?=内|之内|以内|前|结束前))|(?P<half>[上下])半年(?:[底末]|(?=内|之内|以内|结束前))"
    rf"|年?[底末](?!考核|评价))"
)
_DAY = re.compile(rf"(?<![\d.])(?<![\d〇零一二三四五六七八九]年)(?P<m>{_PART})月(?P<d>{_PART})[日号]")
_LATER_PART = re.compile(rf"(?P<next>次年|翌年|同年|当年)?(?:(?P<m>{_PART})月)?(?P<d>{_PART})[日号]")

_NOTE = r"(?:\((?:不?含|包括|以|共|为期|首尾|即|签约|合同|开工|进场)[^()]{0,14}\))?"
_CLOCK = r"(?:零时|\d{1,2}时|\d{1,2}:\d\d(?::\d\d)?|上午|下午|凌晨)?"
_LINK = re.compile(
    rf"{_CLOCK}{_NOTE}(?:起(?:算|始|计|施行|执行|生效|履行|实施)?|开始|始)?{_NOTE},?(?:直?至|直?到|截至|截止(?:至|到)?|止于|[-~]+)(?:[-~至到]*)"
    rf"|{_CLOCK}[,;、。]?(?:计划|预计)?(?:完成|终止|结束|截止|竣工|完工|到期|届满)(?:日期|时间|日)(?:[:为是]|至|到)*于?"
    rf"|{_CLOCK}起,(?=[^,;。]{{4,14}}止)"  # 2026年6月1日起，2027年5月31日止
)
_OPENING = re.compile(r"(?:自|从|由)$")
_CLOSING = re.compile(rf"{_CLOCK}{_NOTE}为?止?")


@dataclass(frozen=True, slots=True)
class DateMatch:
    """``value`` is None where no calendar has such a date (2月30日)."""

    start: int
    end: int
    value: dt.date | None


@dataclass(frozen=True, slots=True)
class MonthMatch:
    """A month without a day: 2026年3月."""

    start: int
    end: int
    year: int
    month: int


@dataclass(frozen=True, slots=True)
class RangeMatch:
    """From ``first`` to ``last``; ``start`` and ``end`` take in 自 … 起至 … 止."""

    start: int
    end: int
    first: DateMatch
    last: DateMatch


def parse_date(s: str) -> dt.date | None:
    """The date that the whole of ``s`` is (here 20260312 counts too), None otherwise.

    >>> parse_date("2026年3月12日"), parse_date("20260312"), parse_date("2026年2月30日")
    (datetime.date(2026, 3, 12), datetime.date(2026, 3, 12), None)
    """
    s = Folded(s).s
    if re.fullmatch(r"(?:19|20)\d{6}", s):
        return _date(int(s[:4]), int(s[4:6]), int(s[6:]))
    found = _dates(s)
    return found[0].value if len(found) == 1 and (found[0].start, found[0].end) == (0, len(s)) else None


def find_dates(s: str) -> list[DateMatch]:
    """Every full date in ``s``, in order; ``2026年__月__日`` and ``2026年3月`` are none.

    >>> [str(d.value) for d in find_dates("2026年3月12日、2026-03-13，2026/3/14；2026.3.15；二〇二六年三月十六日")]
    ['2026-03-12', '2026-03-13', '2026-03-14', '2026-03-15', '2026-03-16']
    >>> find_dates("2026年2月30日")
    [DateMatch(start=0, end=10, value=None)]
    """
    folded = Folded(s)
    return folded.back(_dates(folded.s))


def find_months(s: str) -> list[MonthMatch]:
    """Months named without a day.

    >>> find_months("二零一七年十二月交货，2026年3月5日付款")
    [MonthMatch(start=0, end=8, year=2017, month=12)]
    """
    folded = Folded(s)
    found = []
    for m in _MONTH.finditer(folded.s):
        year, month = _number(m["y"]), _number(m["m"])
        if year is not None and month is not None and 1 <= month <= 12:
            found.append(MonthMatch(m.start(), m.end(), year, month))
    return folded.back(found)


def find_period_ends(s: str) -> list[DateMatch]:
    """Last days of months, quarters and years that are told as such: 2026年6月底, 三季度末, 2026年底, 2026年10月内.

    >>> [str(d.value) for d in find_period_ends("2026年6月底前交货，2026年第三季度末验收，二〇二七年年底前付清")]
    ['2026-06-30', '2026-09-30', '2027-12-31']
    >>> find_period_ends("2026年6月，2026年6月5日前，2026年度预算")
    []
    """
    folded = Folded(s)
    found = []
    for m in _PERIOD_END.finditer(folded.s):
        year = _number(m["y"])
        if year is None:
            continue
        month = _number(m["m"]) if m["m"] else None
        if m["q"]:
            month = (_number(m["q"]) or 0) * 3
        elif m["half"]:
            month = 6 if m["half"] == "上" else 12
        elif not m["m"]:
            month = 12
        if month is not None and 1 <= month <= 12:
            last = calendar.monthrange(year, month)[1]
            found.append(DateMatch(m.start(), m.end(), _date(year, month, last)))
    return folded.back(found)


def find_ranges(s: str) -> list[RangeMatch]:
    """Every range of two dates; the second may leave out its year or month.

    Where it leaves out the year and would come before the first, the next year is meant (11月1日至3月15日).

    >>> r = find_ranges("服务期限自2026年7月1日起至8月31日止。")[0]
    >>> (str(r.first.value), str(r.last.value), r.start, r.end)
    ('2026-07-01', '2026-08-31', 4, 22)
    >>> [str(r.last.value) for r in find_ranges("2021-07-09--2023-07-08")]
    ['2023-07-08']
    """
    folded = Folded(s)
    s = folded.s
    dates = _dates(s)
    found: list[RangeMatch] = []
    for i, first in enumerate(dates):
        link = _LINK.match(s, first.end)
        if link is None or (found and first.start < found[-1].end):
            continue
        after = dates[i + 1] if i + 1 < len(dates) else None
        last = after if after is not None and after.start == link.end() else _partial(s, link.end(), first)
        if last is None:
            continue
        opening = _OPENING.search(before(s, first.start, 1))
        closing = _CLOSING.match(s, last.end)
        end = closing.end() if closing else last.end
        found.append(RangeMatch(first.start - (1 if opening else 0), end, first, last))
    return folded.back(found)


def find_lost_days(s: str) -> list[DateMatch]:
    """Days without a year that no year has: 每年11月31日前.

    >>> [(d.start, d.end) for d in find_lost_days("每年11月31日前，2月29日、2月30日，2026年6月31日")]
    [(2, 8), (16, 21)]
    """
    folded = Folded(s)
    found = []
    for m in _DAY.finditer(folded.s):
        month, day = _number(m["m"]), _number(m["d"])
        if month is None or day is None or not 1 <= month <= 12 or not 28 <= day <= 31:
            continue
        if _date(2028, month, day) is None and not any(d.start <= m.start() < d.end for d in _dates(folded.s)):
            found.append(DateMatch(m.start(), m.end(), None))
    return folded.back(found)


def _dates(s: str) -> list[DateMatch]:
    found = [DateMatch(m.start(), m.end(), _of(m["y"], m["m"], m["d"])) for m in _WORDS.finditer(s)]
    found += [
        DateMatch(m.start("y"), m.end(), value)
        for m in _COMPACT.finditer(s)
        if (value := _of(m["y"], m["m"], m["d"])) is not None
    ]
    for m in _SIGNS.finditer(_TILDE.sub("-", s)):
        # Behind letters, or behind a hyphen with no date before it, it is part of a file number: ZB-2026-03-12.
        hyphens = len(s[: m.start()]) - len(s[: m.start()].rstrip("-"))
        if re.search(r"[A-Za-z/]$", s[: m.start() - hyphens]) or (
            hyphens and not any(d.end == m.start() - hyphens for d in found)
        ):
            continue
        if 1 <= int(m["m"]) <= 12 and 1 <= int(m["d0"] or m["d"]) <= 31:
            found.append(DateMatch(m.start(), m.end(), _of(m["y"], m["m"], m["d0"] or m["d"])))
    return sorted(found, key=lambda d: d.start)


def _partial(s: str, at: int, first: DateMatch) -> DateMatch | None:
    m = _LATER_PART.match(s, at)
    day = _number(m["d"]) if m else None
    if m is None or first.value is None or day is None:
        return None
    month = _number(m["m"]) if m["m"] else first.value.month
    if month is None:
        return None
    value = _date(first.value.year + (m["next"] in ("次年", "翌年")), month, day)
    if value is not None and value < first.value and m["m"] and not m["next"]:
        value = _date(first.value.year + 1, month, day)
    return DateMatch(at, m.end(), value)


def _of(year: str, month: str, day: str) -> dt.date | None:
    y, m, d = (_number(part) for part in (year, month, day))
    return None if y is None or m is None or d is None else _date(y, m, d)


def _number(s: str) -> int | None:
    """Figures of a date: digit style (二零二六), 十二, 零三."""
    if all(c in DIGIT for c in s):
        return int("".join(str(DIGIT[c]) for c in s))
    return parse_integer(s.removeprefix("零"))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
