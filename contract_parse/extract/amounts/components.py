"""The parts of the price that the body lists: by clauses, by numbers within a sentence, or after 其中."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from contract_parse.extract.amounts.mentions import Mention, in_passage
from contract_parse.extract.amounts.part import PERIODS, Part, component, value_of
from contract_parse.extract.amounts.part_names import COUNTED, FEE, MARK, TAIL, meant, name
from contract_parse.extract.amounts.part_rows import rows_of
from contract_parse.extract.amounts.passages import BREAK, Passage
from contract_parse.extract.amounts.words import pattern
from contract_parse.model.facts import Component, Duration
from contract_parse.values.durations import find_durations

_CUT = re.compile(rf"{MARK}|[;。{BREAK}]")
_OPENED = re.compile(r"[^:,;。()%]{2,20}\([^():]*元[^():]*\)[^:,;。()]{0,4}:")
_APART = re.compile(r"[,、;+=]|^(?:元?整?)\)?(?:以及|[和及与])")  # what parts are set apart by
_MARKED = re.compile(rf"{MARK}|[一二三四五六七八九十\d]{{1,2}}\)")
_EACH = re.compile(r"(?:每|/)(?:一)?(?:名|个)?(?:[辆人台套间户栋张件床班岗桶棵]|平方米|㎡|点位|车次)")  # 每辆每月5800元
_PAY = re.compile(r"(?:工资|薪酬|津贴|补贴|补助|奖励)$")  # costs, where a list of costs has them
_PERIOD = re.compile(r"^(?:每个?)?(?:全年|[年月季]度?|(?:\d+|[一二三四五两]|十[一二]?)(?:年|个?月))(?:的|总)?")
_UNIT_PRICE = re.compile(r"单价(?:人民币|[为是:¥])*$")  # 单价685000元，车辆总价13700000元
_OF_ALL = re.compile(r"(?:总价款?|总金额|总额|合价|金额|总费用)(?:人民币|[为是:¥])*\Z")
_PER_ONE = re.compile(r"[,、]按?每[^,;。:、\d]{1,4}$")
_SUMMED = re.compile(r"之和|相加|共计|合计|总计|小计|费用共计|总价|总额|总共|累计|=(?=人民币|RMB|[¥\d]|$)")
_INSIDE = re.compile(r"其中|^元?[整正]?\((?!大写|小写|不?含|人民币)[^()]{2,}")  # 总价60万元（设备费占55%，为…
_YEARS = {Decimal(n) for n in (2, 3, 4, 5)}


def components(body: Sequence[Passage], total: Mention | None, value: Decimal | None) -> list[Component]:
    """The list of parts: of all places that list at least two, the one that adds up, else the first under a price heading. What costs as much as the whole is none of its parts."""
    lists = [([p for p in parts if value is None or value_of(p) != value], lead) for parts, lead in _lists(body, total)]
    offers = [(parts, lead) for parts, lead in lists if sum(not p.doubtful for p in parts) >= 2]
    for parts, _ in offers:
        firsts = [p for i, p in enumerate(parts) if not i or p.passage is not parts[i - 1].passage]
        for chosen in (parts, [p for p in parts if not p.doubtful], _without_details(parts), firsts):
            if len(chosen) > 1 and sum((value_of(p) for p in chosen), Decimal(0)) == value:
                return [component(p) for p in chosen]
    for parts in (*_priced_in_schedule(body, total), *_unnumbered(total)):
        if value is not None and sum((value_of(p) for p in parts), Decimal(0)) == value:
            return [component(p) for p in parts]
    for listed, lead in offers:
        parts = listed
        if value is not None and any(p.doubtful for p in listed):
            sure = [p for p in listed if not p.doubtful]
            parts = min(sure, listed, key=lambda ps: abs(sum((value_of(p) for p in ps), Decimal(0)) - value))
        parts = _without_subtotal(_without_details(parts))
        whole = sum((value_of(p) for p in parts), Decimal(0))
        if len(parts) < 2 or (value is not None and whole and value / whole in _YEARS):
            continue  # what one part, or one year of several, is made up of
        announced = bool(pattern("amount_labels", "components_lead").search(lead)) or _under_price(parts[0].passage)
        # A list far from the total states something else (what the parts were tendered at, a year's share).
        told = any(p.amount.kind == "instalment" or _counted_in(p.amount, total) for p in parts)
        if announced and not told and (value is None or value / 2 <= whole <= value * 2):
            return [component(p) for p in parts]
    return []


def _without_details(parts: Sequence[Part]) -> list[Part]:
    """Without what only tells how the part just before comes about (人员费2898000元：驻场…计2142000元；二线…计756000元)."""
    kept: list[Part] = []
    at = 0
    while at < len(parts):
        kept.append(parts[at])
        inside = [p for p in parts[at + 1 :] if p.passage is parts[at].passage]
        sums = itertools.accumulate(value_of(p) for p in inside)
        at += 1 + next((k for k, told in enumerate(sums, 1) if k > 1 and told == value_of(parts[at])), 0)
    return kept


def _without_subtotal(parts: Sequence[Part]) -> list[Part]:
    """Without the part that only sums up the others and is told so (年维护费合计2599440元), where there is one."""
    whole = sum((value_of(p) for p in parts), Decimal(0))
    return [p for p in parts if len(parts) < 3 or 2 * value_of(p) != whole or not _SUMMED.search(p.amount.left[-12:])]


def _under_price(passage: Passage) -> bool:
    titles = passage.titles[-2:]
    words = pattern("amount_labels", "price_titles")
    return any(words.search(t) and not re.search(r"付款|支付|结算", t) for t in titles)


def _lists(body: Sequence[Passage], total: Mention | None) -> Iterator[tuple[list[Part], str]]:
    """Every run of parts with the words that announce it: below one clause first, then within one passage."""
    home = total.passage.root if total else None
    prose = [p for p in body if p.table is None and p.path is not None]
    prose.sort(key=lambda p: p.root != home)
    families: dict[tuple[str | None, str | None], list[Passage]] = {}
    for p in prose:
        if p.parent is not None:
            families.setdefault((p.root, p.parent), []).append(p)
    for members in families.values():
        if _fit(members[0]):
            parts = [part for p in members for part in _one(p, 0, len(p.s), total)]
            yield parts, members[0].lead
    for p in prose:
        if _fit(p):
            yield from ((row, "分别") for row in _rows(p, total))
            m = re.search(r"其中|(?:下列|以下)(?:部分|费用|内容)?|组成[:：]|包括[:：]", p.s)
            chunks = [part for a, b in _chunks(p.s, 0) for part in _one(p, a, b, total)]
            yield chunks, p.s[: p.s.find(":") + 1] if m is None else m[0]


def _rows(p: Passage, total: Mention | None) -> Iterator[list[Part]]:
    """Parts named in a row whose amounts follow in another."""
    for row in rows_of(p):
        if not any(_is_it(amount, total) for _, amount in row):
            yield [Part(p.text.view.cut(*at), replace(m, role="component"), None, None, None, p) for at, m in row]


def _priced_in_schedule(body: Sequence[Passage], total: Mention | None) -> Iterator[list[Part]]:
    """Parts that only the schedule of payments prices, each in the words that open its clause: 硬件部分（178万元）：…"""
    families: dict[tuple[str | None, str | None], list[Passage]] = {}
    for p in body:
        if p.table is None and p.path is not None and p.parent is not None and not _fit(p):
            families.setdefault((p.root, p.parent), []).append(p)
    for members in families.values():
        opened = [part for p in members if (m := _OPENED.match(p.s)) for part in _one(p, 0, m.end(), total)]
        if len(opened) > 1 and not any(part.doubtful for part in opened):
            yield opened


def _unnumbered(total: Mention | None) -> Iterator[list[Part]]:
    """The parts on the line that states the total, and in the list below it, in a form whose clauses bear no numbers."""
    if total is None or total.passage.path is not None or total.passage.table is not None:
        return
    s = total.passage.s
    start = s.rfind(BREAK, 0, total.first) + 1
    stop = next(
        (m.start() for m in re.finditer(BREAK, s) if m.start() >= total.last and not _MARKED.match(s, m.end())), len(s)
    )
    yield [part for a, b in _chunks(s[:stop], start) for part in _one(total.passage, a, b, total)]
    yield from _rows(total.passage, total)


def _fit(passage: Passage) -> bool:
    last = passage.titles[-1] if passage.titles else ""
    above = "".join(passage.titles)
    if pattern("amount_labels", "other_titles").search(last):
        return False
    if pattern("amount_labels", "price_titles").search(last):
        return True
    return not re.search(r"付款|支付", last) and not (
        re.search(r"付款|支付|结算方式", above) and not pattern("amount_labels", "price_titles").search(above)
    )


def _chunks(s: str, start: int) -> list[tuple[int, int]]:
    cuts = sorted(
        {start, len(s), *(m.start() if m[0][0] not in ";。" + BREAK else m.end() for m in _CUT.finditer(s, start))}
    )
    return [(a, b) for a, b in itertools.pairwise(cuts) if b - a > 3]


def _one(passage: Passage, a: int, b: int, total: Mention | None) -> list[Part]:
    """The parts that ``a:b`` states: one, or several set apart by commas (设备款80万元，安装费20万元)."""
    own = [m for m in in_passage(passage) if a <= m.first and m.last <= b]
    found: list[Part] = []
    at = a
    run: list[Mention] = []
    for i, m in enumerate(own):
        run.append(m)
        following = own[i + 1] if i + 1 < len(own) else None
        apiece = (
            following is not None and _UNIT_PRICE.search(m.left) and _OF_ALL.search(passage.s, m.last, following.first)
        )
        anew = (
            following is not None
            and not apiece
            and (
                following.kind == "total"
                or _is_it(following, total)
                or (_is_it(m, total) and _INSIDE.search(passage.s[m.last : following.first]))
                or _named_anew(passage, m, following)
            )
        )
        if following is not None and not anew:
            continue
        part = _part(passage, at, run, following.first if following else b, total)
        if part is not None:
            found.append(part)
        at, run = m.last, []
    return found


def _is_it(m: Mention, total: Mention | None) -> bool:
    if total is None or m.value != total.value:
        return False
    return (m.passage, m.start) == (total.passage, total.start) or m.kind in ("total", "grand")


def _named_anew(passage: Passage, m: Mention, following: Mention) -> bool:
    """Whether another part's name stands between two amounts, rather than words about the same one."""
    between = passage.s[m.last : following.first]
    if re.search(MARK, between) or re.search(rf"[;。{BREAK}]", between):
        return True
    taxed = following.kind == "tax" and following.label not in ("税金", "税费")  # those two are costs of a list, too
    if _SUMMED.search(between) or taxed or following.kind in ("grand", "excluded") or m.per is not None:
        return False
    apart = _APART.search(between)
    words = TAIL.sub("", between[apart.end() :]) if apart else ""
    if COUNTED.fullmatch(words):
        return False
    timed = find_durations(words)
    if not timed:
        return len(words) >= 2 and not _same_fee(passage.s, m, words)
    # 三年维保费60000元 names a fee of its own, 三年计60000元 sums up the one before.
    return timed[0].start == 0 and bool(FEE.search(words[timed[0].end :])) and not _same_fee(passage.s, m, words)


