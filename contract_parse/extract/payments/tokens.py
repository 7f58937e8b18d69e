"""What a payment passage is made of: percentages, amounts and the words for a remainder or the whole price."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from contract_parse.extract.amounts.mentions import Mention
from contract_parse.extract.amounts.passages import BREAK
from contract_parse.extract.amounts.words import pattern
from contract_parse.values.numerals import parse_integer
from contract_parse.values.percent import find_percents

Kind = Literal["percent", "amount", "remainder", "full"]
_FRACTIONS = re.compile(
    r"(?P<d>[二三四五六八十])分之(?P<n>一|二|三|四)|(?<!\d)(?P<a>[1-9])/(?P<b>[2-9]|1[02])(?![\d.])"
)
_EQUAL = re.compile(
    r"(?:分|按|共)(?:为)?(?P<n>[一二两三四五六七八九十\d]+)(?:次|期|笔|个月|个季度)(?:进行)?(?:等额|平均|均等|均摊|平均分摊)|(?:等额|平均|均等)分?(?P<n2>[一二两三四五六七八九十\d]+)(?:次|期|笔)"
)
_HAN = "零一二三四五六七八九十"
_ATOM = re.compile(rf"[,;。:{BREAK}]")
_UNTICKED = re.compile(rf"[□☐][^☑√■✓□☐{BREAK}。;]*")


@dataclass(frozen=True)
class Token:
    """``value`` is the percentage or the amount in yuan; None for words."""

    kind: Kind
    start: int
    end: int
    value: Decimal | None = None
    mention: Mention | None = None


def words(name: str) -> re.Pattern[str]:
    return pattern("payment_words", name)


def tokens(s: str, found: Sequence[Mention]) -> list[Token]:
    """Everything in ``s`` that tells how much is paid, in order; what is no payment is left out."""
    out = [
        Token("percent", p.start, p.end, p.value)
        for p in find_percents(s)
        if 0 < p.value <= 100 and _paid(s, p.start, p.end)
    ]
    for f in _FRACTIONS.finditer(s):
        n, d = (int(f["a"]), int(f["b"])) if f["a"] else (_HAN.index(f["n"]), _HAN.index(f["d"]))
        if n < d and not f[0].startswith("十") and _paid(s, f.start(), f.end()):
            out.append(Token("percent", f.start(), f.end(), _share(d) if n == 1 else _plain(Decimal(100 * n) / d)))
    for m in found:
        if (
            m.kind not in ("tax", "excluded", "other", "cap")
            and m.per != "unit"
            and m.value > 0
            and _paid(s, m.first, m.last)
        ):
            out.append(Token("amount", m.first, m.last, m.value, m))
    for e in _EQUAL.finditer(s):
        times = parse_integer(e["n"] or e["n2"])
        if times and 2 <= times <= 60 and not words("deducting").match(s, e.end()):
            out.append(Token("percent", e.start(), e.end(), _share(times)))
    out += [Token("remainder", r.start(), r.end()) for r in words("remainder").finditer(s)]
    out += [Token("full", r.start(), r.end()) for r in words("full").finditer(s)]
    dead = [m.span() for m in _UNTICKED.finditer(s)] if re.search(r"[☑√■✓]", s) else []
    out = [t for t in out if not any(a <= t.start < b for a, b in dead)]
    return sorted(out, key=lambda t: (t.start, t.end))


def _share(n: int) -> Decimal:
    """The percentage that one of ``n`` equal instalments is; not rounded, so that amounts come out to the fen."""
    return _plain(Decimal(100) / n)


def _plain(percent: Decimal) -> Decimal:
    return percent if percent % 1 else Decimal(int(percent))


def _paid(s: str, start: int, end: int) -> bool:
    before = _ATOM.split(s[max(0, start - 24) : start])[-1]
    near = before[-12:]
    found = list(words("not_paid").finditer(near))
    m = found[-1] if found else None
    if m is not None and not re.search(r"后|支付|付|返还|退还", near[m.end() :]):
        # 支付已完成工程量的80% pays for what is done; 完成工程量的80% alone is a condition.
        return bool(re.match(r"完成|达", m[0]) and re.search(r"支付|拨付|付", before))
    if re.search(r"(?:剩余|余下|余|其余)(?:的|款|款项)?$", before):
        return True
    return not words("not_paid_after").search(s[end : end + 12])
