"""Payments: who is paid what part of the price, when, under which clause."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from contract_parse.extract.amounts.passages import BREAK, Passage, annex_passages, passages
from contract_parse.extract.amounts.term import months_of_price, service_months
from contract_parse.extract.payments.bases import Base, base_of
from contract_parse.extract.payments.common import Common, bare, commons, repeated, with_common
from contract_parse.extract.payments.counts import contingencies_in, counts
from contract_parse.extract.payments.instalments import Instalment
from contract_parse.extract.payments.named import with_named
from contract_parse.extract.payments.prose import instalments
from contract_parse.extract.payments.schedule import complete, only_price, schedule
from contract_parse.extract.payments.tables import TableReader
from contract_parse.extract.payments.tokens import words
from contract_parse.extract.payments.unfigured import all_at_once, settled_fees, settles
from contract_parse.extract.payments.whom import component_of, named_in, opening_of
from contract_parse.model.facts import Amounts, Contingency, InstalmentCount, Payment
from contract_parse.model.structure import Structure


def payments(structure: Structure, amounts: Amounts) -> list[Payment]:
    """Every instalment of the body's schedules, component by component in the order they are first stated."""
    body = passages(structure)
    stated = _stated([part for p in body for part in _headed(p)], amounts)
    if not stated:  # 付款计划见附件
        for annex in structure.annexes:
            if annex.title is not None and words("titles").search(annex.title.view.s):
                stated += _stated(annex_passages(annex), amounts)
    total = amounts.total.value if amounts.total is not None else None
    recurs = any(o.every is not None or o.relative is not None or (o.full and o.service_year) for o in stated)
    months = service_months(body) or (months_of_price(body, total) if recurs else None)
    groups: dict[str | None, list[Instalment]] = {}
    for one in stated:
        groups.setdefault(one.component, []).append(one)
    parts = {c.name.value: c for c in amounts.components}
    out: list[Payment] = []
    unpriced = Base(None)  # a part that only a table of shares names
    bases = {
        name: base_of(parts.get(name or ""), amounts, months) if name is None or name in parts else unpriced
        for name in groups
    }
    own = [name for name in groups if name is not None and complete(groups[name], bases[name])]
    for name, group in groups.items():
        # Beside schedules of the parts a stray figure about the whole is no schedule of its own.
        if name is None and own and not complete(group, bases[name]) and not _all_but(group):
            continue
        out += schedule(group, bases[name])
    return out


def _all_but(group: Sequence[Instalment]) -> bool:
    """Whether the shares of a schedule come to nearly all of the price, and to more or less than all: a slip of the pen."""
    shares = [o for o in group if o.percent is not None]
    last = max((i for i, o in enumerate(shares) if o.cumulative), default=None)
    paid = sum((o.percent or Decimal(0) for o in (shares if last is None else shares[last:])), Decimal(0))
    return len(shares) > 2 and len(shares) == len(group) and 90 <= paid <= 110


def instalment_counts(structure: Structure, found: Sequence[Payment]) -> list[InstalmentCount]:
    """Statements of how many instalments there are, beside how many ``found`` describes."""
    names = list(dict.fromkeys(p.component for p in found if p.component))
    said = []
    for p in passages(structure):
        if _about_paying(p) or re.search(
            r"付款期数|(?:分|共)[^,;。]{1,4}(?:次|期|笔|批|阶段)(?:支付|付款|付清|拨付)|支付(?:分|共)[^,;。]{1,3}[次期笔]",
            p.s,
        ):
            whom = next((x.component for x in found if x.component and x.clause == p.path), None) or component_of(
                p, names
            )
            said.append((p, whom))
    return counts(said, found)


def contingencies(structure: Structure) -> list[Contingency]:
    """Where the body makes a payment wait for funds to arrive."""
    return contingencies_in(passages(structure))


_OPENS = re.compile(
    r"(?:货款|合同|费用|款项|服务费|价款)?((?:付款|支付|结算|付费|拨付)(?:方式|办法|条件|期限|时间|安排|进度|及[^:,;。]{1,4}|与[^:,;。]{1,4})?):"
)


def _about_paying(p: Passage) -> bool:
    """Whether the headings over ``p`` say that it is about paying, the nearest that says anything deciding."""
    opened = _OPENS.match(p.s) if p.table is None else None  # 七、付款：甲方…: a heading in the line itself
    for title in reversed([*p.titles, *([opened[1]] if opened else [])]):
        if words("no_titles").search(title) and not words("titles").search(title):
            return False
        if words("titles").search(title):
            return not re.search(r"违约|逾期", title)
    return False


