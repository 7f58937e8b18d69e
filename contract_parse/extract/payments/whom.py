"""Which component of the price a payment passage is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contract_parse.extract.amounts.passages import BREAK, Passage
from contract_parse.model.text import fold

_NOISE = re.compile(r"合同|价款|价格|费用|款项|金额|总价|的|部分|支付|付款|方式|[()（）:,;。、\"《》]|费$|款$")
_LEAD = re.compile(
    rf"^(?:\([一二三四五六七八九十\d]+\)|\d+[.、)]|[①-⑳]|{BREAK})*(?P<name>[^:,;。{BREAK}]{{2,36}})[:{BREAK}]"
)


def stem(name: str) -> str:
    """A component's name without the words for money.

    >>> stem("应用软件开发费用"), stem("设备款")
    ('应用软件开发', '设备')
    """
    plain = _NOISE.sub("", fold("".join(name.split())))
    return plain or name


def component_of(passage: Passage, names: Sequence[str]) -> str | None:
    """The component that the passage opens with or stands under, None for the whole contract."""
    if len(names) < 2:
        return None
    lead = _LEAD.match(passage.s)
    heads = [lead["name"]] if lead else []
    heads += list(reversed(passage.titles[-2:]))
    for head in heads:
        own = stem(head)
        best = max(names, key=lambda n: _likeness(own, stem(n)))
        if _likeness(own, stem(best)) >= 0.6:
            return best
    return named_in(passage.s[:30], names)


def named_in(s: str, names: Sequence[str]) -> str | None:
    """The component whose name stands in ``s``; the longest where one name holds another."""
    hits = [n for n in names if stem(n) in s or fold(n) in s]
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
