"""The parts of the price that the body lists: by clauses, by numbers within a sentence, or after 其中."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from contract_parse.extract.amounts.mentions import Mention, in_passage
from contract_parse.extract.amounts.passages import BREAK, CELL, Passage
from contract_parse.extract.amounts.words import pattern
from contract_parse.model.facts import Component, Duration, Fact, Rate
from contract_parse.model.text import Text
from contract_parse.values.durations import find_durations

# A number in brackets before a unit was filled in: 共（3）年，计….
_MARK = (
    r"(?:(?:(?<=[;。,:␤])|^)[一二三四五六]是(?![本该])|\([一二三四五六七八九十\d]{1,3}\)(?!个(?:月|工作日|日历|自然)|[年月日天](?=[,;。、:)内期共合计]))|[①-⑳⑴-⒇]"
    r"|(?:(?<=[;。,:␤])|^)(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)](?!\d))"
)
_CUT = re.compile(rf"{_MARK}|[;。{BREAK}]")
_LEAD = re.compile(
    r"^(?:.*(?:其中|包括|包含|组成|构成|明细|分项|如下|分别为|分别是|分为|以下|下列|分(?:成)?[两二三四五六七八]个?(?:部分|大?项|块|类))(?:[^:,;。]{0,6}[:,]|(?=[^:,;。]{2})))?(?:(?:合同(?:总)?(?:价款?|金额))?中?(?:包)?含)?"
    rf"(?:{_MARK}|\([^()]*\)|[甲乙]方[向为从][甲乙]方(?:采购|购买|提供|支付)的?|[,;:、。.)\-•*{BREAK}]|元|整|以及|和|及|另|还有|由(?![甲乙采供])|本合同|本项目)*"
)
_TAIL = re.compile(
    rf"(?:[:：,，、()\[={CELL}{BREAK}]|人民币|RMB|¥|[Y羊](?=$)|大写|小写|含税|为|是|计|共|合计|小计|总计|共计|每年|每月|每季度|按|年|的|"
    r"(?:合同)?(?:总)?(?:价款|价格|金额|总价|总额|费用|款项|造价))+$"
)
_OPENED = re.compile(r"[^:,;。()%]{2,20}\([^():]*元[^():]*\)[^:,;。()]{0,4}:")
_APART = re.compile(r"[,、;+]|^(?:元?整?)\)?(?:以及|[和及与])")  # what parts are set apart by
_EACH = re.compile(r"(?:每|/)(?:一)?(?:名|个)?(?:[辆人台套间户栋张件床班岗桶棵]|平方米|㎡|点位|车次)")  # 每辆每月5800元
_FEE = re.compile(r"^[\u4e00-\u9fff]{1,8}(?:费用?|款|金|报酬)$")
_PERIOD = re.compile(r"^(?:每个?)?(?:全年|[年月季]度?|(?:\d+|[一二三四五两]|十[一二]?)(?:年|个?月))(?:的|总)?")
# What tells how an amount comes about, between a part's name and the amount: 保洁员18名，每人每月3200元.
_HOW = re.compile(r"(?:按照?|以|每|单价|计费|全[年期]|总?计|合计|共|[一二三两]年)")
_PER_ONE = re.compile(r"[,、]按?每[^,;。:、\d]{1,4}$")
_COUNTED = re.compile(r"(?:共计?)?(?:\d+|[一二两三四五六七八九十]+)(?:名|人|辆|台|套|间|户|个|项|次|期|处|株|张|盏)$")
_SHARED = re.compile(r"占(?:合同)?(?:总价款?|总额|金额)?的?(?:比例?为?)?\d+(?:\.\d+)?%$")
_SUMMED = re.compile(r"共计|合计|总计|小计|费用共计|总价|总额|总共|累计|=(?=人民币|RMB|[¥\d]|$)")
_PERIODS = {"year": "year", "month": "month", "quarter": "quarter", "day": "day", "week": "week"}


@dataclass(frozen=True)
class Part:
    name: Text
    amount: Mention
    rate: Mention | None
    term: Duration | None
    annex: str | None
    passage: Passage
    doubtful: bool = False  # named like a tax, a reserve or an instalment: a part only where the sum needs it
    factor: Decimal | None = None  # set where the amount is rate × term and not stated itself


def components(body: Sequence[Passage], total: Mention | None, value: Decimal | None) -> list[Component]:
    """The list of parts: of all places that list at least two, the one that adds up, else the first under a price heading. What costs as much as the whole is none of its parts."""
    lists = [([p for p in parts if value is None or _value(p) != value], lead) for parts, lead in _lists(body, total)]
    offers = [(parts, lead) for parts, lead in lists if sum(not p.doubtful for p in parts) >= 2]
    for parts, _ in offers:
        for chosen in (parts, [p for p in parts if not p.doubtful]):
            if value is not None and sum((_value(p) for p in chosen), Decimal(0)) == value:
                return [_component(p) for p in chosen]
    for parts in _priced_in_schedule(body, total):
        if value is not None and sum((_value(p) for p in parts), Decimal(0)) == value:
            return [_component(p) for p in parts]
    for listed, lead in offers:
        parts = listed
        if value is not None and any(p.doubtful for p in listed):
            sure = [p for p in listed if not p.doubtful]
            parts = min(sure, listed, key=lambda ps: abs(sum((_value(p) for p in ps), Decimal(0)) - value))
        whole = sum((_value(p) for p in parts), Decimal(0))
        announced = bool(pattern("amount_labels", "components_lead").search(lead)) or _under_price(parts[0].passage)
        # A list far from the total states something else (what the parts were tendered at, a year's share).
        if announced and (value is None or value / 2 <= whole <= value * 2):
            return [_component(p) for p in parts]
    return []


def _value(part: Part) -> Decimal:
    return part.amount.value * part.factor if part.factor else part.amount.value


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
            m = re.search(r"其中|(?:下列|以下)(?:部分|费用|内容)?|组成[:：]|包括[:：]", p.s)
            chunks = [part for a, b in _chunks(p.s, 0) for part in _one(p, a, b, total)]
            yield chunks, p.s[: p.s.find(":") + 1] if m is None else m[0]


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
        anew = following is not None and (
            following.kind == "total" or _is_it(following, total) or _named_anew(passage, m, following)
        )
        if following is not None and not anew:
            continue
        part = _part(passage, at, run, following.first if following else b, total)
        if part is not None:
            found.append(part)
        at, run = m.last, []
    return found


def _is_it(m: Mention, total: Mention | None) -> bool:
    return total is not None and (m.passage, m.start, m.value) == (total.passage, total.start, total.value)


def _named_anew(passage: Passage, m: Mention, following: Mention) -> bool:
    """Whether another part's name stands between two amounts, rather than words about the same one."""
    between = passage.s[m.last : following.first]
    if re.search(_MARK, between) or re.search(rf"[;。{BREAK}]", between):
        return True
    taxed = following.kind == "tax" and following.label not in ("税金", "税费")  # those two are costs of a list, too
    if _SUMMED.search(between) or taxed or following.kind in ("grand", "excluded") or m.per is not None:
        return False
    apart = _APART.search(between)
    words = _TAIL.sub("", between[apart.end() :]) if apart else ""
    if _COUNTED.fullmatch(words):
        return False
    timed = find_durations(words)
    if not timed:
        return len(words) >= 2 and not _same_fee(passage.s, m, words)
    # 三年维保费60000元 names a fee of its own, 三年计60000元 sums up the one before.
    return timed[0].start == 0 and bool(_FEE.search(words[timed[0].end :])) and not _same_fee(passage.s, m, words)


