"""Lengths of time: 7个工作日, (60)天, 半年, 24小时."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from contract_parse.model.facts import Unit
from contract_parse.values.folded import Folded, before
from contract_parse.values.numerals import NUMERAL, is_digit_style, parse_numeral

_UNITS: dict[str, Unit] = {
    "工作日": "working_day", "银行工作日": "working_day", "工作天": "working_day", "日历天": "calendar_day", "日历日": "calendar_day",
    "自然日": "calendar_day", "自然天": "calendar_day", "小时": "hour", "分钟": "hour", "天": "day", "日": "day",
    "周": "week", "星期": "week", "礼拜": "week", "月": "month", "季度": "quarter", "年": "year", "年度": "year",
    "周年": "year", "整年": "year", "学年": "year", "h": "hour", "H": "hour",
}  # fmt: skip

# What may not follow: the unit would be part of another word (1天线 is no day, 三年行动计划 no term).
_UNIT = (
    r"(?P<unit>(?:银行)?工作日|工作天|日历天|日历日|自然日|自然天|小时(?!工|候|制)|分钟|周年|整年|学年|年度|"
    r"年(?![级龄代薪]|期(?:贷款|LPR|存款|定期|国债|以上)|一遇|计划|规划|行动|\d{1,2}月)|"
    r"天(?![线然津猫平窗花车棚桥河府])|日(?![常志语产化程供光均]|期(?![满限间届内]))|星期(?![一二三四五六日天])|礼拜|"
    r"周(?![边围岁转期末长一二三四五六日])|季度|月(?!球)|[hH](?![A-Za-z0-9]))"
)
_DURATION = re.compile(
    rf"(?P<low>(?<![\d.,A-Za-z]){NUMERAL}个?[-~至到])?"
    rf"(?<![\d.])(?P<open>[(\[])?(?P<n>{NUMERAL})(?(open)[)\]]|)(?:[(\[](?P<again>{NUMERAL})[)\]])?"
    rf"(?P<ge>个)?(?P<half>半)?(?P<wrap>[(\[])?{_UNIT}(?(wrap)[)\]]|)"
    r"(?P<tail>(?<=[年天周])半(?![年月天日小数价额]))?(?:\([天日]\))?"
)
_AROUND_CLOCK = re.compile(r"\d[*x×X]$")
_ON_DUTY = re.compile(r"不间断|值班|值守|热线|在线|服务|门岗|监控|巡逻|待命|开通|开机|运行|连续|专人|电话|客服|全天|轮")
_EVERY = re.compile(r"每(?:[^,。;:、\d每后前内末初]{0,6})$")
_DAY_OF_MONTH = re.compile(
    r"(?<!个)月(?:份|的|第)?$|(?<!个)月[\d一二三十廿]{1,3}[日号]?前?[-~至到、和]$|(?:周|星期)[一二三四五六至、]*$|\d[-/]$"
)


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

    A half is kept in its own unit (半年 is 0.5 year); minutes become hours; of a range the longer counts;
    一年零六个月 is 18 months.

    >>> [(str(d.n), d.unit) for d in find_durations("7个工作日、(60)天、730日历天、半年")]
    [('7', 'working_day'), ('60', 'day'), ('730', 'calendar_day'), ('0.5', 'year')]
    >>> [(str(d.n), d.unit) for d in find_durations("12个月、叁年、30分钟、一年半、十五（15）日")]
    [('12', 'month'), ('3', 'year'), ('0.5', 'hour'), ('1.5', 'year'), ('15', 'day')]
    >>> find_durations("每月5日前，于3月12日，2026年，第二年，2个采暖期")
    []
    """
    folded = Folded(s)
    s = folded.s
    found: list[DurationMatch] = []
    at = 0
    while (m := _DURATION.search(s, at)) is not None:
        match = _match(m, s)
        if match is None:
            at = m.end("n")
            continue
        at = match.end
        last = found[-1] if found else None
        if last and (last.unit, match.unit) == ("year", "month") and s[last.end : match.start] in ("", "又"):
            found[-1] = replace(last, end=match.end, n=last.n * 12 + match.n, unit="month")
        else:
            found.append(match)
    return folded.back(found)


def _match(m: re.Match[str], s: str) -> DurationMatch | None:
    word, number = m["unit"], m["n"].lstrip("零")  # 一年零六个月
    n = parse_numeral(m["again"] or number)
    if n is None or not 0 < n < 10_000 or is_digit_style(number) or not _is_length(m, s, n):
        return None
    if m["half"] or m["tail"]:
        n += Decimal("0.5")
    if word == "分钟":
        n = _plain((n / 60).quantize(Decimal("0.0001")))
    start = m.start()
    context = before(s, start)
    duty = word in ("小时", "h", "H") and n == 24 and bool(_ON_DUTY.match(s, m.end()))
    return DurationMatch(
        start, m.end(), n, _UNITS[word],
        recurring=bool(_EVERY.search(context)), around_clock=duty or bool(_AROUND_CLOCK.search(context)),
    )  # fmt: skip


def _plain(n: Decimal) -> Decimal:
    return Decimal(format(n.normalize(), "f"))


def _is_length(m: re.Match[str], s: str, n: Decimal) -> bool:
    """Whether the match is a length of time and not a date, a year, an ordinal or a rate (一年两次)."""
    context, word, rest = before(s, m.start()), m["unit"], s[m.end() : m.end() + 3]
    if context.endswith("第") and not word.startswith("工作"):
        return (
            word in ("日", "天")
            and bool(re.search(r"[起后]的?第$", context))
            and bool(re.match(r"[之以]?[前内]|交[货付]|到货|供货|完[成工]|支付|付款|付清|送[达货]|提交|竣工", rest))
        )
    if m["n"] == "半" and context.endswith(("上", "下", "前", "后", "个")):
        return False
    if word == "月":
        return bool(m["ge"] or m["half"])
    if word == "季度":
        return bool(m["ge"])
    if word in ("年", "年度", "学年"):
        low = parse_numeral(m["low"].rstrip("-~至到个")) if m["low"] else None
        years = any(1900 <= year < 2200 for year in (n, low or 0))
        rate = re.match(r"一度|[一二两三四五六七八九十\d]+次", rest)
        return not years and not rate and (word in ("年", "学年") or bool(m["ge"]))
    if word in ("日", "天"):
        if n % Decimal("0.5") or (m["ge"] and m["half"]):  # two half days are one
            return False
        return bool(m["ge"]) or word == "天" or not _DAY_OF_MONTH.search(context)
    if word in "hH":
        return m["n"][0].isdigit() and n < 1000 and not re.search(r"[A-Za-z]$", context)
    return True
