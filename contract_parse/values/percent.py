"""Percentages, per mille and 万分之, always as percent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from contract_parse.model.text import fold
from contract_parse.values.numerals import ARABIC, HAN, NUMERAL, parse_numeral

_SIGN = {"%": Decimal(1), "‰": Decimal("0.1"), "‱": Decimal("0.01")}
_WORD = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01"), "佰": Decimal(1), "仟": Decimal("0.1")}

# OCR reads ‰ as %0 or %o; a real % is never followed by a lone 0.
_FIGURE = rf"(?P<n>(?<![\d.]){ARABIC})(?P<sign>%[0oO](?![\d.])|[%‰‱])"
_LOWER = rf"(?:(?P<low>(?<![\d.\-]){ARABIC})(?=[-~至到]{ARABIC}[%‰‱]))"
_WORDS = rf"(?P<word>[百千万佰仟])分之(?P<wn>{ARABIC}|百|佰|{HAN})(?P<extra>[%‰])?"
_PERCENT = re.compile(rf"{_WORDS}|{_FIGURE}|{_LOWER}")
_BRACKET = re.compile(r"[(\[]即?为?(?P<inner>[^()\[\]]{1,16})[)\]]")


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
    s = fold(s)
    found: list[PercentMatch] = []
    at = 0
    while (m := _PERCENT.search(s, at)) is not None:
        at = m.end()
        value = _value(m, s)
        if value is None:
            at = m.start() + 1
            continue
        at = _restated(s, at, value)
        found.append(PercentMatch(m.start(), at, value))
    return found


def _value(m: re.Match[str], s: str) -> Decimal | None:
    if m["n"]:
        sign = m["sign"]
        return _scaled(Decimal(m["n"].replace(",", "")), _SIGN["‰" if len(sign) == 2 else sign])
    if m["low"]:
        sign = s[re.compile(rf"[-~至到]{ARABIC}").match(s, m.end()).end()]  # type: ignore[union-attr]
        return _scaled(Decimal(m["low"].replace(",", "")), _SIGN[sign])
    number = Decimal(100) if m["wn"] in "百佰" else parse_numeral(m["wn"])
    if number is None or s[m.end() : m.end() + 1] == "分":
        return None
    return _scaled(number, _WORD[m["word"]])


def _scaled(number: Decimal, factor: Decimal) -> Decimal:
    value = number * factor
    return value if factor == 1 else value.normalize() if value % 1 else Decimal(int(value))


def _restated(s: str, at: int, value: Decimal) -> int:
    """The end of a bracket behind ``at`` that says the same, or ``at``."""
    m = _BRACKET.match(s, at)
    if m is None:
        return at
    inner = _PERCENT.fullmatch(m["inner"])
    if inner is None or _value(inner, m["inner"]) != value:
        return at
    return m.end()


__all__ = ["NUMERAL", "PercentMatch", "find_percents"]
