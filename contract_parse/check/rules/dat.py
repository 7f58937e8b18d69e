"""DAT: dates and durations against each other and the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations

from contract_parse.check.engine import Broken, Case, Held, Outcome, rule
from contract_parse.check.obligations import one_duty
from contract_parse.check.readings import scanned
from contract_parse.check.terms import completes_the_whole, days, ends, same_event, words_of
from contract_parse.check.told import every_clause
from contract_parse.model.facts import DateFact, Deadline


@rule("DAT401", "warning", "同一义务有两个不同期限", "One obligation has two different durations or dates")
def one_obligation_two_terms(case: Case) -> Iterator[Outcome]:
    """比较：两处条款对同一义务的期限：措辞相同且起算事件相同，或都是自同一事件起完成全部建设、交付的期限。
    反例：建设周期自合同签订之日起 120 日历天；另一条要求合同签订之日起一年内全部上线。
    正例：进场 3 日内、完工 90 日内（不同义务）；软件质保 1 年、硬件质保 3 年（不同对象）。

    Compares: the terms two clauses set for one obligation: same words and same event, or both for completing the whole.
    Fires: 120 days from signing for the construction in one clause, one year from signing in another.
    Silent: other obligations, other objects, or the same term twice.
    """
    dated = [d for d in case.contract.deadlines if d.duration is not None or d.date is not None]
    texts = {c.path: f"{c.title or ''} {c.text}" for c in every_clause(case.contract.clauses)}
    for a, b in combinations(dated, 2):
        if a.clause == b.clause or not (_one_obligation(a, b) or one_duty(a, b, dated, texts)):
            continue
        if _length(a) == _length(b):
            yield Held()
            continue
        first, second = (f"{d.duration.raw}" if d.duration else str(d.date) for d in (a, b))
        yield Broken(
            zh=f"同一义务的期限不一致：条款 {a.clause} “{a.what}”为 {first}，条款 {b.clause} “{b.what}”为 {second}。",
            en=f"One obligation has two terms: {first} in clause {a.clause}, {second} in clause {b.clause}.",
            expected=first,
            actual=second,
            clauses=(a.clause, b.clause),
            evidence=[*a.evidence, *b.evidence],
            doubt=scanned([*a.evidence, *b.evidence]) and {a.kind, b.kind} == {"other"},
        )


def _one_obligation(a: Deadline, b: Deadline) -> bool:
    if a.kind == b.kind == "warranty" and len(words_of(a.what)) >= 5 and words_of(a.what) == words_of(b.what):
        # 硬件整机质保: told so fully that an event told in one place only is the same
        return same_event(a.anchor, b.anchor) or not (a.anchor and b.anchor)
    if not same_event(a.anchor, b.anchor) or (a.relation != b.relation and "before" in (a.relation, b.relation)):
        return False
    if completes_the_whole(a) and completes_the_whole(b):
        return True
    told = [words_of(d.what.split(":")[0] if d.kind == "confidentiality" else d.what) for d in (a, b)]
    return a.kind == b.kind and a.kind in ("warranty", "confidentiality") and told[0] == told[1] != ""


def _length(d: Deadline) -> object:
    return d.date if d.duration is None else days(d.duration)


@rule("DAT402", "error", "日期先后颠倒", "Dates out of order")
def order(case: Case) -> Iterator[Outcome]:
    """比较：开始日期与结束日期、签订日期与开始日期的先后。
    反例：履行期限 2025年11月20日起，合同 2025年12月4日才订立；自 2026年5月1日起至 2026年4月30日止。
    正例：先签订、后开始、再结束；缺一个日期时不作判断。

    Compares: start with end, and signing with start.
    Fires: performance from 20 November under a contract signed on 4 December; an end before its start.
    Silent: signed, started, ended in that order; a date that is not stated.
    """
    header = case.contract.contract
    pairs: list[tuple[str, str, DateFact | None, DateFact | None]] = [
        ("开始日期", "结束日期", header.starts_on, header.ends_on),
        ("签订日期", "开始日期", header.signed_on, header.starts_on),
        ("签订日期", "结束日期", header.signed_on, header.ends_on if header.starts_on is None else None),
    ]
    seen = {_key(header.starts_on, header.ends_on)}
    for period in case.contract.periods:
        if _key(period.starts_on, period.ends_on) not in seen:
            seen.add(_key(period.starts_on, period.ends_on))
            pairs.append((f"{period.what}开始", f"{period.what}结束", period.starts_on, period.ends_on))
    for early, late, a, b in pairs:
        if a is None or b is None or a.value is None or b.value is None:
            continue
        if a.value <= b.value:
            yield Held()
            continue
        evidence = [*a.evidence, *b.evidence]
        yield Broken(
            zh=f"{late} {b.value} 早于{early} {a.value}。",
            en=f"{b.value} ({late}) comes before {a.value} ({early}).",
            expected=f"≥ {a.value}",
            actual=str(b.value),
            clauses=tuple(e.clause for e in evidence),
            evidence=evidence,
            doubt=scanned(evidence),
        )


def _key(a: DateFact | None, b: DateFact | None) -> tuple[dt.date | None, dt.date | None]:
    return (a.value if a else None, b.value if b else None)


@rule("DAT403", "error", "写明的期限与起止日期不符", "A stated duration does not match its own start and end")
def duration_and_ends(case: Case) -> Iterator[Outcome]:
    """比较：同一处写明的期限长度与起止日期（首尾两日都算或只算一日均可）。
    反例：服务期限共 12 个月，自 2026-04-01 起至 2027-04-30 止。
    正例：12 个月，2026-04-01 至 2027-03-31；60 日历天，3月10日至5月8日；工作日计的期限不作判断。

    Compares: a stated length with the start and end stated beside it (counting both end days, or one).
    Fires: 12 months from 2026-04-01 to 2027-04-30.
    Silent: 12 months from 2026-04-01 to 2027-03-31; lengths in working days; a missing start or end.
    """
    for period in case.contract.periods:
        start, end, length = period.starts_on, period.ends_on, period.duration
        if start is None or end is None or length is None or start.value is None or end.value is None:
            continue
        possible = ends(start.value, length)
        if not possible or end.value < start.value:
            continue
        if any(abs((end.value - p).days) <= case.thresholds.term_days for p in possible):
            yield Held()
            continue
        yield Broken(
            zh=f"“{period.what}”写明 {length.raw}，但 {start.value} 至 {end.value} 并不是 {length.raw}（应至 {min(possible)} 前后）。",
            en=f"“{period.what}” says {length.raw}, but {start.value} to {end.value} is not that long (expected about {min(possible)}).",
            expected=str(min(possible)),
            actual=str(end.value),
            clauses=(period.clause,),
            evidence=period.evidence,
            doubt=scanned(period.evidence),
        )


@rule("DAT404", "error", "不存在的日期", "A date that does not exist")
def real_dates(case: Case) -> Iterator[Outcome]:
    """比较：合同中的每个完整日期与公历。
    反例：2026年2月30日；2026年13月1日。
    正例：2028年2月29日；没有写全的日期不作判断。

    Compares: every full date with the calendar.
    Fires: 30 February 2026; month 13.
    Silent: 29 February 2028; dates that are not written out.
    """
    for bad in case.contract.bad_dates:
        yield Broken(
            zh=f"“{bad.raw}”不是公历上存在的日期。",
            en=f"“{bad.raw}” is no date of the calendar.",
            actual=bad.raw,
            clauses=(bad.clause,),
            evidence=bad.evidence,
            doubt=scanned(bad.evidence),
        )
    header = case.contract.contract
    good = [d for d in (header.signed_on, header.starts_on, header.ends_on) if d is not None and d.value is not None]
    if good:
        yield Held(len(good))


@rule("DAT405", "warning", "一方的签订日期缺失", "A party's signing date is missing")
def signing_dates(case: Case) -> Iterator[Outcome]:
    """比较：签署栏中留有日期处的各方是否都填写了日期。
    反例：乙方填写了签订日期，甲方的“签订日期：”后为空。
    正例：双方都有日期；签署栏没有日期处时不作判断。

    Compares: whether every party whose signature block has a place for a date has one.
    Fires: the supplier dated its signature, the buyer's "签订日期：" is empty.
    Silent: both dated; signature blocks without a place for a date.
    """
    for party in case.contract.parties:
        signature = party.signature
        if signature is None or not signature.present or not signature.date_asked:
            continue
        if signature.signed_on is not None:
            yield Held()
            continue
        who = party.name.value if party.name else (party.labels[0] if party.labels else party.role)
        yield Broken(
            zh=f"“{who}”的签署栏没有填写签订日期。",
            en=f"The signature block of “{who}” has no date.",
            evidence=signature.evidence or (party.name.evidence if party.name else []),
        )
