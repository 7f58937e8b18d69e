"""What a cell of a price table says: words, nothing, a number, a number with its unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_MARKED = re.compile(r"(?P<n>\d+(?:[.,]\d+)*)(?P<unit>万?元)?[整正]?")
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "D": "0", "l": "1", "I": "1", "|": "1", "·": ".", ";": ".", "'": ","})
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
    value = parse_cell(text.view.s, scale)
    if value is None:
        # 24000(含税), 2000元×12月=24000元
        bare = re.sub(r"\([^()\d]*\)", "", text.view.s).rsplit("=", 1)[-1]
        value = parse_cell(bare, scale) if bare and bare != text.view.s else None
    if value is None and scanned(text):
        found = readings(text.view.s, scale)
        return found[0] if len(found) == 1 else None
    return value


def scanned(text: Text | None) -> bool:
    """Whether the words were read from an image."""
    return text is not None and any(g is not None and g.source == "ocr" for g in text.glyphs)


def readings(s: str, scale: int = 1) -> list[Decimal]:
    """What a scanned figure may say if its marks were misread: points for commas, letters for digits, or a
    decimal point lost before two noughts.

    >>> [str(r) for r in readings("486.000.00")], [str(r) for r in readings("l2.5O")]
    (['486000.00'], ['12.50'])
    >>> [str(r) for r in readings("1,6077,451.00")]
    ['16077451.00']
    >>> [str(r) for r in readings("41.400")], [str(r) for r in readings("4140000")]
    (['41.400', '41400'], ['4140000', '41400.00'])
    """
    m = _MARKED.fullmatch(as_digits(s.lstrip("Y¥=")))
    if m is None:
        return []
    parts = re.split("[.,]", m["n"])
    found: list[str] = []
    if len(parts) == 1:
        found = [m["n"]] + ([f"{m['n'][:-2]}.00"] if len(m["n"]) > 4 and m["n"].endswith("00") else [])
    else:
        if _grouped(parts[:-1]) and 1 <= len(parts[-1]) <= 4:
            found.append("".join(parts[:-1]) + "." + parts[-1])
        if _grouped(parts):
            found.append("".join(parts))
        if not found and m["n"].count(".") < 2 and "," not in m["n"].partition(".")[2]:
            found.append(m["n"].replace(",", ""))  # a digit too many or too few: what it must be the checks will say
    factor = {"万元": 10_000, "元": 1}.get(m["unit"] or "", scale)
    return [Decimal(f) * factor for f in found]


def as_digits(s: str) -> str:
    """Letters and strokes that stand for digits in a scanned figure, as digits."""
    return s.translate(_LOOKALIKES)


def _grouped(parts: Sequence[str]) -> bool:
    """Whether the parts are a number in groups of three."""
    return len(parts) == 1 or (1 <= len(parts[0]) <= 3 and all(len(p) == 3 for p in parts[1:]))


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


def factor(text: Text | None, cut: bool = False) -> Decimal | None:
    """What a price is multiplied by: ``92%``, ``0.92`` and 九二折 as ``9.2折`` all give 0.92; where the column
    says what is taken off (``cut``: 下浮率), ``8%`` does."""
    if text is None or is_nil(text):
        return None
    s = text.view.s
    if m := re.fullmatch(r"(\d+(?:\.\d+)?)折", s):
        n = Decimal(m[1])
        return n / 10 if n <= 10 else n / 100  # never what is taken off
    m = re.fullmatch(r"(\d+(?:\.\d+)?)(%?)", s)
    if not m:
        return None
    n = Decimal(m[1])
    n = n / 100 if m[2] or n > 10 else n
    return 1 - n if cut else n


def has_figure(text: Text) -> bool:
    """Whether the cell is a bare number or amount, so cannot be a column's name."""
    return bool(re.fullmatch(r"[¥]?\d[\d,]*(?:\.\d+)?(?:%|元|万元)?", text.view.s))
