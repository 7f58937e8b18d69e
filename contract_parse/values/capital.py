"""Amounts in capital figures (大写): reading them, judging their form, writing them.

The form is that of 《支付结算办法》附一《正确填写票据和结算凭证的基本规定》, two and four: characters, 整 or 正 after a
whole amount, where 零 must stand and where it may be left out (107000.53 is 壹拾万柒仟元零伍角叁分 or
壹拾万零柒仟元伍角叁分). A malformed figure still has its value wherever it can be read in one way only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from contract_parse.model.text import fold
from contract_parse.values.numerals import DIGIT, POWER, TENS

CAPITAL_CHARS = "壹贰貳弍叁參叄弎肆伍陆陸柒捌玖拾佰仟"
"""Characters that only capital figures use: one of them tells a capital figure from a plain one."""

_SMALL = set("一二两三四五六七八九十百千")
_NUM = "".join(DIGIT) + "".join(POWER) + "".join(TENS) + "另点"
_YUAN = "元圆圓园"
_LABEL = r"(?:人民币|RMB|CNY|\(?大写金额\)?|\(?大写\)?|\(人民币大写\)|金额|计|为|¥|[:_\"])*"
_FIGURE = (
    rf"(?:(?P<yuan>[{_NUM}]+)(?P<mark>[{_YUAN}])_*)?"
    rf"(?:(?P<z>[零另]?)(?P<jiao>[{''.join(DIGIT)}])(?P<jw>[角毛]))?(?:(?P<z2>[零另]?)(?P<fen>[{''.join(DIGIT)}])分)?(?P<whole>[整正]?)"
)
_WHOLE_STRING = re.compile(rf"\(?{_LABEL}{_FIGURE}(?:/[一-龥]{{1,3}})?[)。;,_\"]*")
_BARE = re.compile(rf"\(?{_LABEL}(?P<yuan>[{_NUM}]+)(?P<whole>[整正]?)[)。;,_\"]*")
_IN_TEXT = re.compile(
    rf"[{_NUM}]+[{_YUAN}](?:[零另]?[{''.join(DIGIT)}][角毛])?(?:[零另]?[{''.join(DIGIT)}]分(?!之))?[整正]?"
    rf"|(?<![{_NUM}])[{''.join(DIGIT)}][角毛](?:[零另]?[{''.join(DIGIT)}]分)?[整正]?"
    rf"|(?<![{_NUM}])[{''.join(DIGIT)}]分(?!之)[整正]?"
    rf"|[{_NUM}]+[整正]"
)
_LABEL_BEFORE = re.compile(r"(?:大写|人民币)[^,。;一-龥]{0,6}(?:人民币)?[:_\"]*$")
_ASKED_BEFORE = re.compile(r"(?:大写(?:金额)?[)\]]?(?:为|[:_\"(])*(?:人民币)?[:_\"]*|[元整正\d]\((?:人民币)?:?)$")
_NOT_MONEY = re.compile(r"(?<=[元圆])(?:[素件旦器桥区宝]|化工)")


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
    >>> [str(parse_capital(s).value) for s in ("壹拾万柒仟元零伍角叁分", "壹拾万零柒仟元伍角叁分", "伍角整", "壹拾元零肆分")]
    ['107000.53', '107000.53', '0.5', '10.04']
    >>> parse_capital("伍佰元").fault, parse_capital("壹佰伍元整").fault
    ('整数金额后缺“整”或“正”', '缺“零”')
    >>> parse_capital("第一条") is None
    True
    """
    s = "".join(fold(s).split())
    if s.startswith("(") and s.endswith(")"):
        s = s[1:-1]
    m = _WHOLE_STRING.fullmatch(s)
    if m is not None and (m["yuan"] or m["jiao"] or m["fen"]):
        return _read(m, strict=True)
    m = _BARE.fullmatch(s)
    if m is None or not any(c in CAPITAL_CHARS + "零" for c in m["yuan"]):
        return None
    bare = _read_integer(m["yuan"])
    return None if bare is None else Capital(bare.value, False, bare.fault or "缺“元”")


