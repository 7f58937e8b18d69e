"""Which component of the price a payment passage is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contract_parse.extract.amounts.passages import BREAK, Passage
from contract_parse.model.text import fold

_NOISE = re.compile(
    r"合同|价款|价格|费用|款项|金额|总价|酬金|报酬|的|部分|支付|付款|结算|方式|[()（）:,;。、\"《》]|费$|款$"
)
_LEAD = re.compile(
    rf"^(?:\([一二三四五六七八九十\d]+\)|\d+[.、)]|[①-⑳]|{BREAK})*(?P<name>[^:,;。{BREAK}]{{2,36}})[:{BREAK}]"
)


# 软件开发费分三期支付: a name with a word for money opens the passage; 设备到货后 is no such name.
_OPENING = re.compile(
    rf"(?:\([一二三四五六七八九十\d]+\)|\d+[.、)]|[①-⑳]|{BREAK})*([^,;。:]{{2,24}}?(?:费用?|价款|款项?|部分|租金|酬金))(?!支付方式)"
)

_AND = re.compile(r"(?:以及|[、和及与])")

# Words that name no part of a price: 酬金支付 is about the whole.
_GENERIC = {
    "",
    "服务",
    "服务费",
    "项目",
    "工程",
    "货物",
    "采购",
    "条件",
    "期限",
    "进度",
    "酬金支付",
    "费用支付",
    "合同",
    "货款",
    "租金",
}

_YEARS = re.compile(r"^(?:[一二三四五两\d]{1,2}年|\d{1,3}个月)期?(?=[\u4e00-\u9fff]{3})")


def stem(name: str) -> str:
    """A component's name without the words for money.

    >>> stem("应用软件开发费用"), stem("设备款"), stem("三年运行维护费")
    ('应用软件开发', '设备', '运行维护')
    """
    plain = _NOISE.sub("", _YEARS.sub("", fold("".join(name.split()))))
    return plain if len(plain) > 1 else ""


def component_of(passage: Passage, names: Sequence[str]) -> str | None:
    """The component that the passage opens with or stands under, None for the whole contract."""
    if len(names) < 2:
        return None
    lead = _LEAD.match(passage.s)
    heads = [lead["name"]] if lead else []
    heads += list(reversed(passage.titles[-2:]))
    for head in heads:
        own = stem(head)
        if own in _GENERIC:
            continue
        best = max(names, key=lambda n: _likeness(own, stem(n)))
        if _likeness(own, stem(best)) >= 0.6:
            return best
    opening = _OPENING.match(passage.s)
    if opening is None or (_AND.match(passage.s, opening.end()) and _opens(passage.s[opening.end() :], names)):
        return None  # 人工费、管理费按月支付: both of them
    return named_in(opening[1], names)


def _opens(s: str, names: Sequence[str]) -> bool:
    """Whether another component's name follows words that join it on."""
    rest = _AND.sub("", s, count=1)
    return any(rest.startswith(fold(n)) or (stem(n) and rest.startswith(stem(n))) for n in names)


def opening_of(s: str, names: Sequence[str]) -> str | None:
    """The component whose name and a colon open ``s``, one of several statements in a passage (设备：…；软件：…)."""
    lead = _LEAD.match(s)
    own = stem(lead["name"]) if lead else ""
    best = max(names, key=lambda n: _likeness(own, stem(n)), default=None)
    return best if best is not None and own not in _GENERIC and _likeness(own, stem(best)) >= 0.6 else None


def named_in(s: str, names: Sequence[str]) -> str | None:
    """The component whose name stands in ``s``; the longest where one name holds another."""
    hits = [n for n in names if (stem(n) and stem(n) not in _GENERIC and stem(n) in s) or fold(n) in s]
    if len(hits) > 1:
        hits = [h for h in hits if not any(h != o and stem(h) in stem(o) for o in hits)]
    return hits[0] if len(hits) == 1 else None


def _likeness(a: str, b: str) -> float:
    """1 for the same name, the shared part's share of the shorter one where one opens or holds the other."""
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    if short in long:
        return 0.6 + 0.4 * len(short) / len(long) if len(short) >= 2 else 0.0
    return 0.0
