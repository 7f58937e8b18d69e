"""Percentages, per mille and 万分之, always as percent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from contract_parse.values.folded import Folded
from contract_parse.values.numerals import ARABIC, HAN, parse_numeral

_SIGN = {"%": Decimal(1), "‰": Decimal("0.1"), "‱": Decimal("0.01")}
_WORD = {"百": Decimal(1), "佰": Decimal(1), "千": Decimal("0.1"), "仟": Decimal("0.1"), "万": Decimal("0.01"),
         "萬": Decimal("0.01")}  # fmt: skip

# OCR reads ‰ as %0 or %o; nobody writes a lone 0 behind a %.
_FIGURE = re.compile(
    # A date may stand right before once white space is gone: 2026-03-0150% is 50%.
    rf"(?:(?<=\d{{4}}-\d\d-)\d\d|(?<![\d.]))(?P<n>{ARABIC})"
    rf"(?:(?P<sign>%[0oO](?![\d.])|[%‰‱])|(?<![-/]\d)(?<![-/]\d\d)(?<![×xX*]\(1)(?=[-~至到]{ARABIC}(?P<later>[%‰‱])))"
)
_WORDS = re.compile(
    rf"(?P<word>[百千万佰仟萬])分之(?P<n>{ARABIC}|{HAN}|百|佰)(?!分之)[%‰]?"
    rf"(?:[-~至到](?P<upper>{ARABIC}|{HAN})(?=[,。;)的、]|$))?"
)
_ANY = re.compile(rf"(?P<words>{_WORDS.pattern})|{_FIGURE.pattern.replace('?P<n>', '?P<f>')}")
_BRACKET = re.compile(r"[(\[](?:即|为|也就是|小写|大写|:)*(?P<inner>[^()\[\]]{1,16})[)\]]")


@dataclass(frozen=True, slots=True)
class PercentMatch:
    """``value`` in percent: 5‰ is 0.5. ``s[start:end]`` is the figure with a bracket that restates it."""

    start: int
    end: int
    value: Decimal


def find_percents(s: str) -> list[PercentMatch]:
    """Every percentage in ``s``, in order; one that a bracket restates counts once.

    >>> [str(p.value) for p in find_percents("支付30％，每日万分之五，最高百分之二十，逾期按5‰计")]
    ['30', '0.05', '20', '0.5']
    >>> [str(p.value) for p in find_percents("按百分之零点五（0.5%）；20%-30%；提高20个百分点")]
    ['0.5', '20', '30']
    >>> find_percents("百分之百的股权")[0].value
    Decimal('100')
    """
    folded = Folded(s)
    s = folded.s
    found: list[PercentMatch] = []
    at = 0
    while (m := _ANY.search(s, at)) is not None:
        value = _value(m)
        if value is None:
            at = m.start() + 1
            continue
        at = _restated(s, m.end(), value)
        if m["upper"]:
            upper = parse_numeral(m["upper"])
            found.append(PercentMatch(m.start(), m.start("upper") - 1, value))
            if upper is not None:
                found.append(PercentMatch(m.start("upper"), m.end(), _scaled(upper, _WORD[m["word"]])))
        else:
            found.append(PercentMatch(m.start() if m["words"] else m.start("f"), at, value))
    return folded.back(found)


# 三成, 两成半: where nothing makes 成 part of another word.
_TENTHS = re.compile(
    r"(?<![一二三四五六七八九十收建完达组分养促构形现生赞变换集制合落])(?P<n>[一二两三四五六七八九半])成(?P<more>[半一二三四五六七八九])?"
    r"(?=[,;。、()]|的|支付|付|作|为(?!立|员)|款|价|货款|于|在|合同|缴|交|计|收|扣|留|押|抵|定金|定货|违约金|赔偿|以内|$)"
)


def find_tenths(s: str) -> list[PercentMatch]:
    """Shares told in tenths.

    >>> [str(p.value) for p in find_tenths("首付三成，到货付六成五；按合同价的一成缴纳，完成后")]
    ['30', '65', '10']
    """
    folded = Folded(s)
    found = []
    for m in _TENTHS.finditer(folded.s):
        n = Decimal("0.5") if m["n"] == "半" else 2 if m["n"] == "两" else "零一二三四五六七八九".index(m["n"])
        more = 0 if m["more"] is None else 5 if m["more"] == "半" else "零一二三四五六七八九".index(m["more"])
        found.append(PercentMatch(m.start(), m.end(), Decimal(int(10 * n + more))))
    return folded.back(found)


def _value(m: re.Match[str]) -> Decimal | None:
    if not m["words"]:
        sign = m["sign"] or m["later"]
        return _scaled(Decimal(m["f"].replace(",", "")), _SIGN["‰" if len(sign) == 2 else sign])
    number = Decimal(100) if m["n"] in ("百", "佰") else parse_numeral(m["n"])
    return None if number is None else _scaled(number, _WORD[m["word"]])


def _scaled(number: Decimal, factor: Decimal) -> Decimal:
    """``number`` × ``factor`` with the digits as written, but for zeros that the factor would add."""
    return number if factor == 1 else Decimal(format((number * factor).normalize(), "f"))


def _restated(s: str, at: int, value: Decimal) -> int:
    """The end of a bracket at ``at`` that says the same, or ``at``."""
    bracket = _BRACKET.match(s, at)
    inner = _ANY.fullmatch(bracket["inner"]) if bracket else None
    return bracket.end() if bracket and inner and _value(inner) == value else at