def find_capitals(s: str) -> list[CapitalMatch]:
    """Every capital figure in running text. Plain Chinese numbers (一百元, 第一, 十二个月) are none, unless 大写
    stands right before them.

    Without 整 a round short form in prose (支付伍万元作为定金) is left alone; in full, or where a 大写 is asked
    for, it is a fault.

    >>> [(str(c.value), c.well_formed) for c in find_capitals("总价（大写：人民币壹佰肆拾万元整/年），定金伍万元，罚款一百元")]
    [('1400000', True), ('50000', True)]
    """
    s = fold(s)
    found: list[CapitalMatch] = []
    at = 0
    while (m := _IN_TEXT.search(s, at)) is not None:
        match = _in_text(m, s)
        if match is None:
            at = m.end() if m.end() > m.start() else m.end() + 1
            continue
        found.append(match)
        at = match.end
    return found


def _in_text(m: re.Match[str], s: str) -> CapitalMatch | None:
    before = s[: m.start()]
    labelled = bool(_LABEL_BEFORE.search(before))
    capital = any(c in CAPITAL_CHARS for c in m[0])
    if not capital and not re.search(r"大写[^,。;一-龥]{0,4}(?:人民币)?[:_\"]*$", before):
        return None
    if m[0][-1] in _YUAN and _NOT_MONEY.match(s, m.end()):
        return None
    whole = m[0][-1] in "整正"
    digits = sum(c in _NUM for c in m[0])
    if digits == 1 and not (labelled or whole or m.end() == len(s) or not "一" <= s[m.end()] <= "龥"):
        return None
    if not any(c in _YUAN for c in m[0]) and not (labelled or (whole and digits > 1) or "角" in m[0]):
        return None
    # What stands before may be glued to the figure (附件一壹佰元): the longest tail that reads is meant.
    for start in range(m.start(), m.end()):
        figure = _WHOLE_STRING.fullmatch(s, start, m.end()) or _BARE.fullmatch(s, start, m.end())
        if figure is None:
            return None
        if not figure["yuan"] and start > m.start():
            return None
        asked = bool(_ASKED_BEFORE.search(before))
        if "mark" in figure.groupdict():
            read = _read(figure, strict=asked)
        else:
            bare = _read_integer(figure["yuan"])
            read = None if bare is None else Capital(bare.value, False, bare.fault or "缺“元”")
        if read is not None and (capital is False or start == m.start() or any(c in CAPITAL_CHARS for c in s[start : m.end()])):
            return CapitalMatch(start, m.end(), read.value, read.well_formed, read.fault)
    return None


def _read(m: re.Match[str], *, strict: bool) -> Capital | None:
    """The figure in ``m``; ``strict`` asks for 整 even after a round short form."""
    if m["yuan"]:
        whole = _read_integer(m["yuan"])
        if whole is None:
            return None
    else:
        whole = _Digits([], Decimal(0))
    digits, fault = list(whole.digits), whole.fault
    jiao, fen = (DIGIT[m[g]] if m[g] else 0 for g in ("jiao", "fen"))
    zeros = dict(whole.zeros)
    value = whole.value + Decimal(jiao) / 10 + Decimal(fen) / 100
    columns = whole.columns or m["jiao"] == "零" or m["fen"] == "零"
    if jiao:
        digits.append((jiao, -1))
    if fen:
        digits.append((fen, -2))
    if m["z"] or m["z2"] or (m["jiao"] == "零"):
        zeros[-1 if m["z"] and jiao else -2] = 1
    if not fault and not columns:
        fault = _zero_fault(digits, zeros, whole.tail_zero and not m["yuan"] == "零")
    text = m[0]
    if not fault and (m["mark"] == "园" or "毛" in text or "另" in text):
        fault = "用字不规范：" + "、".join(f"“{c}”" for c in "园毛另" if c in text)
    if not fault and any(c in _SMALL or c in TENS for c in (m["yuan"] or "") + (m["jiao"] or "") + (m["fen"] or "")):
        fault = "使用了小写汉字数字"
    if not fault and "点" in text:
        fault = "大写金额不应使用“点”"
    if not fault and m["whole"] and fen:
        fault = "“分”后不应写“整”或“正”"
    if not fault and not m["whole"] and not m["fen"] and not m["jiao"]:
        short = digits and all(p >= 4 for _, p in digits)
        if strict or not short:
            fault = "整数金额后缺“整”或“正”"
    if value == value.to_integral_value():
        value = Decimal(int(value))
    return Capital(value, fault is None, fault)


