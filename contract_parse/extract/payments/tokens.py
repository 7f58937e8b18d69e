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
from contract_parse.values.percent import find_percents, find_tenths

Kind = Literal["percent", "amount", "remainder", "full"]
_FRACTIONS = re.compile(
    r"(?P<d>[二三四五六八十])分之(?P<n>一|二|三|四)|(?<!\d)(?P<a>[1-9])/(?P<b>[2-9]|1[02])(?![\d.])"
)
_EQUAL = re.compile(
    r"(?:分|按|共)(?:为)?(?P<n>[一二两三四五六七八九十\d]+)(?:次|期|笔|个月|个季度)(?:进行)?(?:等额|平均|均等|均摊|平均分摊)|(?:等额|平均|均等)分?(?P<n2>[一二两三四五六七八九十\d]+)(?:次|期|笔)"
)
# 支付一半, 付清另一半; 完成一半 is a condition
_HALF = re.compile(
    r"(?:支付|预付|拨付|付清|结清|再?付)(?:合同)?(?:总?价款?|总?金额|货款|费用|款项?|服务费)?的?(?:另外?|剩余|其余|余下|剩下)?的?(?P<half>一半|半数)"
)
_HAN = "零一二三四五六七八九十"
_STOP = re.compile(rf"[;。{BREAK}]")
_HANDED = re.compile(r"(?:支付|拨付|付)(?:给)?(?:甲方|乙方|供应商|卖方|供方|承包人|受托方|服务方)?(?:人民币|¥|:)*$")
SETTLES = r"(?!.*(?:乙方|逾期|水|电|工资))[^,]{2,24}(?:后|时|内)[^,]{0,12}(?:,[^,]{0,14})?"
_MARKS = re.compile(rf"(?:\([一二三四五六七八九十\d]+\)|\d+[.、)]|[①-⑳]|{BREAK})*")
_DELIVERED = re.compile(
    r"(?!.*(?:乙方|逾期|水|电|工资|次|期|笔))[^,]{0,10}(?:货到|到货|后|时|完|合格|验收|交付)[^,]{0,6}"
)
_ATOM = re.compile(rf"[,;。:{BREAK}]")
# What of the instalments told before is paid in advance; the form of the ministry asks for it.
_SAID_OVER = re.compile(rf"其中,?涉及预付款的?:[^;。{BREAK}]*")
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
        for p in (*find_percents(s), *find_tenths(s))
        if 0 < p.value <= 100 and _paid(s, p.start, p.end)
    ]
    for f in _FRACTIONS.finditer(s):
        n, d = (int(f["a"]), int(f["b"])) if f["a"] else (_HAN.index(f["n"]), _HAN.index(f["d"]))
        if n < d and not f[0].startswith("十") and _paid(s, f.start(), f.end()):
            out.append(Token("percent", f.start(), f.end(), _share(d) if n == 1 else _plain(Decimal(100 * n) / d)))
    out += [Token("percent", *h.span("half"), Decimal(50)) for h in _HALF.finditer(s) if _paid(s, *h.span("half"))]
    for m in found:
        if (
            (m.kind not in ("tax", "excluded", "other", "cap") or (m.kind == "other" and _HANDED.search(s, 0, m.first)))
            and m.per != "unit"
            and m.value > 0
            and _paid(s, m.first, m.last)
        ):
            out.append(Token("amount", m.first, m.last, m.value, m))
    for e in _EQUAL.finditer(s):
        times = parse_integer(e["n"] or e["n2"])
        shared = any(0 <= e.start() - t.end <= 10 and not re.search(r"[,;。]", s[t.end : e.start()]) for t in out)
        begin = max(s.rfind(c, 0, e.start()) for c in ",;。" + BREAK) + 1
        rest = words("remainder").search(s, begin, e.start()) is not None  # 余款分6个月平均支付
        stop = _STOP.search(s, e.end())
        again = any(
            t.value == _share(times or 1) and e.end() <= t.start < (stop.start() if stop else len(s)) for t in out
        )
        if times and 2 <= times <= 60 and not (shared or rest or again) and not words("deducting").match(s, e.end()):
            out.append(Token("percent", e.start(), e.end(), _share(times)))
    out = _all_but(s, [t for t in out if not any(a <= t.start < b for a, b in _bases(s, out))])
    out += [Token("remainder", r.start(), r.end()) for r in words("remainder").finditer(s)]
    rhythm = words("recurring").search(s) is not None  # 每单验收后一次性付清该单费用: all of a part
    out += [
        Token("full", r.start(), r.end())
        for r in words("full").finditer(s)
        if not (rhythm and words("of_a_part").match(s, r.end()))
        and not any(t.kind == "percent" and t.start <= r.start() < t.end for t in out)
    ]
    dead = [m.span() for m in _UNTICKED.finditer(s)] if re.search(r"[☑√■✓]", s) else []
    dead += [m.span() for m in _SAID_OVER.finditer(s) if any(t.start < m.start() for t in out)]
    out = [t for t in out if not any(a <= t.start < b for a, b in dead)]
    out += _settled(s, out)
    return sorted(out, key=lambda t: (t.start, t.end))


