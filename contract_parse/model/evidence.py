"""Values with their place on the page: what every fact of the JSON is made of.

Money is yuan, percentages are percent (``0.1`` is 0.1 %); both are ``Decimal`` inside and decimal
strings in JSON. Missing is None or an empty list, never an empty string.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, PrivateAttr

from contract_parse.model.text import Glyph, Spot, Text


def plain(number: Decimal) -> str:
    """A decimal without exponent, with the digits it was written with.

    >>> plain(Decimal("1E+6")), plain(Decimal("0.10"))
    ('1000000', '0.10')
    """
    return format(number, "f")


def yuan(number: Decimal) -> str:
    """An amount in yuan with at least two decimals.

    >>> yuan(Decimal("140")), yuan(Decimal("0.0125")), yuan(Decimal("1.2000"))
    ('140.00', '0.0125', '1.20')
    """
    two = format(number, ".2f")
    return two if Decimal(two) == number else format(number, "f")


Number = Annotated[Decimal, PlainSerializer(plain, return_type=str, when_used="json-unless-none")]
Yuan = Annotated[Decimal, PlainSerializer(yuan, return_type=str, when_used="json-unless-none")]
BBox = tuple[float, float, float, float]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Mended(Model):
    """A scanned reading that the contract's own arithmetic has put right: what OCR read, what was taken instead."""

    read: str
    taken: str


class Evidence(Model):
    """Where something stands: page (1-based) and box in points from the top left, or the line of a DOCX or TXT.

    ``mended`` stands only where ``text`` is not what OCR had read.
    """

    page: int | None = None
    bbox: BBox | None = None
    line: int | None = None
    text: str
    clause: str | None = None
    source: Literal["text", "ocr"] = "text"
    confidence: float = 1.0
    mended: Mended | None = Field(default=None, exclude_if=lambda mended: mended is None)
    _chars: tuple[tuple[str, Glyph], ...] = PrivateAttr(default=())

    @property
    def chars(self) -> tuple[tuple[str, Glyph], ...]:
        """Scanned characters with their glyphs, OCR's near readings among them; empty for text layers and stored facts."""
        return self._chars


def evidence(text: Text, clause: str | None = None) -> list[Evidence]:
    """One piece of evidence for each printed line that ``text`` touches."""
    return [_evidence(spot, clause) for spot in text.spots()]


def _evidence(s: Spot, clause: str | None) -> Evidence:
    found = Evidence(
        page=s.page,
        bbox=None
        if s.box is None
        else (round(s.box.x0, 2), round(s.box.y0, 2), round(s.box.x1, 2), round(s.box.y1, 2)),
        line=s.line if s.page is None else None,
        text=s.text,
        clause=clause,
        source=s.source,
        confidence=round(s.confidence, 4),
    )
    if s.source == "ocr":
        found._chars = s.chars
        read = "".join(c if g.read is None else g.read for c, g in s.chars)
        if read != s.text:
            found.mended = Mended(read=read, taken=s.text)
    return found


class Fact(Model):
    """``raw`` is what the page says, ``value`` what it means."""

    value: str
    raw: str
    evidence: list[Evidence]

    @classmethod
    def of(cls, value: str, text: Text, clause: str | None = None) -> Fact:
        return cls(value=value, raw=text.s.strip(), evidence=evidence(text, clause))


class NumberFact(Model):
    value: Number
    raw: str
    evidence: list[Evidence]

    @classmethod
    def of(cls, value: Decimal, text: Text, clause: str | None = None) -> NumberFact:
        return cls(value=value, raw=text.s.strip(), evidence=evidence(text, clause))


class YuanFact(Model):
    """An amount that a text states: in figures, or a 大写 (then ``well_formed`` says whether AMT102 is content)."""

    value: Yuan
    raw: str
    evidence: list[Evidence]
    well_formed: bool | None = None
    fault: str | None = None  # what is wrong with the form of a capital figure, in Chinese

    @classmethod
    def of(cls, value: Decimal, text: Text, clause: str | None = None) -> YuanFact:
        return cls(value=value, raw=text.s.strip(), evidence=evidence(text, clause))


class DateFact(Model):
    """``value`` is None where the page shows a date that does not exist (2月30日); ``raw`` has it."""

    value: dt.date | None
    raw: str
    evidence: list[Evidence]


class Money(Model):
    """An amount in yuan. ``value`` may come from the capital words alone where the figure is masked."""

    value: Yuan
    raw: str
    evidence: list[Evidence]
    currency: Literal["CNY"] = "CNY"
    capital: YuanFact | None = None
    tax_included: bool | None = None
    clause: str | None = None
    role: Literal["total", "component", "rate", "tax", "excluded", "instalment", "bond", "cap", "deposit", "other"] = (
        "other"
    )
    estimated: bool = False  # 暂估, 预算, 最高限价: not a fixed price


Unit = Literal["hour", "day", "calendar_day", "working_day", "week", "month", "quarter", "year"]


class Duration(Model):
    """A length of time: ``n`` as a decimal string and its unit; ``minute`` is never used in contracts' terms."""

    n: Number
    unit: Unit
    raw: str
