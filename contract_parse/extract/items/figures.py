"""What a cell of a price table says: words, nothing, a number, a number with its unit."""

from __future__ import annotations

import re
from decimal import Decimal

from contract_parse.extract.items.vocabulary import vocabulary
from contract_parse.model.text import Text
from contract_parse.values.money import parse_cell
from contract_parse.values.numerals import parse_numeral

_CJK = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
_WRAP = re.compile(rf"(?<={_CJK})\s+(?={_CJK})")
_SPACE = re.compile(r"\s+")
_COUNT = re.compile(
    r"(?:约|共|暂估|预估|预计|暂定)?(?P<n>\d[\d,]*(?:\.\d+)?)\(?(?P<unit>(?![\d.,])[^()\d=+*×<>≥≤~:;,]{0,8})\)?"
)
_WORDS = re.compile(r"(?P<n>[一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+|半)(?P<unit>[^\d()]{0,3})")


def words(text: Text | None) -> str | None:
    """A cell as printed, trimmed, without the spaces that line breaks leave; None where it says nothing.

    >>> words(Text.plain(" 全民 健康  V1.0 ")), words(Text.plain("/"))
    ('全民健康 V1.0', None)
    """
    if text is None:
        return None
    s = _WRAP.sub("", _SPACE.sub(" ", text.s).strip())
    return None if not s or is_nil(text) else s


def is_nil(text: Text) -> bool:
    """Whether the cell is empty or says 无, / or a dash."""
    return not text.view.s or bool(vocabulary().nil.fullmatch(text.view.s))


def money(text: Text | None, scale: int = 1) -> Decimal | None:
    """The cell's amount in yuan; ``scale`` is what the column counts in (10000 for 万元)."""
    if text is None or is_nil(text):
        return None
    return parse_cell(text.view.s, scale)


def count(text: Text | None) -> tuple[Decimal | None, str | None]:
    """A quantity and the unit that stands in the same cell.

    >>> count(Text.plain("2台")), count(Text.plain("1,200")), count(Text.plain("一批")), count(Text.plain("按需"))
    ((Decimal('2'), '台'), (Decimal('1200'), None), (Decimal('1'), '批'), (None, None))
    """
    if text is None or is_nil(text):
        return None, None
    s = text.view.s
    if m := _COUNT.fullmatch(s):
        return Decimal(m["n"].replace(",", "")), m["unit"].strip("/") or None
    if m := _WORDS.fullmatch(s):
        return parse_numeral(m["n"]), m["unit"] or None
    return None, None


def percent(text: Text | None) -> Decimal | None:
    """A rate in percent: ``13%`` and, in a column of rates, a bare ``13`` or ``0.13``."""
    if text is None or is_nil(text):
        return None
    m = re.fullmatch(r"(\d+(?:\.\d+)?)(%?)", text.view.s)
    if not m:
        return None
    value = Decimal(m[1])
    return value * 100 if not m[2] and value < 1 else value


def factor(text: Text | None) -> Decimal | None:
    """What a price is multiplied by: ``92%``, ``0.92`` and 九二折 as ``9.2折`` all give 0.92."""
    if text is None or is_nil(text):
        return None
    s = text.view.s
    if m := re.fullmatch(r"(\d+(?:\.\d+)?)折", s):
        n = Decimal(m[1])
        return n / 10 if n <= 10 else n / 100
    m = re.fullmatch(r"(\d+(?:\.\d+)?)(%?)", s)
    if not m:
        return None
    n = Decimal(m[1])
    return n / 100 if m[2] or n > 10 else n


def has_figure(text: Text) -> bool:
    """Whether the cell is a bare number or amount, so cannot be a column's name."""
    return bool(re.fullmatch(r"[¥]?\d[\d,]*(?:\.\d+)?(?:%|元|万元)?", text.view.s))

