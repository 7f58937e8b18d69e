"""When an instalment falls due: its trigger, the time allowed, how often it recurs."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from contract_parse.extract.amounts.passages import BREAK
from contract_parse.extract.payments.tokens import words
from contract_parse.model.facts import Duration
from contract_parse.values.dates import find_dates
from contract_parse.values.durations import DurationMatch, find_durations
from contract_parse.values.numerals import parse_integer

_CONDITION = re.compile(
    r"后|前|时|之日|起|满|内|完毕|完成|合格|通过|到位|当日|[月季年]末|[月季年]底|生效|签订|届满|期末|日前|先|到货|货到|到场|交付|上线|进场|验收|签约"
)
_LENGTH_OF = re.compile(
    r"(?:质保期?|保修期?|质量保证期|缺陷责任期|服务期限?|维保期|维护期|试用期|合同期限?|租赁期|租期|聘期|保险期间?|有效期|免费[^,;。]{0,6}期)(?:限)?满?(?:为|是|共|:|一共)?[(]?$"
)
_NO_TERM = re.compile(
    r"^(?:\))?(?:的?(?:期限)?(?:银行)?承兑|期?(?:LPR|贷款)|以上|的?(?:质保|质量保证|保修|租金|费用|服务费|免费|维保|运维|运行(?!\S{0,4}后))|合计|共计|为一|(?:支付|结算|付款|结付|付|结)?一次|一付|一结)"
)
_USED = re.compile(r"^\)?(?:以|之)?(?:内|前|后|满|届满|期满|起|,|$|到期|支付|付|至|无|且|并|:|│|;)")
# 分三次等额扣回, 等额收据: said of something else
_NO_RHYTHM = re.compile(
    r"扣|抵|的?(?:合法|有效|合规|正规|增值税|专用|普通|银行|预付款|见索即付)*的?(?:发票|收据|票据|保函|担保)"
)
_PRICE_PER = re.compile(r"(?:的?(?:租金|服务费|费用|物业费|价款))?(?:为|计|:)?(?:人民币|¥)*\d")
_CREDIT = re.compile(r"(?:月结|账期)(?:为|:|后)?$")
_ORDINAL_YEAR = re.compile(
    r"第(?P<n>[一二三四五六七八九十\d]+)(?:个)?(?:服务|合同|自然)?年(?!月)|(?P<w>当年|首年|次年)"
)


_SPREAD = re.compile(r"(?:以|之)?内,?(?:等额|平均|均匀)?分(?:[一二两三四五六七八九十\d]+)?个?[期次笔月批]")
_TOLD_BEHIND = re.compile(
    r"[日天月年]\)?(?:以|之)?内[^;。]{0,20}(?:支付|付|结|返还|退)|(?:^|[,;。])[^,;。:]{0,4}(?:时限|期限|时间)(?:为|是)?:"
)
_PAY_WORDS = re.compile(
    r"(?:甲方|采购人|买方|委托方|需方|应|须|再|向|给|乙方|供应商|支付|付|预|至|该项|合同|总|价款?|货款|工程款|金额|款项?|费用|的|为|其|余|剩|下)+$"
)


@dataclass(frozen=True)
class Timing:
    due: Duration | None
    day: dt.date | None
    trigger: tuple[int, int] | None  # where the words of the condition stand


def says_when(s: str) -> bool:
    """Whether ``s`` holds words for a condition or time."""
    return bool(_CONDITION.search(words("milestone").sub("", s)))  # 到货款 is a name, 到货 a condition


def last_due(s: str) -> DurationMatch | None:
    """The time allowed that stands nearest to the end of ``s``."""
    found = [d for d in find_durations(s) if allowed(s, d)]
    return found[-1] if found else None


def first_due(s: str) -> DurationMatch | None:
    """The time allowed in words after an amount: the last before what is then done with it (满12个月后的10日内付清)."""
    found = [d for d in find_durations(s) if allowed(s, d)]
    if not found:
        return None
    done = re.search(r"支付|付清|返还|退还|结清|付给|付", s[found[0].end :])
    end = found[0].end + done.start() if done else found[0].end + 12
    near = [d for d in found if d.end <= end and not re.search(r"[;。]", s[found[0].end : d.start])]
    return near[-1] if near else found[0]


def allowed(s: str, d: DurationMatch) -> bool:
    """Whether a length of time is one within or after which is paid, not the length of something else."""
    before, after = s[max(0, d.start - 14) : d.start], s[d.end : d.end + 10]
    every = bool(re.search(r"每(?:服务|运行|隔|满)?$", before))
    if (
        d.around_clock
        or d.unit == "hour"
        or (every and (d.unit in ("year", "quarter") or s[d.start : d.end].startswith("半")))
    ):
        return False
    if re.search(r"每$", before) and re.match(r"[末底]|结束|期末|[^,;。]{0,8}(?:一次|一付|一结)", after):
        return False  # 每三个月末, 每两个月结付一次: a rhythm
    if _SPREAD.match(after):
        return False  # 三个月内分三期付清
    length = _LENGTH_OF.search(before)
    if (
        (length and not (length[0].endswith("满") and re.match(r"(?:以|之)?内", after)))
        or _NO_TERM.match(after)
        or re.search(r"[按逐分]$", before)
    ):
        return False
    if re.search(r"(?:运行|使用)满?$", before) and re.match(r"并|且", after):
        return False  # 稳定运行六个月并通过终验: how long it runs, not when is paid
    if re.search(r"(?:月|每月|次月|当月|季度首月)(?:份|的)*$", before) and d.unit == "day":
        return False
    if re.search(r"最[后末]$", before):
        return False  # 最后一个月支付余下部分
    return (
        bool(_USED.match(after) or re.search(r"[始束货工满期]前的?$", before) or _CREDIT.search(before))
        or every
        or (after.startswith("。") and re.search(r"(?:时限|期限|时间):?为?$|[^期]后的?$", before) is not None)
        or d.unit in ("working_day",)
    )


def duration(s: str, d: DurationMatch) -> Duration:
    return Duration(n=d.n, unit=d.unit, raw=s[d.start : d.end])


def timing(s: str, left: tuple[int, int], right: tuple[int, int]) -> Timing:
    """The time allowed for an instalment with the words ``left`` and ``right`` of it (places in ``s``)."""
    before, after = s[slice(*left)], s[slice(*right)]
    when = says_when(before)
    d = last_due(before)
    if (
        d is not None
        and not when
        and not _bare_time(before, d)
        and not re.search(r"每(?:服务|运行|隔|满)?$|月结$|账期为?$", before[: d.start])
    ):
        d = None
    at = left[0]
    if d is None and (not when or _TOLD_BEHIND.search(after)):
        d = first_due(after)
        at = right[0]
        if d is not None and not says_when(after) and not _TOLD_BEHIND.search(after):
            d = None
    day = next(
        (x.value for x in find_dates(before + after) if x.value is not None and _day_of_payment(before + after, x.end)),
        None,
    )
    span = _trigger(s, left if when else right, left, None if d is None else (at + d.start, at + d.end))
    return Timing(None if d is None else duration(s[at:], d), day, span)


def _bare_time(s: str, d: DurationMatch) -> bool:
    """验收后三个月付30%，六个月付40%: a time told after one like it, without a word of its own."""
    return (
        re.fullmatch(r"[,;、:]*满?", s[: d.start]) is not None and re.match(r"再?(?:支付|付)", s[d.end :]) is not None
    )


def _day_of_payment(s: str, end: int) -> bool:
    return bool(re.match(r"(?:之|以)?前|支付|付|起?支付", s[end : end + 4]))


def _trigger(
    s: str, where: tuple[int, int], left: tuple[int, int], due: tuple[int, int] | None
) -> tuple[int, int] | None:
    """The words of the condition: from the start of its clause up to the time allowed (or 后, 时, 前)."""
    a, b = where
    words_ = s[a:b]
    if due is not None and a <= due[0] < b:
        tail = re.match(r"\)?(?:以|之)?[内后前]?", s[due[1] :])
        end = due[1] + (tail.end() if tail else 0)
    else:
        ends = [m.end() for m in re.finditer(r"后|时|之日起?|[月季年]末|届满|期满|[月季年]底|日前", words_)]
        if not ends and (a, b) != left:
            return None
        end = a + ends[-1] if ends else b - len(words_) + len(_PAY_WORDS.sub("", words_))
    start = max((m.end() for m in re.finditer(rf"[;。{BREAK}:]", s[a:end])), default=0) + a
    lead = re.match(
        r"[,、)]+(?:(?:作)?为(?:质保金|质量保证金),)?|(?:甲方|采购人|委托方)?(?:应|须)?(?:在|于|自|待)|\([一二三四五六七八九十\d]+\)|[①-⑳]|\d{1,2}[.、)]",
        s[start:end],
    )
    if lead and lead.end() < end - start:
        start += lead.end()
    # A time allowed for something else before (三个工作日内进场，) belongs to that.
    for comma in re.finditer(r",", s[start:end]):
        if any(d.start < comma.start() for d in find_durations(s[start:end]) if allowed(s[start:end], d)):
            start += comma.end()
            break
    if (a, b) != left:
        opens = re.search(r"自|在|于|待", s[start:end])
        start += opens.start() if opens else 0
    return (start, end) if end - start >= 2 else None


def recurrence(s: str, passage: str) -> int | None:
    """Months from one instalment to the next, 0 where only 每次 or 等额 says that it recurs, None where it does not."""
    vague = False
    found = [m for m in words("recurring").finditer(s) if not _NO_RHYTHM.match(s, m.end())]
    rhythm = [m for m in found if m["times"] or not _PRICE_PER.match(s, m.end())]  # 租金每年8万元，按半年支付
    for m in rhythm if any(not m["times"] for m in rhythm) else found:
        if m["times"]:
            vague = True
            continue
        if m["lot"]:
            continue
        if m["n"]:
            n = parse_integer(m["n"])
            return n * {"月": 1, "季": 3, "年": 12}[m["unit"][0]] if n else None
        word = m["every"] or m["by"] or m["one"] or m["due"] or m["fee"] or m["full"] or m["once"]
        if re.search(r"考核|巡检|检查", s[m.end() : m.end() + 6]) and not re.search(r"支付|付", s[m.end() :]):
            continue
        if word.startswith("半年"):
            return 6
        if word.endswith("两个月") or word == "两月":
            return 2
        if word == "学年":
            return 12
        if word in ("学期", "采暖季", "采暖期"):
            return 0
        return {"月": 1, "季": 3, "年": 12}[word[0]]
    if vague and passage != s:
        return recurrence(passage, passage) or 0
    return 0 if vague else None


def service_year(s: str) -> int | None:
    """The year of service an instalment is for: 当年 1, 次年 2, 第三年 3."""
    found = list(_ORDINAL_YEAR.finditer(s))
    if not found:
        return None
    m = found[0]
    if m["w"]:
        return 2 if m["w"] == "次年" else 1
    return parse_integer(m["n"])


def stated_times(s: str) -> int | None:
    """How many instalments ``s`` says there are (共四次付款, 分三期支付)."""
    for m in words("counted").finditer(s):
        n = m["n"] or m["n2"] or m["n3"]
        return parse_integer(n)
    return None
