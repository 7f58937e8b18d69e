"""Numbers as contracts write them: ``12``, ``1,200.50``, ``十二``, ``叁拾``, ``二零二六``, ``3.5万``, ``半``.

Everything here works on folded strings without white space (see :func:`contract_parse.model.text.fold`).
"""

from __future__ import annotations

import re
from decimal import Decimal

from contract_parse.model.text import fold

DIGIT = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "壹": 1, "弌": 1, "二": 2, "贰": 2, "貳": 2, "弍": 2, "两": 2, "兩": 2,
    "三": 3, "叁": 3, "參": 3, "叄": 3, "弎": 3, "四": 4, "肆": 4, "五": 5, "伍": 5, "六": 6, "陆": 6, "陸": 6,
    "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
}  # fmt: skip
"""Every character that stands for one digit."""

POWER = {
    "十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3, "万": 4, "萬": 4, "亿": 8, "億": 8,
}  # fmt: skip
"""Every character that stands for a power of ten."""

TENS = {"廿": 2, "卅": 3, "卌": 4}

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""Regular expression source: an Arabic number, thousands commas and decimals included."""

HAN_DIGITS = "".join(DIGIT)
HAN_CHARS = HAN_DIGITS + "".join(POWER) + "".join(TENS)

# Bounded, so that a run of such characters (a table of 一一一 …) costs no more than a number does.
HAN = rf"[{HAN_CHARS}]{{1,30}}(?:点[{HAN_DIGITS}]{{1,10}}[百佰千仟万萬亿億]{{0,3}})?"
"""Regular expression source: a Chinese number (may also match what is none, such as a lone 万: parse decides)."""

NUMERAL = rf"(?:{ARABIC}[百佰千仟万萬亿億]*|{HAN}|半)"
"""Regular expression source: any number in Arabic or Chinese figures, without a capture group."""

_LONGEST = 60  # characters: more is no number anyone means
_ARABIC = re.compile(ARABIC)
_PLAIN_ARABIC = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SECTION = re.compile(
    rf"(?:(?P<k>[{HAN_DIGITS}])[千仟])?(?P<z1>零)?(?:(?P<h>[{HAN_DIGITS}])[百佰])?(?P<z2>零)?"
    rf"(?:(?P<t>[{HAN_DIGITS}])?(?P<ten>[十拾])|(?P<tt>[廿卅卌])[十拾]?)?(?P<z3>零)?(?P<d>[{HAN_DIGITS}])?"
)
_COLLOQUIAL = re.compile(rf"(?P<head>.*(?P<unit>[百佰千仟万萬亿億]))(?P<d>[{HAN_DIGITS}])")


def parse_numeral(s: str) -> Decimal | None:
    """The number ``s`` is, or None where it is none (two digits in a row with units, a unit without a digit).

    Figures in digit style are read as such (二零二六 is 2026), and 一百五 as people say it (150).

    >>> [str(parse_numeral(s)) for s in ("十二", "廿三", "一百零五", "二〇二六", "叁拾", "两", "半", "3万", "１２")]
    ['12', '23', '105', '2026', '30', '2', '0.5', '30000', '12']
    >>> [str(parse_numeral(s)) for s in ("1,234.50", "三点五万", "一万二", "两亿三千万", "3万5千")]
    ['1234.50', '35000', '12000', '230000000', '35000']
    >>> [parse_numeral(s) for s in ("", "万", "三二百", "百三千", "1,23", "元")]
    [None, None, None, None, None, None]
    """
    s = "".join(fold(s).split())
    if s == "半":
        return Decimal("0.5")
    return _value(s) if 0 < len(s) <= _LONGEST else None


def parse_integer(s: str) -> int | None:
    """The whole number ``s`` is, None where it is no number or not whole.

    >>> parse_integer("三十"), parse_integer("15"), parse_integer("1.5"), parse_integer("半")
    (30, 15, None, None)
    """
    value = parse_numeral(s)
    return int(value) if value is not None and value == value.to_integral_value() else None


def is_digit_style(s: str) -> bool:
    """Whether ``s`` are Chinese digits in a row, without 十 or 百 between them, as in years.

    >>> is_digit_style("二零二六"), is_digit_style("二十六"), is_digit_style("六")
    (True, False, False)
    """
    return len(s) > 1 and all(c in DIGIT for c in s)


def _value(s: str) -> Decimal | None:
    if _PLAIN_ARABIC.fullmatch(s):
        return Decimal(s.replace(",", "")) if _ARABIC.fullmatch(s) else None
    if "点" in s:
        return _decimal(s)
    if is_digit_style(s):
        return Decimal("".join(str(DIGIT[c]) for c in s))
    for chars, power in (("亿億", 8), ("万萬", 4)):
        at = max(s.rfind(c) for c in chars)
        if at >= 0:
            return _split(s, at, power)
    if s[0].isdigit():
        return _thousands(s)
    return _section(s)


def _split(s: str, at: int, power: int) -> Decimal | None:
    left = _value(s[:at]) if at else None
    if left is None or left >= Decimal(10) ** power:  # 三万二万, 一亿二亿 are two numbers
        return None
    rest = s[at + 1 :]
    if not rest:
        return _plain(left.scaleb(power))
    spoken = _COLLOQUIAL.fullmatch(s)
    if spoken and len(rest) == 1 and rest != "零":
        right: Decimal | None = Decimal(DIGIT[rest]).scaleb(power - 1)
    else:
        lower = rest.lstrip("零")
        right = _value(lower) if lower else None
    if right is None or right >= Decimal(10) ** power or rest.isdigit():
        return None
    return _plain(left.scaleb(power) + right)


def _plain(value: Decimal) -> Decimal:
    """Without an exponent and without zeros that end the decimals."""
    return Decimal(f"{value.normalize():f}")


def _decimal(s: str) -> Decimal | None:
    whole, _, rest = s.partition("点")
    digits = rest.rstrip("百佰千仟万萬亿億")
    units = rest[len(digits) :]
    head = _value(whole) if whole else None
    if head is None or not digits or not all(c in DIGIT for c in digits):
        return None
    value = Decimal(f"{int(head)}." + "".join(str(DIGIT[c]) for c in digits))
    return _plain(value.scaleb(sum(POWER[c] for c in units))) if units else value


def _thousands(s: str) -> Decimal | None:
    """Arabic figures before 千 and 百: 2千, 5千5百, 3百."""
    m = re.fullmatch(rf"(?:(?P<k>{ARABIC})[千仟])?(?:(?P<h>{ARABIC})[百佰])?", s)
    if m is None:
        return None
    k, h = (Decimal((m[g] or "0").replace(",", "")) for g in ("k", "h"))
    return _plain(k * 1000 + h * 100)


def _section(s: str) -> Decimal | None:
    spoken = _COLLOQUIAL.fullmatch(s)
    if spoken and DIGIT[spoken["d"]]:
        head = _section(spoken["head"])
        return None if head is None else head + DIGIT[spoken["d"]] * 10 ** (POWER[spoken["unit"]] - 1)
    m = _SECTION.fullmatch(s)
    if m is None:
        return None
    tens = DIGIT[m["t"]] if m["t"] else 1 if m["ten"] else TENS.get(m["tt"] or "", 0)
    k, h, d = (DIGIT[m[g]] if m[g] else 0 for g in ("k", "h", "d"))
    return Decimal(k * 1000 + h * 100 + tens * 10 + d)