def _same_fee(s: str, m: Mention, words: str) -> bool:
    """Whether ``words`` call by another period the fee that ``m`` is the rate of: 月租金5000元，年租金60000元."""
    fee = _PERIOD.sub("", words)
    return m.kind == "rate" and len(fee) >= 2 and fee != words and fee in s[max(0, m.first - 24) : m.first]


def _part(passage: Passage, at: int, run: list[Mention], end: int, total: Mention | None) -> Part | None:
    s = passage.s
    first = run[0]
    label = _name(s, at, first.first)
    if label is None:
        return None
    a, b = label
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
        and m.kind not in ("excluded", "cap", "bond", "deposit", "other")
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
    if rate is not None and term is not None and _PERIODS.get(rate.per or "") == term.unit:
        return Part(
            passage.text.view.cut(a, b), replace(rate, role="component"), rate, term, tag, passage, doubtful, term.n
        )
    return None


def _name(s: str, at: int, first: int) -> tuple[int, int] | None:
    """Where the part's name stands before its first amount; None where there is none."""
    b = at + len(_TAIL.sub("", s[at:first]))
    a = at + max(s[at:b].rfind(c) + 1 for c in (";", "。", BREAK))
    for m in re.finditer(_MARK, s[a:b]):
        a += m.end()
        break
    lead = _LEAD.match(s[a:b])
    a += lead.end() if lead else 0
    colon = re.match(rf"[^:,;]{{2,30}}(?=[:{CELL}])", s[a:b])
    comma = max(s.rfind(sign, a, b) for sign in ",+=")  # 检测费=水样检测费(2000元)+气样检测费(1000元)
    inner = _TAIL.sub("", s[a + colon.end() + 1 : b]) if colon else ""
    if colon and _FEE.match(inner) and not re.search("[年月季]", inner):
        a, colon = a + colon.end() + 1, None  # 租赁费用:车辆租金每月12000元: a heading above several fees
    if colon:
        b = a + colon.end()
    while not colon and comma >= 0:
        if not _HOW.match(s[comma + 1 : b]):
            a = comma + 1
            break
        b = comma
        comma = max(s.rfind(sign, a, b) for sign in ",+=")
    b = a + len(_COUNTED.sub("", _SHARED.sub("", _TAIL.sub("", s[a:b]))))
    b = a + (len(re.sub(r"\([^()]*\)?$", "", s[a:b])) or b - a)
    b = a + (len(_TAIL.sub("", s[a:b])) or b - a)
    if not 2 <= b - a <= 40 or not re.search(r"[\u4e00-\u9fffA-Za-z]{2}", s[a:b]) or re.search(r"[,;。]", s[a:b]):
        return None
    return a, b


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


def _component(part: Part) -> Component:
    path = part.passage.path
    money = part.amount.money()
    if part.factor:
        money = money.model_copy(update={"value": _value(part), "capital": None})
    rate = None
    if part.rate is not None:
        per = _PERIODS.get(part.rate.per or "") or _per_before(part.rate)
        rate = Rate(amount=part.rate.value, per=per) if per else None
    return Component(
        name=Fact.of(part.name.view.s, part.name, path), amount=money.model_copy(update={"role": "component"}),
        rate=rate, term=part.term if rate else None, annex=part.annex, clause=path,
    )  # fmt: skip


def _per_before(rate: Mention) -> str | None:
    m = re.search(r"每(?:个)?(?:服务)?(年|月|季|日|天|周)|(年|月)(?:服务费?|租金|费)", rate.left[-16:])
    if m is None:
        return None
    return {"年": "year", "月": "month", "季": "quarter", "日": "day", "天": "day", "周": "week"}[m[1] or m[2]]
