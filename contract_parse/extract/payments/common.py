"""What is said once for several instalments: a time allowed to all of them, a later year paid as the first was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contract_parse.extract.amounts.mentions import in_passage
from contract_parse.extract.amounts.passages import BREAK, Passage
from contract_parse.extract.payments.instalments import Instalment
from contract_parse.extract.payments.timing import allowed, duration
from contract_parse.extract.payments.tokens import tokens, words
from contract_parse.model.facts import Duration
from contract_parse.values.durations import find_durations
from contract_parse.values.numerals import parse_integer

_SENTENCE = re.compile(rf"[^。;{BREAK}]+")
_OWN_DAY = re.compile(r"\d日前|[月季年度][底末]前")
_DONE_FIRST = re.compile(
    r",?(?:双方|甲乙双方|[甲乙]方|由[^,;。]{2,6})?(?:完成|组织|进行|对)?(?:[^,;。支付]{0,8})(?:考核|核对|对账|考评|提交|报送|核定)"
)
# Whose time it is: 乙方应提前5日开具发票 allows no time for paying.
_OTHERS = re.compile(
    r"(?:开具|提供|提交|出具|开出)[^,;。]{0,12}发票(?!之?日?后|之日|的)|提前|退还|返还"
    r"|(?:乙方|供应商|卖方|供方|承包人|受托方|服务方)(?:均)?(?:应(?!付)|须|需|必须)"
)
_RECEIVED = re.compile(r"收到|接到|取得|凭|审核|确认")
_PAYER = re.compile(r"支付|付清|付款|拨付|拨款|付至|付给|转账|汇入|结清|划拨|结算|付(?:出)?(?=[。;,]|$)")
_ALLOWED = re.compile(r"(?:付款|支付)(?:的)?(?:时限|期限|时间)[^,;。0-9]{0,5}[为:][^,;。]{0,30}后的?$")
_LISTS = re.compile(r"(?:下列|以下|如下|下述)[^:,;。]{0,8}$")
_DONE = re.compile(rf"{_PAYER.pattern}|完成|办理|办结|到账")
_YEAR = re.compile(r"[二三四五六七八九十2-9]+(?=个?(?:服务|合同)?年)")


@dataclass(frozen=True)
class Common:
    """A time allowed stated for instalments together. ``named`` where the words say so (上述款项, 各期)."""

    passage: Passage
    due: Duration
    named: bool


def common_start(s: str, start: int, end: int) -> int | None:
    """Where, in ``s[start:end]`` with no share or amount in it, words about every instalment begin."""
    m = re.compile(rf"(?<=[,、]){words('all').pattern}").search(s, start, end)
    return m.start() if m is not None and _time(s[m.start() : end]) is not None else None


def commons(passage: Passage) -> Iterator[Common]:
    """The times allowed that ``passage`` states for instalments told elsewhere."""
    s = passage.s
    figures = [t for t in tokens(s, in_passage(passage)) if t.kind != "full"]
    for m in _SENTENCE.finditer(s):
        said, begin = m[0], m.start()
        last = max((t.end for t in figures if begin <= t.start < m.end()), default=None)
        if words("skip").search(said):
            continue
        if last is None:
            cue = words("all").search(said)
            due = _time(said)
            if due is not None:
                yield Common(passage, due, cue is not None)
            continue
        first = min(t.start for t in figures if begin <= t.start < m.end())
        announced = s[begin:first].rpartition(":")[0]  # 上述款项均在收到发票后10日内支付：(1)签约后支付30%…
        if begin + len(announced) < first and _of_all(announced) and (due := _time(announced)) is not None:
            yield Common(passage, due, True)
            continue
        at = common_start(s, last, m.end())
        if at is not None and (due := _time(s[at : m.end()])) is not None:
            yield Common(passage, due, True)


def _of_all(announced: str) -> bool:
    """Whether what opens a list is about all of it: 上述款项…：, …10日内，按下列约定付款："""
    return words("all").search(announced) is not None or _LISTS.search(announced) is not None


def _time(said: str) -> Duration | None:
    """The time within which ``said`` has somebody pay."""
    for d in reversed(find_durations(said)):
        if not allowed(said, d):
            continue
        begin = max(said.rfind(c, 0, d.start) for c in ",:") + 1
        paid = (_DONE if _PAYER.search(said, 0, d.start) else _PAYER).search(said, d.end)
        if _ALLOWED.search(said, 0, d.start):
            return duration(said, d)
        if paid is None or paid.start() - d.end > 40:
            continue
        told = said[begin : d.start]
        received = _RECEIVED.search(told)
        if _OTHERS.search(told[: received.start()] if received else told) or _OTHERS.search(said, d.end, paid.start()):
            continue
        return duration(said, d)
    return None


def with_common(stated: Sequence[Instalment], found: Sequence[Common]) -> list[Instalment]:
    """``stated`` with the time allowed to all where an instalment names no time itself.

    Words for all reach every instalment of the same clause (of any, where its own has none); a sentence that only
    says when is paid reaches those of a clause that names no time at all.
    """
    stated, found = _without_rhythms(stated, found)
    silent = {o.passage.root for o in stated} - {o.passage.root for o in stated if _timed(o)}
    out = []
    for one in stated:
        if _timed(one):
            out.append(one)
            continue
        own = [c for c in found if c.passage.root == one.passage.root]
        named = [c for c in own if c.named] or [c for c in found if c.named]
        chosen = named or ([c for c in own if not c.named] if one.passage.root in silent else [])
        dues = {(c.due.n, c.due.unit) for c in chosen}
        out.append(replace(one, due=chosen[0].due) if len(dues) == 1 else one)
    return out


def _without_rhythms(stated: Sequence[Instalment], found: Sequence[Common]) -> tuple[list[Instalment], list[Common]]:
    """Words that only say how often and when, beside recurring instalments that say how much: a time allowed to these
    (每季度支付5万元。乙方每季度末提交报告，甲方10日内付款。)."""
    valued = {o.passage.root for o in stated if o.every is not None and not bare(o)}
    told = [o for o in stated if bare(o) and o.passage.root in valued]
    more = [Common(o.passage, o.due, False) for o in told if o.due is not None]
    return [o for o in stated if o not in told], [*found, *more]


def bare(one: Instalment) -> bool:
    """Whether ``one`` only says how often and when is paid."""
    return one.every is not None and one.percent is one.amount is one.share is None and not (one.remainder or one.full)


def _timed(one: Instalment) -> bool:
    return one.due is not None or one.due_date is not None or _on_a_day(one)


def _on_a_day(one: Instalment) -> bool:
    """Whether an instalment is paid by a day of the month, not what is done before it (每月10日前考核上月服务)."""
    day = _OWN_DAY.search(one.trigger) if one.trigger else None
    if day is None or one.trigger is None:
        return False
    at = one.passage.s.find(one.trigger)
    return at < 0 or _DONE_FIRST.match(one.passage.s, at + day.end()) is None


def repeated(passage: Passage, before: Sequence[Instalment]) -> list[Instalment]:
    """The instalments of later years that ``passage`` only says are paid as those of the first, ``before``."""
    out: list[Instalment] = []
    for m in words("same_way").finditer(passage.s):
        first = [o for o in before if o.passage.root == passage.root and o.service_year in (None, 1)]
        years = [n for y in _YEAR.findall(m["years"]) if (n := parse_integer(y)) is not None] or [2]
        if "至" in m["years"] or "到" in m["years"]:
            years = list(range(years[0], years[-1] + 1))
        for year in years:
            out += [replace(o, service_year=year, passage=passage, start=m.start(), end=m.end()) for o in first]
    return out
