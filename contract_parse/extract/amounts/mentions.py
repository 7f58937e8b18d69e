"""Every amount of money in the body: its figure, the capital words beside it, and what the words before call it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from contract_parse.extract.amounts.passages import BREAK, CELL, Passage
from contract_parse.extract.amounts.words import pattern
from contract_parse.model.facts import Money, YuanFact, evidence
from contract_parse.values.capital import CapitalMatch, find_capitals
from contract_parse.values.money import find_amounts, find_labelled_amounts
from contract_parse.values.percent import find_percents

Role = Literal["total", "component", "rate", "tax", "excluded", "instalment", "bond", "cap", "deposit", "other"]

ROLES = ("total", "grand", "weak", "excluded", "tax", "rate", "instalment", "deposit", "bond", "cap", "other")

# What may stand between a figure and its capital words, or between a label and its amount.
_GLUE = re.compile(
    rf"(?:人民币|RMB|CNY|大写|小写|金额|合计|总计|总价|价格|数字|含税价?|即|为|计|是|整|正|元|圆|¥|[Y羊]|[()\[\]（）:：,，、;；\"=.。_]|{BREAK}|{CELL})*"
)
_BRACKETED = re.compile(r"\([^()]*\)")
_TIGHT = re.compile(r"(?:人民币|RMB|大写|小写|金额|即|为|整|正|元|¥|[()\[\]:,])*")

_MAY_HOLD = re.compile(r"[\d*×壹贰叁肆伍陆柒捌玖拾佰仟元圆]")
ABSURD = Decimal(10) ** 13  # ten trillion yuan: digits run together, no price
_STOPS = re.compile(rf"[。;{BREAK}]")


@dataclass(frozen=True)
class Mention:
    """An amount at ``start:end`` of its passage's view (the figure, or the capital words where there is none).

    ``first:last`` spans figure and words together. ``left`` are the words before it up to the amount or
    full stop before, ``role`` what they call it; ``label`` is the word that said so.
    """

    passage: Passage
    start: int
    end: int
    value: Decimal
    per: str | None
    capital: CapitalMatch | None
    first: int
    last: int
    masked: bool = False
    in_words: bool = False
    left: str = ""
    label: str = ""
    kind: str = ""
    role: Role = "other"
    estimated: bool = False
    tax_included: bool | None = None

    def money(self) -> Money:
        """The fact, with the evidence of the figure (of the words where there is no figure)."""
        view = self.passage.text.view
        text = view.cut(self.start, self.end)
        joint = max((i + 1 for i, g in enumerate(text.glyphs) if g is None and text.s[i] == CELL), default=0)
        text = text[joint:]  # 人民币 of the cell before is no part of the figure
        words = None
        if self.capital is not None:
            c = self.capital
            words = YuanFact.of(c.value, view.cut(c.start, c.end), self.passage.path)
            words = words.model_copy(update={"well_formed": c.well_formed, "fault": c.fault})
        return Money(
            value=self.value, raw=text.s.strip(), evidence=evidence(text, self.passage.path), capital=words,
            tax_included=self.tax_included, clause=self.passage.path, role=self.role, estimated=self.estimated,
        )  # fmt: skip


def mentions(passages: Iterable[Passage]) -> list[Mention]:
    """All mentions, passage by passage, each with its role as far as the words before it tell."""
    return [m for p in passages for m in in_passage(p)]


def in_passage(passage: Passage) -> list[Mention]:
    s = passage.s
    if _MAY_HOLD.search(s) is None:
        return []
    figures = [(a.start, a.end, a.value, a.per, a.masked) for a in find_amounts(s, masked=True) if a.value < ABSURD]
    capitals = [c for c in find_capitals(s) if c.value < ABSURD]
    # Capital words that the money reader also counts stand as capitals, not as figures.
    figures = [f for f in figures if not any(f[0] < c.end and c.start < f[1] for c in capitals)]
    for a in find_labelled_amounts(s):
        clear = not any(f[0] < a.end and a.start < f[1] for f in figures)
        if clear and a.value < ABSURD and (a.value >= 100 or "." in s[a.start : a.end]):
            figures.append((a.start, a.end, a.value, a.per, False))
    figures.sort()
    pairs = _pair(s, figures, capitals)
    found: list[Mention] = []
    for i, (start, end, value, per, masked) in enumerate(figures):
        c = pairs.get(i)
        if masked and c is None:
            continue
        first, last = (start, end) if c is None else (min(start, c.start), max(end, c.end))
        found.append(Mention(passage, start, end, c.value if masked and c else value, per, c, first, last, masked))
    paired = {id(c) for c in pairs.values()}
    found += [
        Mention(passage, c.start, c.end, c.value, _per_after(s, c.end), c, c.start, c.end, in_words=True)
        for c in capitals
        if id(c) not in paired
    ]
    found.sort(key=lambda m: m.first)
    return [_labelled(m, found[i - 1].last if i else 0) for i, m in enumerate(found)]


def _per_after(s: str, at: int) -> str | None:
    m = re.match(r"/?(?:每)?(年|月|季度?)", s[at : at + 3]) if s[at : at + 1] in "/每" else None
    return {"年": "year", "月": "month", "季": "quarter", "季度": "quarter"}[m[1]] if m else None


Figure = tuple[int, int, Decimal, str | None, bool]


def _pair(s: str, figures: list[Figure], capitals: list[CapitalMatch]) -> dict[int, CapitalMatch]:
    """For each figure the capital words that restate it: side by side, nothing but glue between."""
    asides = [m.span() for m in _BRACKETED.finditer(s) if _is_aside(m, figures, capitals)]
    plain = [not any(a < f[0] < b for a, b in asides) for f in figures]
    offers = []
    for i, (a, b, value, _, masked) in enumerate(figures):
        for j, c in enumerate(capitals):
            lo, hi = (b, c.start) if b <= c.start else (c.end, a)
            between = any(lo <= f[0] < hi for f, counts in zip(figures, plain, strict=True) if counts)
            if not plain[i] or hi < lo or between or any(lo <= k.start < hi for k in capitals):
                continue
            gap = s[lo:hi]
            for first, last in asides:
                gap = gap.replace(s[first:last], "")
            if not _GLUE.fullmatch(re.sub(r"/?(?:年|月|季度|整年)", "", gap, count=1)) and not _asks_for_words(gap):
                continue
            cost = 0 if c.value == value or masked else 1 if _TIGHT.fullmatch(gap) else 2
            if cost and _STOPS.search(gap.rstrip(BREAK + CELL)) and any(f[2] == c.value for f in figures):
                continue  # the words of another amount, told behind the list of its parts
            offers.append((cost, hi - lo, i, j))
    taken: dict[int, CapitalMatch] = {}
    used: set[int] = set()
    for _, _, i, j in sorted(offers):
        if i not in taken and j not in used:
            taken[i] = capitals[j]
            used.add(j)
    return taken


def _is_aside(m: re.Match[str], figures: list[Figure], capitals: list[CapitalMatch]) -> bool:
    """Whether brackets hold several other amounts: 总价…元(不含税…元,税额…元),大写…."""
    inside = sum(m.start() < f[0] < m.end() for f in figures)
    return inside > 1 and not any(m.start() < c.start < m.end() for c in capitals)


def _asks_for_words(gap: str) -> bool:
    """Whether the words between say themselves that the other form follows (…元，人民币大写金额为：…)."""
    return len(gap) <= 24 and ("大写" in gap or "小写" in gap) and not _STOPS.search(gap.rstrip(BREAK + CELL))


def _left(s: str, since: int, first: int) -> str:
    """The words before an amount, from the full stop or the amount before; further back if they are only glue."""
    bounds = [m.end() for m in _STOPS.finditer(s, since, first)]
    for at in reversed([since, *bounds]):
        left = s[at:first]
        if not _GLUE.fullmatch(left):
            return left[-120:]
    return s[since:first][-120:]


def _labelled(m: Mention, since: int) -> Mention:
    s = m.passage.s
    sum_of = _WORKED_OUT.search(s, 0, m.first)  # 合同总价=每月合计×12=…: the words before the working name it
    left = _left(s, 0, sum_of.start()) if sum_of else _left(s, since, m.first)
    left = _CEILING.sub("", _AS_SHARE.sub("", _METHOD.sub("", left)))
    label, kind, at = name(left)
    tail = s[m.last : m.last + 24].split("。")[0].split(BREAK)[0]
    estimated = bool(pattern("amount_labels", "estimated").search(left[-30:])) and kind != "rate"
    role: Role = "other"
    if m.per is not None and not (kind == "total" and _LATE.search(left[:at]) and _STATED.fullmatch(left[at:])):
        role, kind = "rate", "rate"
    elif kind in ("total", "grand", "weak"):
        role = "total" if kind == "total" else "other"
        shares = [
            p
            for p in find_percents(left)
            if p.start >= at and not _TAXED.search(left[: p.start]) and not _RATE_OF_TAX.match(left[p.end :])
        ]
        if shares and not _TAKEN_AS.search(left[shares[-1].end :]):  # 合同总价的30%，即…
            role, kind = "other", "share"
    elif kind in ("excluded", "tax", "rate", "instalment", "deposit", "bond", "cap"):
        role = kind  # type: ignore[assignment]
    if m.per is None and kind in ("", "grand", "weak") and (called := _CALLED_TOTAL.match(tail)) is not None:
        role, kind, label, at = (
            "total",
            "total",
            called["what"] or called["won"],
            len(left),
        )  # 两项之和…元即为本合同总价
    if role == "total" and not _STATED.fullmatch(left[at:]):
        role, kind = "other", "grand" if _SUM.search(left[at:]) else "loose"
    if kind == "rate" and re.search(r"^(?:元)?/", tail):
        role = "rate"
    if _MULTIPLIED.match(tail):
        role, kind = "rate", "rate"
    return replace(m, left=left, label=label, kind=kind, role=role, estimated=estimated, tax_included=_tax(left, tail))


# How a price comes about, between its name and its amount: 合同金额按码洋乘以折扣率计算，为…元.
_METHOD = re.compile(
    r"(?<=[价款额费用])(?:按照?|依据|根据|以)[^,;。:\d¥%]{2,30}?(?:计算|计取|收取|计收|确定|核算|计价),?(?=[为即计是共合]|人民币|暂定)"
)
# 评估费按评估总额的1.5‰收取，暂定…元: a share of something else is how the fee comes about
_AS_SHARE = re.compile(
    r"(?<=[价款额费用])(?:按照?|以)[^,;。:]{2,30}?\d+(?:\.\d+)?[%‰](?:计算|计取|收取|计收|计费),?(?=暂定|暂估|暂按)"
)
_CALLED_TOTAL = re.compile(
    r"[元圆整正)]*,?(?:即|就|便)?(?:为|是|系|作为)(?:本)?(?P<what>(?:合同|项目)的?(?:含税)?(?:总价款?|总金额|总额|价款|金额|价格|价))(?=[,;。)]|$)"
    r"|[元圆整正)]*(?:的?(?:价格|总价|金额))?(?P<won>成交)(?=[,;。)]|$)"
)
_WORKED_OUT = re.compile(
    r"=(?:[^=,;。␤]|(?<=\d),(?=\d)){1,60}[×*xX+](?:[^=,;。␤]|(?<=\d),(?=\d)){1,60}=(?:人民币|RMB|¥)*$"
)
# 合同总金额上限为…元: what the contract can come to is its price
_CEILING = re.compile(
    r"(?<=合同总[价额])上限(?=为|是|:|人民币|¥)|(?<=合同总(?:金额|价款|费用))上限(?=为|是|:|人民币|¥)"
)
# 每延误一天，按合同总价468000元的0.2%: what is paid by the day is a share of it
_LATE = re.compile(r"每(?:逾期|迟延|延迟|延误|延期|拖延|超过|推迟|晚)[^每]*$")
_MULTIPLIED = re.compile(r"(?:元)?(?:/[^=,;。×*]{1,8})?[×*xX]\d")


# Behind the name itself: in which form the amount is written.
_FORM = re.compile(
    rf"(?:[(]?(?:人民币)?(?:大写|小写)(?:人民币)?(?:金额|数字|合计|总额)?[)]?|人民币|RMB|CNY|[:,¥=()\[\] \-]|[为是]|{BREAK})+$"
)
_WITH_TAX = re.compile(r"\(含(?:\d+(?:\.\d+)?%)?的?(?:增值)?税\)")  # of the price, not its tax


def name(left: str) -> tuple[str, str, int]:
    """The word that names the amount after ``left``: (word, its list, where it ends); the nearest, then the longest."""
    best = ("", "", -1, 0)
    words = _WITH_TAX.sub(lambda m: " " * len(m[0]), left)
    words = _FORM.sub("", words) or left
    for kind in ROLES:
        for found in pattern("amount_labels", kind).finditer(words):
            rank = (found.end(), found.end() - found.start())
            if rank > (best[2], best[3]):
                best = (found[0], kind, *rank)
    return best[0], best[1], best[2]


# What may stand between the word for the total and its amount; anything else (超过, 每增加 …) tells something about it.
_STATED = re.compile(
    r"(?:\([^()]*\)|(?:含税|税率)?\d+(?:\.\d+)?%|总?(?:金额|价款|额)|合计|共计|总计|人民币|RMB|CNY|大写|小写|不含税|含税|含增值税|固定|暂定|暂估|"
    rf"包干价?|约定?|确定|定|计|为|是|即|共|应|均|本|元|整|价|以|按照?|如下|[:,()¥=Y羊_/\-、\[\]\"]|{BREAK})*+"
)
_SUM = re.compile(r"(?:合计|共计|总计)[^,;。]{0,12}$")
_TAKEN_AS = re.compile(r"[,、;](?:合同)?(?:总)?(?:价款?|金额)?(?:暂定|暂估|暂按)")  # 按结算价的1.8%计取，暂定为…
_RATE_OF_TAX = re.compile(r"的?(?:增值)?税")  # 合同总价（含13%增值税）
_TAXED = re.compile(r"税率?[:为(]?$")
_WITHOUT = re.compile(r"(?:不含|未含|除)(?:增值)?税")
_WITH = re.compile(r"(?<![不未])含(?:\d+(?:\.\d+)?%)?(?:的)?(?:增值)?税|价税合计|含(?:一切|全部|所有)?税")


def _tax(left: str, tail: str) -> bool | None:
    """含税 or 不含税 right beside the amount."""
    near = left[-40:]
    without = [m.end() for m in _WITHOUT.finditer(near)]
    with_ = [m.end() for m in _WITH.finditer(near)]
    if without or with_:
        return max(with_, default=-1) > max(without, default=-1)
    bracket = re.match(
        r"[元整,()]{0,4}[(,]?(不含|未含|含)(?:\d+(?:\.\d+)?%)?(?:增值)?税(?!(?:价|金额|总|部分|合同|额)[^)])", tail
    )
    return None if bracket is None else bracket[1] == "含"