def _headed(p: Passage) -> list[Passage]:
    """A form whose clauses bear no numbers, its line on paying (付款方式：…) as a passage under that heading."""
    if p.path is not None or p.table is not None or BREAK not in p.s:
        return [p]
    heads = [m for m in _HEAD.finditer(p.s) if words("milestone").match(m["head"]) is None]
    for m, after in itertools.zip_longest(heads, heads[1:]):
        if words("titles").search(m["head"]) and not words("no_titles").search(m["head"]):
            a, b = m.start("head"), after.start("head") - 1 if after is not None else len(p.s)
            own = replace(p, text=p.text.view.cut(m.end(), b), titles=(*p.titles, m["head"]))
            rest = (
                replace(p, text=p.text.view.cut(*span)) for span in ((0, a), (b, len(p.s))) if span[1] - span[0] > 1
            )
            return [own, *(part for other in rest for part in _headed(other))]
    return [p]


def _excluded(p: Passage) -> bool:
    return any(words("no_titles").search(t) and not words("titles").search(t) for t in p.titles[-2:])


def _stated(body: Sequence[Passage], amounts: Amounts) -> list[Instalment]:
    names = [c.name.value for c in amounts.components]
    titled: list[Instalment] = []
    loose: list[Instalment] = []
    shared: list[Common] = []
    told: list[Passage] = []
    reader = TableReader()
    seen: set[int] = set()
    for p in body:
        about = _about_paying(p)
        if p.table is not None:
            if id(p.table) not in seen:
                seen.add(id(p.table))
                rows = reader.read(p.table, p)
                if rows is not None:
                    own = [named_in(o.passage.s, names) for o in rows]
                    if None in own:  # a part's name may stand in a condition alone: then its rows pay no whole part
                        own = [w if _paid_in_full(rows, own, w) else None for w in own]
                    titled += [replace(o, component=whom or o.component) for o, whom in zip(rows, own, strict=True)]
                    seen.add(-id(p.table))
            if -id(p.table) in seen:
                continue
            if p.table.header_rows:
                # A row of special terms (合同价款支付 | 验收合格后…): its first words are its heading.
                if _special_term(p):
                    titled += _for_whom(instalments(p, titled=True), p, names)
                continue
        if not about and _excluded(p):
            continue
        lead = _announced(p)
        told_whole = settled_fees(p, names) if about or lead else []
        stretches = [*told_whole, *(o for o in instalments(p, about or lead) if not told_whole or not bare(o))]
        found = _for_whom(sorted(stretches, key=lambda o: o.at), p, names)
        if not found and about and any(o.percent and o.passage.root == p.root for o in titled):
            found = [one] if (one := settles(p)) is not None else []
        (titled if about or lead else loose).extend(found)
        if about or lead:
            told.append(p)
            titled += repeated(p, titled)
            shared += commons(p)
    total = amounts.total.value if amounts.total is not None else None
    if not titled or all(only_price(o, total) for o in titled):
        parts = [o for o in loose if not only_price(o, total)]
        plain = _of_contract(parts, total) or _all_of(parts, total) or _of_contract(loose, total)
        if plain:
            return with_common(
                plain, [c for p in dict.fromkeys(o.passage for o in plain) for c in commons(p) if c.named]
            )
    if not titled:
        return [one for p in told if (one := all_at_once(p, total is not None)) is not None]
    return with_common(with_named(_advance(loose, titled) + _without_leads(titled), told), shared)


def _without_leads(titled: Sequence[Instalment]) -> list[Instalment]:
    """Without what only announces a list (费用按年度分四次支付：) whose items then tell the instalments."""
    listed = {o.passage.parent for o in titled if o.percent is not None or o.amount is not None}
    return [o for o in titled if not (bare(o) and o.passage.path in listed - {None})]


def _advance(loose: Sequence[Instalment], titled: Sequence[Instalment]) -> list[Instalment]:
    """The deposit or advance that a clause of its own tells, where the schedule needs it: the shares there leave just
    that, or begin with what is paid up to then (定金：支付合同总价的20%；货款：发货前付至50%)."""
    own = [o for o in loose if o.percent and not o.cumulative and o.trigger and _DEPOSIT.search(o.passage.s)]
    if len(own) != 1 or not titled or any(o.component is not None or o.relative for o in titled):
        return []
    shares = [o.percent for o in titled if o.percent is not None and not o.cumulative]
    left = len(shares) == len(titled) and sum(shares) + (own[0].percent or 0) == 100
    first = titled[0]
    upto = first.cumulative and first.percent is not None and first.percent > (own[0].percent or 0)
    return own if left or upto else []


def _paid_in_full(rows: Sequence[Instalment], own: Sequence[str | None], whom: str | None) -> bool:
    return sum(o.percent or 0 for o, w in zip(rows, own, strict=True) if w == whom) == 100


