"""Penalties: what a breach costs, by rate (late interest included) or as a fixed sum, one a statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from contract_parse.extract.breach import Roles, pattern, pays
from contract_parse.extract.language import read
from contract_parse.extract.obligors import roles
from contract_parse.extract.penal import (
    MEASURE,
    clause_start,
    fines,
    is_rate,
    listed,
    speaks,
    speaks_of_breach,
    sums,
    under_breach,
)
from contract_parse.extract.sentences import Sentence, is_price_list, is_schedule, sentences
from contract_parse.model.facts import Penalty, evidence
from contract_parse.model.structure import Structure
from contract_parse.model.text import Text
from contract_parse.values.durations import find_durations
from contract_parse.values.money import AmountMatch
from contract_parse.values.percent import PercentMatch, find_percents, find_tenths

Per = Literal["day", "week", "month", "year", "once"]
_PERIODS: tuple[Per, ...] = ("day", "week", "month", "year")

_EARLIER = re.compile(
    r"上述|前述|前款|以上|上列|两者|二者|双方|均以|均不|各项|所有|全部违约|累计|本条|本合同项下|违约金总额|违约金的?最高|违约金(?:的)?总"
)
_BASE_VERB = re.compile(
    r"按照|按|以|免收|减免|减收|免除|(?<![应未已期])支付|(?<=应)支付(?!金额|款|而|未)|偿付|承担|扣除|扣减|扣罚|赔偿|收取|处以|缴纳|交纳|为|计收|核减|[):]"
    r"|每[日天周月](?:\([^()]*\))?|向[^,;]{1,8}?方"
)
_BOTH = re.compile(r"两者|二者|上述|前述|以上|双方|均[以不]")
_EACH = re.compile(r"每(?:人|一)?[次处件项起例人条]次?")
_FURTHER = re.compile(r"(?:超过|超出|达到?|不足|低于)[^,;。]{1,16}[的时],[^,;。]{0,6}")
_LATER = re.compile(r"(?:逾期|超过|超出|迟延|延迟|延误|拖延|拖欠|达到?|满)[^,;:。\d每]{0,6}$")
_OR_MORE = re.compile(r"及?以上")
_NOW_ONCE = re.compile(r",[^,;]*[一每1]人?[次起项处例宗件](?!性)")  # 迟报一天扣90元，被通报一次扣8%
_LIABILITY = re.compile(r"赔偿|责任")
_ONLY_LIMIT = re.compile(
    r"(?:但|且|并|累计|合计|总计|总额|总和|均|最高|最多|至多|以|为)*(?:不(?:得|应|能)?(?:超过|高于|大于|超出|多于)|封顶|限额|上限|最高|最多)"
)
_LIMITS = re.compile(r"(?:违约金|赔偿|罚款)[^:]{0,8}(?:限额|上限|最高)")


@dataclass(frozen=True)
class _Statement:
    """A penalty on the way: ``own`` tells that its sentence names who pays."""

    penalty: Penalty
    path: str | None
    parent: str | None


def penalties(structure: Structure) -> list[Penalty]:
    """Every penalty outside the annexes, in order, with its limit where one is stated beside it."""
    meant = roles(structure)
    found: list[_Statement] = []
    lead: Sentence | None = None
    for each in sentences(structure):
        if each.table is not None and (is_price_list(each.table) or is_schedule(each.table)):
            continue
        same = lead is not None and lead.order == each.order
        found = _with(found, each, lead if same else None, meant)
        lead = each
    return [f.penalty for f in found]


def _with(found: list[_Statement], each: Sentence, before: Sentence | None, meant: Roles) -> list[_Statement]:
    """``found`` and what ``each`` adds to it: its own penalties, and limits of earlier ones."""
    s = each.s
    percents = sorted([*find_percents(s), *find_tenths(s)], key=lambda p: p.start)
    amounts = sums(s)
    under = under_breach(each)
    item = before is None and listed(each)
    spoken = item or speaks_of_breach(each, before)
    penal = under or spoken
    after = before is not None and bool(found) and found[-1].path == each.path
    fined = after and found[-1].penalty.amount is not None
    carried = before is not None and not spoken and _goes_on(s, found, each)
    if (
        not penal
        and not carried
        and not (fined and amounts)
        and not (after and _ONLY_LIMIT.match(s))
        and not (percents and before is not None and speaks(before.s))
    ):
        return found
    if not percents and not amounts and not pattern("reference_rate").search(s):
        return found
    caps = [p for p in percents if _is_cap(s, p) or _LIMITS.search(each.label)]
    label = each.label + (before.s if carried and before is not None else "") + (each.lead if item else "")
    rates = [p for p in percents if p not in caps and (penal or carried) and is_rate(s, p, label, under=under)]
    new: list[tuple[int, Penalty]] = [(p.start, _by_rate(each, before, p, rates, meant)) for p in rates]
    new += [(a.start, _fixed(each, before, a, meant)) for a in fines(each.label, s, among=under or fined or item)]
    if fined and not read(s, []).parties:  # 每次扣款：（一）…；（二）…: as the one before
        by = found[-1].penalty.by
        new = [(at, p.model_copy(update={"by": by}) if p.by == "either" else p) for at, p in new]
    if not rates and not new and (reference := _reference(each, before, meant)) is not None:
        new.append((0, reference))
    new.sort(key=lambda n: n[0])
    for cap in caps:
        new, found = _capped(new, found, each, cap)
    return found + [_Statement(p, each.path, each.parent) for _, p in new]


def _goes_on(s: str, found: list[_Statement], each: Sentence) -> bool:
    """Whether ``s`` is the next step of a penalty told by steps: 逾期10日以内每日0.1%；10日以上每日0.2%."""
    told = bool(found) and found[-1].path == each.path and found[-1].penalty.per != "once"
    late = re.search(r"逾期|迟延|延误|延迟|延期|误期|超期|超过|以上", s) is not None
    return told and late and any(pattern("period", name).search(s) or re.search("/[日天周月]", s) for name in _PERIODS)


def _is_cap(s: str, p: PercentMatch) -> bool:
    before = s[max(clause_start(s, p.start), p.start - 30) : p.start]
    if MEASURE.search(before):
        return False
    return bool(pattern("cap_before").search(before)) or bool(pattern("cap_after").match(s[p.end :][:12].lstrip("的")))


def _period(s: str, p: PercentMatch | AmountMatch, after: int) -> Per:
    """How often the penalty falls due: the last period named before it (behind ``after``), else right behind it."""
    for name in _PERIODS:
        if pattern("period_after", name).search(s[p.end :]):
            return name
    best: tuple[int, int, Per] | None = None
    for name in _PERIODS:
        for m in pattern("period", name).finditer(s, after, p.start + 6):
            if m.start() < p.start and (best is None or m.start() >= best[0]):
                best = m.start(), m.end(), name
    if best is None:
        return "once"
    beyond = (d for d in find_durations(s[: p.start]) if d.start >= best[1] and d.n != 1)
    if any(_LATER.search(s[best[1] : d.start]) or _OR_MORE.match(s, d.end) for d in beyond) or _NOW_ONCE.search(
        s[best[1] : p.start]
    ):
        return "once"  # 每逾期一日…；逾期30日，另付10%: past that day once
    return best[2]


def _by_rate(
    each: Sentence, before: Sentence | None, p: PercentMatch, rates: Sequence[PercentMatch], meant: Roles
) -> Penalty:
    s = each.s
    earlier = [r.end for r in rates if r.end <= p.start]
    after = earlier[-1] if earlier else 0
    per = _period(s, p, after)
    return Penalty(
        by=pays(each, before, p.start, after, meant),
        rate=p.value,
        per=per,
        base=_base(s, p) or (_base_before(s, p, before.s) if before is not None else None),
        clause=each.path,
        evidence=evidence(_statement(each, p.start, p.end, after), each.path),
    )


def _base_before(s: str, p: PercentMatch, before: str) -> str | None:
    """中断超过4小时的，免收当月费用的20%；超过8小时的，免收50%: a further step is taken of what the one before is."""
    told = find_percents(before)
    return _base(before, told[-1]) if told and _FURTHER.fullmatch(s[: p.start]) else None


def _fixed(each: Sentence, before: Sentence | None, a: AmountMatch, meant: Roles) -> Penalty:
    s = each.s
    per = _period(s, a, clause_start(s, max(clause_start(s, a.start) - 1, 0)))
    return Penalty(
        by=pays(each, before, a.start, 0, meant),
        per=a.per if a.per in _PERIODS else "day" if re.search(r"[/·.每][日天]$", s[a.start : a.end]) else per,
        amount=a.value,
        clause=each.path,
        evidence=evidence(_statement(each, a.start, a.end, 0), each.path),
    )


def _reference(each: Sentence, before: Sentence | None, meant: Roles) -> Penalty | None:
    """Late interest by reference to a market rate: no figure, yet a burden on whoever is late."""
    s = each.s
    m = pattern("reference_rate").search(s)
    if m is None or not pattern("unpaid").search(s) or not re.search(r"利息|[计付罚]息|违约金|滞纳金|资金占用", s):
        return None
    if pattern("not_reference").search(s[: m.start()][-12:]):
        return None
    multiple = re.match(r"(?:的)?[\d.一二三四两]+倍", s[m.end() :])
    end = m.end() + (len(multiple[0]) if multiple else 0)
    start = clause_start(s, m.start())
    words = re.sub(r"^.*?(?:按照|按|以|参照)", "", s[start:end])
    return Penalty(
        by=pays(each, before, m.start(), 0, meant), per="year", base=words, clause=each.path,
        evidence=evidence(_statement(each, m.start(), end, 0), each.path),
    )  # fmt: skip


def _statement(each: Sentence, start: int, end: int, after: int) -> Text:
    """The breach and what it costs: from the parts that tell the breach to the end of the figure's own part."""
    index = each.part_at(start)
    first = index
    while first and each.parts[first - 1][0] >= after and index - first < 3:
        first -= 1
    return each.text.view.cut(each.parts[first][0], max(end, each.parts[index][1]))


