"""The whole yuan of a capital figure taken apart digit by digit, and the rule for its 零."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from contract_parse.values.numerals import DIGIT, POWER, TENS


@dataclass(frozen=True, slots=True)
class Digits:
    """A whole number taken apart: (digit, power of ten) pairs, 零 counted by the power of the digit they precede."""

    digits: list[tuple[int, int]]
    value: Decimal
    zeros: tuple[tuple[int, int], ...] = ()
    tail_zero: bool = False
    columns: bool = False
    fault: str | None = None


def read_digits(s: str) -> Digits | None:
    """Takes ``s`` apart; None where it cannot be read in one way (two digits in a row, a unit twice)."""
    if "点" in s:
        return _read_point(s)
    if set(s) == {"零"}:
        return Digits([], Decimal(0), columns=True)
    done: list[tuple[int, int]] = []  # digits with the powers known so far
    section = 0  # where in ``done`` the digits start that no 万 or 亿 has closed
    myriad = 0  # where those start that no 亿 has closed
    zeros: dict[int, int] = {}  # 零 written before the digit at this place of ``done``
    waiting = 0  # 零 since the last digit
    pending: int | None = None
    columns, fault = False, None

    def put(digit: int, power: int) -> None:
        nonlocal waiting, pending
        if waiting:
            zeros[len(done)] = waiting
        done.append((digit, power))
        waiting, pending = 0, None

    for c in s:
        if c in "零另":
            if pending is not None:
                put(pending, 0)
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
            hundreds = len(done) > section and done[-1][1] == 2
            if pending is None and waiting and (columns or POWER[c] != 1 or s[0] == "零" or hundreds):
                columns, waiting = True, waiting - 1  # 零仟: a form with a column for every unit
            elif pending is None and POWER[c] != 1:
                return None
            else:
                put(1 if pending is None else pending, POWER[c])
        else:
            if pending is not None:
                put(pending, 0)
            if not done and not columns and not waiting:
                return None
            if waiting and not columns:
                fault = "“零”的位置不当"
            if POWER[c] == 4 and any(power >= 4 for _, power in done[myriad:]):
                return None
            first = section if POWER[c] == 4 else 0
            done[first:] = [(digit, power + POWER[c]) for digit, power in done[first:]]
            section = len(done)
            myriad = len(done) if POWER[c] == 8 else myriad
    if pending is not None:
        put(pending, 0)
    powers = [power for _, power in done]
    if len(set(powers)) != len(powers):
        return None
    if any(a < b for a, b in pairwise(powers)):
        fault = fault or "数位顺序颠倒"
    value = Decimal(sum(digit * 10**power for digit, power in done))
    before_power = tuple((powers[i], n) for i, n in zeros.items())
    return Digits(done, value, before_power, waiting > 0 and not columns, columns, fault)


def _read_point(s: str) -> Digits | None:
    whole, _, rest = s.partition("点")
    digits = rest.rstrip("".join(POWER))
    units = rest[len(digits) :]
    head = read_digits(whole) if whole else None
    if head is None or not digits or not all(c in DIGIT for c in digits):
        return None
    value = (head.value + Decimal("0." + "".join(str(DIGIT[c]) for c in digits))).scaleb(sum(POWER[c] for c in units))
    value = Decimal(int(value)) if value == int(value) else value
    return Digits([], value, columns=True)


def zero_fault(digits: list[tuple[int, int]], zeros: dict[int, int], tail_zero: bool) -> str | None:
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
