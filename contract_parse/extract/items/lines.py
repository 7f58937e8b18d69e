"""One row of a priced table as it is read, and the style its number is printed in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from contract_parse.extract.items.header import Row
from contract_parse.model.layout import Cell
from contract_parse.model.text import Text

Kind = Literal["item", "heading", "parent", "total", "skip"]

_PRINTED_NUMBER = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}[、.．,，:：)）]\s*|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]、?\s*"
    r"|\d{1,2}(?:[.．]\d{1,2})*(?:[、)）]|[.．](?!\d)|\s+(?=[\u4e00-\u9fff]))\s*|[①-⑳㈠-㈩]\s*|[IVX]{1,4}[、.．]\s*)"
)
_STYLES = (
    ("chapter", re.compile(r"第[一二三四五六七八九十\d]+[部分章节]+")),
    ("han", re.compile(r"[一二三四五六七八九十]{1,3}、?|[壹贰叁肆伍陆柒捌玖拾]{1,3}、?")),
    ("han_paren", re.compile(r"\([一二三四五六七八九十]{1,3}\)")),
    ("letter", re.compile(r"[A-Z]")),
    ("roman", re.compile(r"[IVXⅠ-Ⅻ]+")),
    ("paren", re.compile(r"\(\d{1,2}\)|\d{1,2}\)")),
    ("circle", re.compile(r"[①-⑳]")),
)

_RANK = {
    "chapter": 0, "han": 1, "letter": 1, "roman": 1, "han_paren": 2, "dotted1": 3, "paren": 4, "dotted2": 4,
    "circle": 5, "dotted3": 5, "dotted4": 6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One row. ``place`` counts the rows of the table from 1; ``cells`` by role; ``style`` is the style of its number.

    ``mended`` holds figures, by role, that are to be read otherwise than they look.
    ``inner`` are the cells of the group columns (None: blank). ``value`` and ``capital`` are a total's or a parent's.
    """

    place: int
    kind: Kind
    row: Row
    cells: dict[str, Cell]
    inner: tuple[Cell | None, ...] = ()
    style: str | None = None
    label: str = ""
    value: Decimal | None = None
    capital: Text | None = None
    basis: str | None = None  # the role of the column that a total's figure stands in
    marks: frozenset[str] = field(default_factory=frozenset)
    rest: tuple[Cell, ...] = ()  # what stands of the row below a page break
    mended: dict[str, Decimal] = field(default_factory=dict)

    def text(self, role: str) -> Text | None:
        cell = self.cells.get(role)
        return None if cell is None else cell.text


def without_number(s: str) -> str:
    """A group's words without the number before them.

    >>> without_number("一、基础软件"), without_number("(二) 硬件"), without_number("5G基站")
    ('基础软件', '硬件', '5G基站')
    """
    rest = _PRINTED_NUMBER.sub("", s, count=1).strip()
    return rest or s.strip()


def printed_number(s: str) -> str:
    """The number that :func:`without_number` takes off, without white space.

    >>> printed_number("一、基础软件"), printed_number("5G基站")
    ('一、', '')
    """
    m = _PRINTED_NUMBER.match(s)
    return "".join(m[0].split()) if m else ""


def number_style(number: str) -> str | None:
    """The style of a row number: ``han`` 一, ``han_paren`` （一）, ``dotted1`` 1, ``dotted2`` 1.1 …

    >>> [number_style(s) for s in ("一", "(一)", "1", "1.1", "1.1.2", "④", "合计")]
    ['han', 'han_paren', 'dotted1', 'dotted2', 'dotted3', 'circle', None]
    """
    s = number.rstrip("、.,")
    if re.fullmatch(r"\d{1,4}(?:\.\d{1,3})*|\d{1,2}(?:-\d{1,2})+", s):
        return f"dotted{len(re.split('[.-]', s))}"
    return next((name for name, pattern in _STYLES if pattern.fullmatch(s)), None)


def rank(style: str | None) -> int:
    """How deep rows numbered in ``style`` stand, 0 the outermost; 9 without a number."""
    return _RANK.get(style or "", 9)


def outranks(a: str | None, b: str | None) -> bool:
    """Whether a row numbered in style ``a`` stands above rows numbered in style ``b``."""
    return a is not None and b is not None and rank(a) < rank(b)