def _base(s: str, p: PercentMatch) -> str | None:
    """What the rate is taken of: the words between the last verb and the figure."""
    part = s[clause_start(s, p.start) : p.start]
    verbs = list(_BASE_VERB.finditer(part))
    words = part[verbs[-1].end() :] if verbs else part
    words = re.sub(r"(?:的|每[日天]|日|的每日|之|每周|利率|标准|[*×xX])+$", "", words)
    return words if 2 <= len(words) <= 40 and not re.search(r"^每|[年月日]息|利率|年化", words) else None


def _capped(
    new: list[tuple[int, Penalty]], found: list[_Statement], each: Sentence, cap: PercentMatch
) -> tuple[list[tuple[int, Penalty]], list[_Statement]]:
    """Puts a limit on the penalties it limits: those before it in the sentence, else in the clause, else, where
    it speaks of them all, in the clauses beside it; else on what follows it in the sentence."""

    def limited(p: Penalty) -> Penalty:
        more = evidence(each.text.view.cut(clause_start(each.s, cap.start), cap.end), each.path)
        return p.model_copy(
            update={"cap_percent": cap.value, "evidence": [*p.evidence, *(e for e in more if e not in p.evidence)]}
        )

    def open_(p: Penalty) -> bool:
        return p.cap_percent is None and (p.rate is not None or p.per != "once")

    ahead = [i for i, (at, p) in enumerate(new) if at < cap.start and open_(p)]
    if ahead:
        new = [(at, limited(p)) if i in ahead else (at, p) for i, (at, p) in enumerate(new)]
        told = each.s[clause_start(each.s, cap.start) : cap.start]
        last = found[-1] if found else None
        if last is not None and last.path == each.path and open_(last.penalty) and re.match(r"违约金", told):
            steps = {(p.by, p.per) for _, p in new} == {(last.penalty.by, last.penalty.per)} and last.penalty.rate
            found = [*found[:-1], replace(last, penalty=limited(last.penalty))] if steps else found
        if _BOTH.search(told):  # 两者均以…为限: the sentence before, too
            found = [
                replace(f, penalty=limited(f.penalty)) if f.path == each.path and open_(f.penalty) else f for f in found
            ]
        return new, found
    if any(at < cap.start for at, _ in new) and _EACH.search(each.s[: cap.start]):  # 每处扣50元，累计不超过5%
        return [(at, limited(p)) if at < cap.start else (at, p) for at, p in new], found
    if new and not _EARLIER.search(each.s[: cap.start]):
        return [(at, limited(p)) if open_(p) else (at, p) for at, p in new], found
    said = each.s[: cap.start]
    if cap.value >= 50 and _LIABILITY.search(said) and "违约金" not in said:
        return new, found  # what a side answers for in all, whatever it did
    own = [f for f in found if f.path == each.path and open_(f.penalty)]
    if each.table is not None:
        own = own[-1:]  # a row of limits stands below the row it limits
    beside = [f for f in found if f.parent == each.parent and open_(f.penalty)] if _EARLIER.search(each.s) else []
    hit = own or beside
    return new, [replace(f, penalty=limited(f.penalty)) if any(f is h for h in hit) else f for f in found]
