"""Where sentences about paying divide into instalments, and which figures state one together."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from contract_parse.extract.amounts.passages import BREAK
from contract_parse.extract.payments.timing import last_due, says_when
from contract_parse.extract.payments.tokens import Token, words

_MARK = r"(?:\([一二三四五六七八九十\d]{1,2}\)|[①-⑳]|(?<![\d.])\d{1,2}[.、)](?!\d)|(?<![一-鿿])[一二三四五六七八九十]{1,2}[、.])"
_SENTENCE = re.compile(rf"[。;{BREAK}]")
_INLINE = re.compile(rf"(?<=[,;。:.、{BREAK}]){_MARK}")
_LEAD = re.compile(rf"(?:{_MARK}|[,、:])*")
_FIRST = re.compile(r"第[一1](?!\d)")
_FIGURE_BEHIND = re.compile(r"(?:分期)?(?:支付|付款|拨付)(?:金额|比例|款项?)[为是:]?¥?\d")
_SUM_BEHIND = re.compile(r"[^,;。\d]{0,10},(?:共?计|即|合计|总计|金额为?)(?:人民币|¥|:|\((?:大写|小写)\))*")
_KEPT_BACK = re.compile(r"[,;(].*(?:预留|扣留|留存|暂留|保留|暂扣|留下|留)")
_TRIGGERED = re.compile(r"后|内|时|起|满|完毕|合格|验收|签订|生效")


@dataclass(frozen=True)
class Unit:
    """A stretch that states instalments together; ``labelled`` where it opens with 第一期, 尾款 and states one."""

    start: int
    end: int
    labelled: bool


def unscored(s: str, own: list[Token], unit: Unit) -> list[Token]:
    """Without the percentages that only follow from points scored; what they are shares of stays (剩余70%)."""
    points = words("scored").search(s, unit.start, unit.end)
    if points is None:
        return own
    kept = [t for t in own if t.start < points.start()]
    late = [t for t in own if t.start >= points.start()]
    for rest, value in itertools.pairwise(late):
        if rest.kind == "remainder" and value.kind == "percent" and value.start - rest.end <= 3:
            return [*kept, rest, value]
    return kept


def units(s: str) -> list[Unit]:
    bounds = sorted({0, len(s), *(m.end() for m in _SENTENCE.finditer(s)), *(m.start() for m in _INLINE.finditer(s))})
    spans = _whole([(a, b) for a, b in itertools.pairwise(bounds) if b > a], s)
    units: list[Unit] = []
    ordinal = False
    for a, b in spans:
        label = words("label").match(s, _after_marks(s, a))
        cuts = [a]
        if label is not None and label[0].startswith("第"):
            ordinal = True
        elif any(_FIRST.match(m[0]) and s[m.start() - 1] == ":" for m in words("label").finditer(s, a + 2, b)):
            ordinal = True  # 收到发票后，分两次付款：第一次…；第二次…
        if ordinal:
            cuts += [
                m.start()
                for m in words("label").finditer(s, a + 2, b)
                if m[0].startswith("第")
                and (s[m.start() - 1] in ",、:" or _heads(s, m.start(), m.end()))
                and not _mid(s, m.end())
            ]
        cuts.append(b)
        for x, y in itertools.pairwise(cuts):
            units.append(Unit(x, y, label is not None or x > a))
    return units


def _whole(spans: list[tuple[int, int]], s: str) -> list[tuple[int, int]]:
    """The stretches with those that only go on about the instalment named before joined to it (第一次付款：条件：…；
    金额：…；时限：…)."""
    whole: list[tuple[int, int]] = []
    for a, b in spans:
        at = _after_marks(s, whole[-1][0]) if whole else 0
        told = words("label").match(s, at) or (s[a - 1] == ";" and words("detail").match(s, at))
        if whole and told and words("detail").match(s, a):
            whole[-1] = whole[-1][0], b
        else:
            whole.append((a, b))
    return whole


def _after_marks(s: str, a: int) -> int:
    lead = _LEAD.match(s, a)
    return a if lead is None else lead.end()


def _heads(s: str, start: int, end: int) -> bool:
    """第2次分期支付金额为…, its figure right behind it: a line that the reader joined to the one above."""
    return s[start - 1] not in "于在与和从至到自按的" and bool(_FIGURE_BEHIND.match(s, end))


def _mid(s: str, end: int) -> bool:
    """第一年度 and the like that only qualify what follows (第二年服务期开始前)."""
    return bool(re.match(r"(?:的?服务期|考核|服务年度)", s[end : end + 4]))


def clusters(s: str, own: Sequence[Token], unit: Unit) -> list[list[Token]]:
    """The tokens gathered instalment by instalment."""
    groups: list[list[Token]] = []
    for t in own:
        if groups and _joins(s, groups[-1], t, unit):
            groups[-1].append(t)
        else:
            groups.append([t])
    kept = [g for g in groups if any(t.value is not None for t in g) or _alone(s, g, unit)]
    return [g for g, following in itertools.zip_longest(kept, kept[1:]) if not _only_manner(s, g, following, unit)]


def _only_manner(s: str, group: Sequence[Token], following: Sequence[Token] | None, unit: Unit) -> bool:
    """采用一次性付款方式，验收后支付合同总价的100%: how, said before what and when."""
    if following is None or any(t.kind != "full" for t in group) or all(t.value is None for t in following):
        return False
    return not says_when(s[unit.start : group[0].start])


def _alone(s: str, group: Sequence[Token], unit: Unit) -> bool:
    """Whether words without a figure state an instalment of their own: they are paid (余款…付清)."""
    if any(t.kind == "full" for t in group):
        return True
    rest = s[group[0].start : unit.end]
    if group[0].start == unit.start and last_due(rest) is not None:
        return True  # 首付50%…；余款在验收后30日内
    return bool(words("pay").search(rest)) or bool(
        re.search(r"(?:支付|付清|结清|拨付|给付)[^,;。]{0,14}$|[,;]付$", s[unit.start : group[0].start])
    )


def _joins(s: str, group: Sequence[Token], t: Token, unit: Unit) -> bool:
    gap = s[group[-1].end : t.start]
    values = {k: [x.value for x in group if x.kind == k] for k in ("percent", "amount")}
    valued = any(x.value is not None for x in group)
    if t.start < group[-1].end:
        return True
    if t.kind in ("percent", "amount"):
        if not valued and _KEPT_BACK.search(gap) and any(x.kind == "remainder" for x in group):
            return False  # 付清余款，但应预留3%: what is kept back is not what is left
        same = values[t.kind]
        if same and t.value not in same:
            return False
        if unit.labelled:
            return True
        if same:
            return bool(re.search(r"即|\(|大写|共", gap[:12])) and not _TRIGGERED.search(gap)
        if not valued and all(x.kind in ("full", "remainder") for x in group) and _SUM_BEHIND.fullmatch(gap):
            return True  # 一次性支付全部货款，计人民币45000元; 支付剩余款项，计（大写）…
        if not valued:
            return (
                len(gap) <= 14
                and not re.search(r"[,;。]", gap.strip(","))
                and (not _TRIGGERED.search(gap) or group[-1].kind == "full")
            )
        return len(gap) <= 26 and not _TRIGGERED.search(re.sub(r"验收款|质保期?满?后?", "", gap)) and ";" not in gap
    if unit.labelled:
        return True
    if t.kind == "full" and valued and re.fullmatch(r"[元整正)]*(?:,)?", gap) and not values["percent"]:
        return True  # 将合同款129000元一次付至乙方账户
    if (
        t.kind == "full"
        and valued
        and not values["percent"]
        and words("price_told").search(s, unit.start, group[0].start)
    ):
        return words("pay").search(s, unit.start, group[0].start) is None  # 年租金12万元，每年初一次性付清
    if t.kind == "remainder":
        return not re.search(r"[,;。]", gap) and (not valued or len(gap) <= 14)
    paid = words("pay").search(s[unit.start if group is None else max(unit.start, group[0].start - 20) : t.start])
    return not valued or any(x.kind == "remainder" for x in group) or paid is None