def _bases(s: str, found: list[Token]) -> list[tuple[int, int]]:
    """支付该批货款203700元的95%，计193515元: what is paid is the last; the share is of a part that is not the price."""
    spans = []
    row = sorted(found, key=lambda t: t.start)
    for t, p, paid in zip(row, row[1:], row[2:], strict=False):
        told = t.kind == paid.kind == "amount" and p.kind == "percent"
        part = told and t.mention is not None and t.mention.kind != "total" and s[t.end : p.start] == "的"
        if part and re.fullmatch(r"(?:支付)?[,(]?(?:即|计|为|合计|共计|人民币|¥|金额)*", s[p.end : paid.start]):
            spans.append((t.start, p.end))
    return spans


def side_fee(s: str, start: int) -> bool:
    """Whether what stands at ``start`` is about a fee inside the price, paid on terms of its own (安全文明施工费：…)."""
    marks = _MARKS.match(s, start)
    return words("side_fee").match(s, marks.end() if marks else start) is not None


def _all_but(s: str, found: list[Token]) -> list[Token]:
    """除质保金（3%）外，支付全部价款: the 3 % is not paid yet, all is what it leaves."""
    out = found
    for m in words("all_but").finditer(s):
        kept = next((t for t in found if t.kind == "percent" and m.start() < t.start and t.end <= m.end()), None)
        stop = _STOP.search(s, m.end())
        full = words("full").search(s, m.end(), stop.start() if stop else len(s))
        if kept is None or kept.value is None or full is None:
            continue
        out = [t for t in out if not m.start() <= t.start < m.end()]
        out.append(Token("percent", full.start(), full.end(), 100 - kept.value))
    return out


def _settled(s: str, found: list[Token]) -> list[Token]:
    """付至90%；审计完成后结清: a last sentence that names no sum settles the rest."""
    out = []
    for m in re.finditer(rf"(?:结清|付清|付讫)(?=[。;{BREAK}]|$)", s):
        begin = max((x.end() for x in _STOP.finditer(s, 0, m.start())), default=0)
        said = s[begin : m.end()]
        shares = [t for t in found if t.kind == "percent" and t.start < begin]
        if words("all").search(said):
            continue
        last = begin + said.rfind(",") + 1  # 签约后付50%，货到付清
        ahead = [t for t in found if begin <= t.start < m.end()]
        if (
            ahead
            and all(t.kind == "percent" and t.end <= last for t in ahead)
            and not words("kept_back").search(said)
            and _DELIVERED.fullmatch(s[last : m.start()])
        ):
            out.append(Token("remainder", m.start(), m.end()))
            continue
        if shares and not any(begin <= t.start < m.end() for t in found) and re.fullmatch(SETTLES, said):
            out.append(Token("remainder", m.start(), m.end()))
    return out


def _share(n: int) -> Decimal:
    """The percentage that one of ``n`` equal instalments is; not rounded, so that amounts come out to the fen."""
    return _plain(Decimal(100) / n)


def _plain(percent: Decimal) -> Decimal:
    return percent if percent % 1 else Decimal(int(percent))


def _paid(s: str, start: int, end: int) -> bool:
    before = _ATOM.split(s[max(0, start - 24) : start])[-1]
    if words("never_paid").search(before) or words("never_paid_far").search(s, max(0, start - 40), start):
        return False
    near = before[-12:]
    found = list(words("not_paid").finditer(near))
    m = found[-1] if found else None
    if m is not None and not re.search(r"后|支付|付|返还|退还", near[m.end() :]):
        # 支付已完成工程量的80% pays for what is done; 完成工程量的80% alone is a condition.
        done = re.match(r"完成|达", m[0]) is not None
        worth = re.search(r"^(?:的)?(?:产值|工程价款|工程款|价款|造价)的?$", near[m.end() :]) is not None
        return done and (bool(re.search(r"支付|拨付|付", before)) or worth)
    if re.search(r"(?:剩余|余下|余|其余)(?:的|款|款项)?$", before):
        return True
    return not words("not_paid_after").search(s[end : end + 12])
