"""Shares told in a row and the times of their payment in another: 30%、50%、20%分别于签约后、初验后、终验后支付; 按3:6:1
的比例分三次付款：签约后付第一笔，…"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from contract_parse.extract.amounts.mentions import in_passage
from contract_parse.extract.amounts.passages import BREAK, Passage
from contract_parse.extract.payments.instalments import Instalment
from contract_parse.extract.payments.timing import says_when, service_year, timing
from contract_parse.extract.payments.tokens import Token, tokens, words

_SENTENCE = re.compile(rf"[^。;{BREAK}]+")
# 3:6:1, 30/60/10, "三三四"
_RATIO = re.compile(
    r"(?<![\d.])(?<!\d[:/-])(?P<figures>\d{1,2}(?:(?P<sign>[:/-])\d{1,2})(?:(?P=sign)\d{1,2}){0,4})(?![\d.:/%-]|年|月|日)"
    r"|(?:按照?|为)[\"']?(?P<han>[一二三四五六七八九]{2,5})[\"']?(?=的?(?:比例|方式|分|付款|支付))"
)
_OF_PAYING = re.compile(r"比例|分[两二三四五六]?[次期笔]|支付|付款|拨付|付(?=[,;:。]|$)")
_HAN = "零一二三四五六七八九"
_LIST = re.compile(r"为?:")
_FULL_STOP = re.compile(rf"[。{BREAK}]")
_STEPS_APART = re.compile(r"[;,]")
_IN_STEPS = re.compile(r"的?(?:比例)?,?分[两二三四五六][次期笔](?:支付|付款|付清|拨付|付)")
_CUE = re.compile(r"分别|依次|先后")
_JOINED = re.compile(r"(?:[、,/]|以?及|和|与)+")
_PARTED = re.compile(r"[、,](?:并|再)?(?=[^、,]*[后内前时日满])|(?:以及|[和及与])+(?=[^、,]*[后内前时日满])")
_LISTED = re.compile(r"[、,]|以?及|和|与")  # 签约、到货、验收三个节点分别支付…
_STEPS = re.compile(rf"[,;、。{BREAK}]")


@dataclass(frozen=True)
class _Row:
    """Shares (or amounts) in the order told, from ``start`` to ``end`` of their passage."""

    shares: list[tuple[Decimal | None, Decimal | None]]
    start: int
    end: int
    ratio: bool


def in_rows(passage: Passage) -> list[Instalment]:
    """The instalments of every sentence of ``passage`` that tells shares and times in rows of the same length."""
    s = passage.s
    everything = tokens(s, in_passage(passage))
    found: list[Instalment] = []
    for m in _SENTENCE.finditer(s):
        row = _ratio(s, *m.span()) or _figures([t for t in everything if m.start() <= t.start < m.end()], s)
        if row is None or words("skip").search(m[0]):
            continue
        times = _times(s, row, m.start(), m.end())
        if len(times) != len(row.shares):
            continue
        for (percent, amount), (a, b) in zip(row.shares, times, strict=True):
            when = timing(s, (a, b), (b, b))
            trigger = None if when.trigger is None else s[slice(*when.trigger)]
            found.append(
                Instalment(
                    passage, min(a, row.start), max(b, row.end), percent=percent, amount=amount, at=row.start,
                    trigger=trigger, due=when.due, due_date=when.day,
                    service_year=service_year(s[a:b]), labelled=True,
                )
            )  # fmt: skip
    return found


def _ratio(s: str, start: int, end: int) -> _Row | None:
    for m in _RATIO.finditer(s, start, end):
        parts = [_HAN.index(c) for c in m["han"]] if m["han"] else [int(n) for n in re.findall(r"\d+", m["figures"])]
        told = _OF_PAYING.search(s, m.end(), min(end, m.end() + 8)) or re.search(
            r"比例|付款|支付", s[start : m.start()]
        )
        if sum(parts) in (10, 100) and 0 not in parts and told:
            return _Row([(Decimal(100 * n) / sum(parts), None) for n in parts], m.start(), m.end(), True)
    return None


def _figures(own: Sequence[Token], s: str) -> _Row | None:
    """The longest run of percentages (that make a whole) or of amounts with nothing but 、 between them."""
    best: list[Token] = []
    for kind in ("percent", "amount"):
        run: list[Token] = []
        for t in (t for t in own if t.kind == kind):
            joined = run and _JOINED.fullmatch(s[run[-1].end : t.start])
            run = [*run, t] if joined else [t]
            best = run if len(run) > max(1, len(best)) else best
    values = [t.value for t in best if t.value is not None]
    if len(best) < 2 or len(values) < len(best):
        return None
    shares: list[tuple[Decimal | None, Decimal | None]]
    shares = [(v, None) if best[0].kind == "percent" else (None, v) for v in values]
    return _Row(shares, best[0].start, best[-1].end, False)


def _times(s: str, row: _Row, start: int, end: int) -> list[tuple[int, int]]:
    """Where the times stand: behind 分别, before it, or, after a ratio, step by step to the end of the passage."""
    behind, ahead = _CUE.search(s, row.end, end), _CUE.search(s, start, row.start)
    places = [(behind.end(), end)] if behind is not None else []
    if behind is not None and (listed := _LIST.match(s, behind.end())) is not None:
        stop = _FULL_STOP.search(s, listed.end())
        places = [(listed.end(), stop.start() if stop else len(s))]  # 时间依次为：…；…；…
    places += [(start, ahead.start()), (ahead.end(), row.start)] if ahead is not None else []
    offers = [_split(at, s, *place) for place in places for at in (_PARTED, _LISTED, _STEPS_APART)]
    counted = _IN_STEPS.match(s, row.end) is not None  # 按70%、30%分两次支付。第一次在…，第二次在…
    if (row.ratio or counted) and not places:
        offers = [[p for p in _split(_STEPS, s, row.end, len(s)) if says_when(s[slice(*p)])]]
    told = (p for p in offers if len(p) == len(row.shares) and all(_tells(s[slice(*each)]) for each in p))
    return next(told, [])


def _tells(part: str) -> bool:
    return says_when(part) or service_year(part) is not None


def _split(at: re.Pattern[str], s: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *itertools.chain.from_iterable(m.span() for m in at.finditer(s, start, end)), end]
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if b > a]