_DEPOSIT = re.compile(r"(?<![审核评])定金|预付款(?!保函|担保|保证)|首付款")
_HEAD = re.compile(rf"(?:^|{BREAK})(?P<head>[一-鿿()、]{{2,12}}):(?=[^{BREAK}]{{4}})")
_STOP = re.compile(rf"[;。{BREAK}]")
_LEAD = re.compile(
    r"(?:支付|付款)(?:方式|期限|进度|安排|计划|时间|条件|办法)|(?:分|共).{1,4}(?:次|期|笔)(?:支付|付款)|"
    r"(?:^|。)[^:,;。]{0,10}(?:结算|付款|支付|付费|缴费|给付|拨付)[^:,;。]{0,6}:"
)


def _announced(p: Passage) -> bool:
    """Whether its own first words, or those above it, say that it is about paying (结算：…)."""
    found = _LEAD.search(p.lead + "。" + p.s[:40])
    return found is not None and not re.search(r"逾期|违约|不得", found[0])


def _special_term(p: Passage) -> bool:
    head = "".join(c.text.view.s for c in p.table.cells if p.table and c.row < p.table.header_rows) if p.table else ""
    return bool(re.search(r"付款|支付|结算", p.s[:30])) and not re.search(r"单价|数量|得分|分值|考核|比例", head)


def _of_contract(loose: Sequence[Instalment], total: Decimal | None) -> list[Instalment]:
    """Outside clauses about payment only what is said of the price counts: by its name, or as a share that comes
    to the amount beside it."""
    price = re.compile(
        r"费用?的(?:\d|百分|剩)|合同(?:总)?(?:价|金额|额|款)|总价|总金额|价款|货款|工程款|费用|款项|预付款|余款|全款|租金|(?:服务|维[保护]|运维|管理|养护|保洁|保安|物业|咨询|顾问|保险|评估|检测|审计|设计|监理|勘察|测绘|培训|鉴定|代理|制作|印刷)费|[一-鿿]费用?[,:]?(?=按[月季年]|分[期次两三四]|每[月季年])"
    )
    told = {id(o.passage) for o in loose if total and o.percent and o.amount and o.amount * 100 == o.percent * total}
    sure = [o for o in loose if price.search(o.passage.s) or id(o.passage) in told]
    # 7.1 预付款…；7.2 形象进度达到50%时支付30%；7.3 付至97%: an item of a list that is about the price
    lists = {o.passage.parent for o in sure if o.passage.parent is not None and o.percent is not None}
    sure += _wholes(loose)
    return [o for o in loose if o in sure or (o.passage.parent in lists and o.percent is not None)]


def _wholes(loose: Sequence[Instalment]) -> list[Instalment]:
    """Shares of one passage that are each paid at a time of its own and come to all, whatever they are said to be of
    (甲方于签约后15日内预付50%，于收到报告后15日内结清其余50%)."""
    found: list[Instalment] = []
    for p in dict.fromkeys(o.passage for o in loose):
        own = [o for o in loose if o.passage is p]
        shares = [o.percent for o in own if o.percent is not None and o.trigger and not o.cumulative]
        if len(own) > 1 and len(shares) == len(own) and sum(shares) == 100:
            found += own
    return found


def _all_of(loose: Sequence[Instalment], total: Decimal | None) -> list[Instalment]:
    """Stated amounts that come to the price, wherever they stand."""
    stated = [o.amount for o in loose if o.amount is not None]
    whole = total is not None and len(stated) == len(loose) and sum(stated, Decimal(0)) == total
    return list(loose) if whole else []


def _for_whom(found: Sequence[Instalment], p: Passage, names: Sequence[str]) -> list[Instalment]:
    opened = _opened(p.s, names) if len(names) > 1 else []
    own = [
        named_in(one.of, names) or next((name for at, name in reversed(opened) if at <= one.at), None)
        if len(names) > 1
        else None
        for one in found
    ]
    shares = [one.percent for one in found if one.percent is not None and one.percent < 100]
    if None in own and len(shares) == len(found) and sum(shares) == 100 and not any(one.cumulative for one in found):
        own = [None] * len(own)  # 签约付30%，硬件到货付40%，…: together the whole, 硬件 only part of a condition
    return [replace(one, component=whom or component_of(p, names)) for one, whom in zip(found, own, strict=True)]


def _opened(s: str, names: Sequence[str]) -> list[tuple[int, str]]:
    """Where sentences of a passage open with a component, and which: 设备：…；软件：… What follows is about it too."""
    starts = [0, *(m.end() for m in _STOP.finditer(s))]
    return [(at, name) for at in starts if (name := opening_of(s[at:], names)) is not None]


__all__ = ["contingencies", "instalment_counts", "payments"]
