"""Lengths of time: 7个工作日, (60)天, 半年, 24小时."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from contract_parse.model.facts import Unit
from contract_parse.model.text import fold
from contract_parse.values.numerals import NUMERAL, is_digit_style, parse_numeral

_UNITS: dict[str, Unit] = {
    "工作日": "working_day", "工作天": "working_day", "日历天": "calendar_day", "日历日": "calendar_day",
    "自然日": "calendar_day", "自然天": "calendar_day", "小时": "hour", "分钟": "hour", "天": "day", "日": "day",
    "周": "week", "星期": "week", "礼拜": "week", "月": "month", "季度": "quarter", "年": "year", "年度": "year",
    "周年": "year", "整年": "year", "h": "hour", "H": "hour",
}  # fmt: skip

# What may not follow: the unit would be part of another word (3月12日 is no length, 1天线 no day).
_UNIT = (
    r"(?P<unit>工作日|工作天|日历天|日历日|自然日|自然天|小时(?!工|候)|分钟|周年|整年|"
    r"年度|年(?![级龄代薪]|期(?:贷款|LPR|存款|定期|国债|以上)|一遇|计划|规划|行动|\d{1,2}月)|"
    r"天(?![线然津猫平窗花车棚桥河府津])|日(?![本常志语产化程供照光均报])|星期|礼拜|"
    r"周(?![边围岁口转期末长])|季度|月(?!球)|[hH](?![A-Za-z]))"
)
_DURATION = re.compile(
    rf"(?P<low>(?<![\d.,A-Za-z]){NUMERAL}[-~至到])?"
    rf"(?<![\d.])(?P<open>[(\[])?(?P<n>{NUMERAL})(?(open)[)\]]|)(?:[(\[](?P<again>{NUMERAL})[)\]])?"
    rf"(?P<ge>个)?(?P<half>半)?[(\[]?{_UNIT}(?P<tail>半)?(?:[)\]]|\([天日]\))?"
)
_AROUND_CLOCK = re.compile(r"\d[*x×X]$")
_ON_DUTY = re.compile(r"(?:不间断|值班|值守|热线|在线|服务|门岗|监控|巡逻|待命|开通|开机|运行|连续|专人|电话|客服|全天|的?服务)")
_EVERY = re.compile(r"每(?:[^,。;:、\d每]{0,6})$|每[隔满]$")


@dataclass(frozen=True, slots=True)
class DurationMatch:
    """``n`` × ``unit``. ``recurring`` after 每 (每6个月), ``around_clock`` for 7×24小时 and 24小时值班: no terms."""

    start: int
    end: int
    n: Decimal
    unit: Unit
    recurring: bool = False
    around_clock: bool = False


def find_durations(s: str) -> list[DurationMatch]:
    """Every length of time in ``s``, in order. Days of the month, years and ordinals are none.

    A half is kept in its own unit (半年 is 0.5 year); minutes become hours; of a range the longer counts.

    >>> [(str(d.n), d.unit) for d in find_durations("7个工作日、(60)天、730日历天、半年、12个月、叁年、30分钟")]
    [('7', 'working_day'), ('60', 'day'), ('730', 'calendar_day'), ('0.5', 'year'), ('12', 'month'), ('3', 'year'), ('0.5', 'hour')]
    >>> find_durations("每月5日前，于3月12日，2026年，第二年，2个采暖期")
    []
    """
    s = fold(s)
    found: list[DurationMatch] = []
    at = 0
    while (m := _DURATION.search(s, at)) is not None:
        match = _match(m, s)
        if match is None:
            at = m.start("n") + 1
        else:
            found.append(match)
            at = match.end
    return found


def _match(m: re.Match[str], s: str) -> DurationMatch | None:
    n = parse_numeral(m["again"] or m["n"])
    word = m["unit"]
    if n is None or n == 0 or is_digit_style(m["n"]) or not _is_length(m, s, n):
        return None
    if m["tail"] and (word not in ("年",) or m["ge"]):
        return None
    if m["half"] or m["tail"]:
        n += Decimal("0.5")
    if word == "分钟":
        n = (n / 60).quantize(Decimal("0.0001")).normalize()
    start = m.start("low") if m["low"] else m.start()
    end = m.end()
    if m["open"] is None and s[end - 1] in ")]" and s.count("(", start, end) + s.count("[", start, end) == 0:
        end -= 1
    before = s[:start]
    return DurationMatch(
        start,
        end,
        n,
        _UNITS[word],
        recurring=bool(_EVERY.search(before)),
        around_clock=bool(_AROUND_CLOCK.search(before)) or (word == "小时" and n == 24 and bool(_ON_DUTY.match(s, end))),
    )


def _is_length(m: re.Match[str], s: str, n: Decimal) -> bool:
    before, word = s[: m.start("low") if m["low"] else m.start()], m["unit"]
    if before.endswith("第") and not word.startswith("工作"):
        return False
    if word == "月" and not m["ge"]:
        return False
    if word == "季度" and not (m["ge"] or m["n"] == "半"):
        return False
    if word == "年":
        if 1900 <= n < 2200 or re.match(r"一度|[一二两三四五六七八九十\d]+次", s[m.end() :]):
            return False
        if m["low"] and 1900 <= (parse_numeral(m["low"][:-1]) or 0) < 2200:
            return False
    if word in ("日", "天") and not m["ge"]:
        return not re.search(r"月(?:份|的|第|前|后)?$|月\d{1,2}[日号]?[-~至到、]$|年$|\d[-/]$", before)
    return True