@dataclass(frozen=True, slots=True)
class _Digits:
    """A whole number taken apart: (digit, power of ten) pairs, 零 counted by the power of the digit they precede."""

    digits: list[tuple[int, int]]
    value: Decimal
    zeros: tuple[tuple[int, int], ...] = ()
    tail_zero: bool = False
    columns: bool = False
    fault: str | None = None


def _read_integer(s: str) -> _Digits | None:
    if "点" in s:
        return _read_point(s)
    if set(s) <= {"零"}:
        return _Digits([], Decimal(0), columns=True)
    digits: list[tuple[int, int]] = []
    zeros: dict[int, int] = {}
    columns = False
    fault: str | None = None
    waiting = 0  # 零 seen since the last digit
    pending: int | None = None
    section: list[tuple[int, int]] = []
    closed: list[tuple[int, int]] = []  # sections already closed, with their true powers
    open_from = 0

    def put(digit: int, power: int) -> None:
        nonlocal waiting
        section.append((digit, power))
        if waiting:
            zeros[len(closed) + len(section)] = waiting
        waiting = 0

    for c in s:
        if c in "零另〇":
            if pending is not None:
                put(pending, 0)
                pending = None
            waiting += 1
        elif c in DIGIT:
            if pending is not None:
                return None
            pending = DIGIT[c]
        elif c in TENS:
            if pending is not None:
                return None
            put(TENS[c], 1)
        elif POWER[c] < 4:
            if pending is None:
                if waiting and not (POWER[c] == 1 and not columns and section):
                    columns, waiting = True, max(0, waiting - 1)
                    continue
                if POWER[c] != 1:
                    return None
                pending = 1
            put(pending, POWER[c])
            pending = None
        else:
            if pending is not None:
                put(pending, 0)
                pending = None
            if not section and not closed[open_from:]:
                if not columns and not waiting:
                    return None
            if waiting and not columns:
                fault = fault or "“零”的位置不当"
            if POWER[c] == 8:
                closed = [(d, p + 8) for d, p in closed] + [(d, p + 8) for d, p in section]
                open_from = len(closed)
            else:
                if any(p >= 4 for _, p in closed[open_from:]):
                    return None
                closed += [(d, p + 4) for d, p in section]
            section = []
    tail_zero = waiting > 0 and not columns
    if pending is not None:
        put(pending, 0)
        tail_zero = False
    digits = closed + section
    powers = [p for _, p in digits]
    if len(set(powers)) != len(powers):
        return None
    by_power = {powers[i - 1]: n for i, n in zeros.items()}
    if not fault and any(a < b for a, b in pairwise(powers)):
        fault = "数位顺序颠倒"
    value = Decimal(sum(d * 10**p for d, p in digits))
    return _Digits(digits, value, tuple(by_power.items()), tail_zero, columns, fault)


def _read_point(s: str) -> _Digits | None:
    whole, _, rest = s.partition("点")
    digits = rest.rstrip("".join(POWER))
    units = rest[len(digits) :]
    head = _read_integer(whole) if whole else None
    if head is None or not digits or not all(c in DIGIT for c in digits):
        return None
    value = (head.value + Decimal("0." + "".join(str(DIGIT[c]) for c in digits))).scaleb(sum(POWER[c] for c in units))
    value = Decimal(int(value)) if value == int(value) else value
    return _Digits([], value, columns=True)


def _zero_fault(digits: list[tuple[int, int]], zeros: dict[int, int], tail_zero: bool) -> str | None:
    """What is wrong with the 零 between ``digits``, by rule four of the standard."""
    if any(n > 1 for n in zeros.values()):
        return "“零”重复"
    for (_, high), (_, low) in pairwise(digits):
        written = zeros.get(low, 0)
        gap = high - low > 1
        if written and not gap:
            return "多写“零”"
        # 万位, 元位 or 亿位 is 0 and the digit right below is not: 零 may be left out.
        if gap and not written and low not in (3, 7, 11, -1):
            return "缺“零”"
    if tail_zero:
        return "多写“零”"
    return None


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
