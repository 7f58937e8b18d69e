"""Amounts in capital figures (大写): reading them, judging their form, writing them.

The form is that of 《支付结算办法》附一《正确填写票据和结算凭证的基本规定》, two and four: characters, 整 or 正 after a
whole amount, where 零 must stand and where it may be left out (107000.53 is 壹拾万柒仟元零伍角叁分 or
壹拾万零柒仟元伍角叁分). A malformed figure still has its value wherever it can be read in one way only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from contract_parse.values.capital_digits import Digits, read_digits, zero_fault
from contract_parse.values.folded import Folded, before
from contract_parse.values.numerals import DIGIT, POWER, TENS

CAPITAL_CHARS = "壹贰貳弍叁參叄弎肆伍陆陸柒捌玖拾佰仟"
"""Characters that only capital figures use: one of them tells a capital figure from a plain one."""

_SMALL = "一二两三四五六七八九十百千" + "".join(TENS)
_DIGIT = "[" + "".join(DIGIT) + "]"
_NUM = "".join(DIGIT) + "".join(POWER) + "".join(TENS) + "另点"
_YUAN = "元圆圓园"
_LABEL = r"(?:人民币|RMB|CNY|大写|[()¥:\"]|金额|合?计|为)*"
_FIGURE = re.compile(
    rf"{_LABEL}(?:(?P<yuan>[{_NUM}]+)(?P<mark>[{_YUAN}]))?(?:(?P<z1>[零另]{{0,2}})(?P<jiao>{_DIGIT})[角毛])?"
    rf"(?:(?P<z2>[零另]{{0,2}})(?P<fen>{_DIGIT})分)?(?P<whole>[整正]?)(?:/[一-龥]{{1,3}})?[)。;,\"]*"
)
_NO_YUAN = re.compile(rf"{_LABEL}(?P<yuan>[{_NUM}]+)[整正]?[)。;,\"]*")
_IN_TEXT = re.compile(
    rf"[{_NUM}]+[{_YUAN}](?:[零另]{{0,2}}{_DIGIT}[角毛])?(?:[零另]{{0,2}}{_DIGIT}分(?!之))?[整正]?"
    rf"|(?<![{_NUM}]){_DIGIT}[角毛](?:[零另]{{0,2}}{_DIGIT}分)?[整正]?|(?<![{_NUM}]){_DIGIT}分(?!之)[整正]?|[{_NUM}]+[整正]"
)
_WORDED = re.compile(r"大写(?:金额)?[^,。;一-龥]{0,6}(?:人民币)?[^,。;一-龥]{0,3}$")
_LABELLED = re.compile(r"(?:大写(?:金额)?[^,。;一-龥]{0,6}|)人民币[^,。;一-龥]{0,3}$|大写(?:金额)?[^,。;一-龥]{0,6}$")
_BESIDE_FIGURE = re.compile(r"[元整正\d]\((?:人民币|大写|:)*$")
_NOT_MONEY = re.compile(r"[素件旦器桥区宝论]")


@dataclass(frozen=True, slots=True)
class Capital:
    """``value`` in yuan; ``fault`` says in Chinese what is wrong with the form (None where ``well_formed``)."""

    value: Decimal
    well_formed: bool
    fault: str | None


@dataclass(frozen=True, slots=True)
class CapitalMatch:
    """A capital figure at ``s[start:end]``, without 人民币 and 大写 before it."""

    start: int
    end: int
    value: Decimal
    well_formed: bool
    fault: str | None


def parse_capital(s: str) -> Capital | None:
    """Reads ``s``, which has to be a capital figure (人民币, 大写: and brackets around it may stay), or None.

    >>> parse_capital("人民币（大写）：壹仟肆佰肆拾叁万陆仟柒佰元 整")
    Capital(value=Decimal('14436700'), well_formed=True, fault=None)
    >>> [str(parse_capital(s).value) for s in ("壹拾万柒仟元零伍角叁分", "壹拾万零柒仟元伍角叁分", "伍角整")]
    ['107000.53', '107000.53', '0.5']
    >>> parse_capital("伍佰元").fault, parse_capital("壹佰伍元整").fault
    ('整数金额后缺“整”或“正”', '缺“零”')
    >>> parse_capital("第一条") is None
    True
    """
    s = Folded(s).s
    figure = _FIGURE.fullmatch(s)
    if figure is not None:
        return _read(figure, strict=True)
    bare = _NO_YUAN.fullmatch(s)
    return _read_bare(bare["yuan"]) if bare else None


def find_capitals(s: str) -> list[CapitalMatch]:
    """Every capital figure in running text. Plain Chinese numbers (一百元, 第一, 十二个月) are none, unless 大写
    stands right before them.

    Without 整 a short form in prose (支付伍万元作为定金, 罚款伍佰元) is left alone; a full one, or one that a 大写
    or a figure beside it asks for, is at fault.

    >>> s = "总价（大写：人民币壹佰肆拾万元整/年），定金伍万元，罚款一百元"
    >>> [(str(c.value), c.well_formed) for c in find_capitals(s)]
    [('1400000', True), ('50000', True)]
    """
    folded = Folded(s)
    s = folded.s
    found: list[CapitalMatch] = []
    at = 0
    while (m := _IN_TEXT.search(s, at)) is not None:
        match = _in_text(m, s)
        at = match.end if match else m.end()
        if match:
            found.append(match)
    return folded.back(found)


def _in_text(m: re.Match[str], s: str) -> CapitalMatch | None:
    context = before(s, m.start())
    worded = bool(_WORDED.search(context))
    labelled = worded or bool(_LABELLED.search(context))
    if not any(c in CAPITAL_CHARS for c in m[0]) and not worded:
        return None
    after = s[m.end() : m.end() + 1]
    whole = m[0][-1] in "整正"
    numbers = sum(c in _NUM for c in m[0])
    if not labelled:
        if m[0][-1] in _YUAN and _NOT_MONEY.match(after):
            return None
        if numbers == 1 and not whole and "一" <= after <= "龥":  # 伍元庆 is a name
            return None
        if not any(c in _YUAN for c in m[0]) and not (numbers > 1 and (whole or "角" in m[0])):
            return None
    strict = worded or bool(_BESIDE_FIGURE.search(context))
    # What stands before may be glued to the figure (附件一壹佰元): the longest tail that reads is meant.
    for start in range(m.start(), m.end()):
        if start > m.start() and s[start] not in _NUM:
            return None
        figure = _FIGURE.fullmatch(s, start, m.end())
        read = _read(figure, strict=strict) if figure else _read_bare(s[start : m.end()].rstrip("整正"))
        if read is not None:
            return CapitalMatch(start, m.end(), read.value, read.well_formed, read.fault)
    return None


def _read_bare(number: str) -> Capital | None:
    """A capital number without 元."""
    if len(number) < 2 or not any(c in CAPITAL_CHARS for c in number) or not any(c in POWER for c in number):
        return None
    read = read_digits(number)
    return None if read is None else Capital(read.value, False, read.fault or "缺“元”")


def _read(m: re.Match[str], *, strict: bool) -> Capital | None:
    """The figure in ``m``; ``strict`` asks for 整 even after a short form."""
    if not (m["yuan"] or m["jiao"] or m["fen"]):
        return None
    whole = read_digits(m["yuan"]) if m["yuan"] else Digits([], Decimal(0))
    if whole is None:
        return None
    digits, zeros = list(whole.digits), dict(whole.zeros)
    columns = whole.columns or m["jiao"] == "零" or m["fen"] == "零"
    value = whole.value
    for group, power, zero in (("jiao", -1, m["z1"]), ("fen", -2, m["z2"])):
        digit = DIGIT[m[group]] if m[group] else 0
        if digit:
            digits.append((digit, power))
            value += Decimal(digit).scaleb(power)
        if zero:
            zeros[power] = len(zero)
    fault = whole.fault or (None if columns else zero_fault(digits, zeros, whole.tail_zero)) or _word_fault(m)
    if not fault and not (m["whole"] or m["jiao"] or m["fen"]):
        short = len(digits) < 3 or all(power >= 4 for _, power in digits)
        fault = "整数金额后缺“整”或“正”" if strict or not short else None
    if value == value.to_integral_value():
        value = Decimal(int(value))
    return Capital(value, fault is None, fault)


def _word_fault(m: re.Match[str]) -> str | None:
    """What is wrong with the characters."""
    wrong = [c for c in "园毛另" if c in m[0]]
    if wrong:
        return "用字不规范：" + "".join(f"“{c}”" for c in wrong)
    if any(c in _SMALL for c in (m["yuan"] or "") + (m["jiao"] or "") + (m["fen"] or "")):
        return "使用了小写汉字数字"
    if "点" in (m["yuan"] or ""):
        return "大写金额不应使用“点”"
    return "“分”后不应写“整”或“正”" if m["whole"] and m["fen"] and m["fen"] != "零" else None


_CAPS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")


def format_capital(amount: Decimal) -> str:
    """``amount`` in capital figures, for 0.01 to 9,999,999,999,999.99 (and 0).

    Raises ValueError where the amount is negative, larger, or has fractions of a 分.

    >>> format_capital(Decimal("107000.53")), format_capital(Decimal("10.04")), format_capital(Decimal("14436700"))
    ('壹拾万柒仟元零伍角叁分', '壹拾元零肆分', '壹仟肆佰肆拾叁万陆仟柒佰元整')
    """
    fens = amount * 100
    if fens != fens.to_integral_value() or not 0 <= amount < Decimal(10) ** 13:
        raise ValueError(f"not an amount that can be written in capitals: {amount}")
    whole, cents = divmod(int(fens), 100)
    jiao, fen = divmod(cents, 10)
    out = _write(whole) + "元" if whole or not cents else ""
    if not cents:
        return (out if whole else "零元") + "整"
    if jiao:
        out += ("零" if whole and whole % 10 == 0 else "") + _CAPS[jiao] + "角"
    elif whole:
        out += "零"
    return out + (_CAPS[fen] + "分" if fen else "整")


def _write(number: int) -> str:
    high, rest = divmod(number, 10**8)
    if high:
        return _write(high) + "亿" + _joined(rest, 8)
    high, rest = divmod(number, 10**4)
    if high:
        return _write(high) + "万" + _joined(rest, 4)
    out, zero = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            out += ("零" if zero and out else "") + _CAPS[digit] + _UNITS[power]
        zero = not digit
    return out


def _joined(rest: int, width: int) -> str:
    """What follows 亿 or 万: 零 first where its highest place is empty."""
    if not rest:
        return ""
    return ("零" if rest < 10 ** (width - 1) else "") + _write(rest)