def _same_fee(s: str, m: Mention, words: str) -> bool:
    """Whether ``words`` call by another period the fee that ``m`` is the rate of: 月租金5000元，年租金60000元."""
    fee = _PERIOD.sub("", words)
    return m.kind == "rate" and len(fee) >= 2 and fee != words and fee in s[max(0, m.first - 24) : m.first]


def _part(passage: Passage, at: int, run: list[Mention], end: int, total: Mention | None) -> Part | None:
    s = passage.s
    first = run[0]
    label = name(s, at, first.first)
    if label is None:
        return None
    a, b = meant(s, *label, first.last)
    doubtful = bool(pattern("amount_labels", "not_component").search(s[a:b]))
    if first.kind == "excluded" or (doubtful and first.kind in ("cap", "bond", "deposit", "rate")):
        return None
    rates = [
        m
        for m in run
        if m.per is not None or ((m.kind == "rate" or _PER_ONE.search(s, at, m.first)) and m is not run[-1])
    ]
    sums = [
        m
        for m in run
        if m not in rates
        and (doubtful or m.kind != "tax")
        and (m.kind not in ("excluded", "cap", "bond", "deposit", "other") or _PAY.search(s[a:b]))
    ]
    if any(_is_it(m, total) for m in run):
        return None
    rate = next((m for m in rates if not _EACH.search(s[max(at, m.first - 12) : m.last + 8])), None)
    term = _term(passage, at, end, rate)
    annex = re.search(r"附件(?:[一二三四五六七八九十]+|\d+)?", s[first.last : end + 40 if end < len(s) else end])
    tag = annex[0] if annex and annex.start() < 60 else None
    if sums:
        amount = next(
            (m for m in reversed(sums) if _SUMMED.search(m.left[-12:])), sums[0] if rate is None else sums[-1]
        )
        if amount.value <= 0:
            return None
        return Part(passage.text.view.cut(a, b), replace(amount, role="component"), rate, term, tag, passage, doubtful)
    if rate is not None and term is not None and PERIODS.get(rate.per or "") == term.unit:
        return Part(
            passage.text.view.cut(a, b), replace(rate, role="component"), rate, term, tag, passage, doubtful, term.n
        )
    return None


def _counted_in(m: Mention, total: Mention | None) -> bool:
    """Whether the total is several times an amount that is told for a period: 年租金104万元, of one of its years."""
    return m.kind == "rate" and total is not None and total.value > m.value > 0 and total.value % m.value == 0


def _term(passage: Passage, at: int, end: int, rate: Mention | None) -> Duration | None:
    """服务期限为1年, 贰年共计, ×3年: how long the rate is paid."""
    if rate is None:
        return None
    s = passage.s[at:end]
    found = sorted(find_durations(s), key=lambda d: at + d.start < rate.start)
    for d in found:
        before = s[max(0, d.start - 8) : d.start]
        if re.search(r"(?:质保|保修|响应|自|后)[^,;]{0,4}$", before) or before.endswith(("每", "/")):
            continue
        if d.unit in ("year", "month", "quarter", "day", "week"):
            return Duration(n=d.n, unit=d.unit, raw=s[d.start : d.end])
    return None
