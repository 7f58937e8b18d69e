"""Rows that declare a sum: their label, figure and capital words, in one row or over two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from contract_parse.extract.items import figures
from contract_parse.extract.items.columns import Columns
from contract_parse.extract.items.header import distinct
from contract_parse.extract.items.lines import Line
from contract_parse.extract.items.vocabulary import plain_header, vocabulary
from contract_parse.model.layout import Cell
from contract_parse.model.text import Text
from contract_parse.values.capital import find_capitals
from contract_parse.values.money import find_amounts, find_labelled_amounts

_LABEL = re.compile(r"^(?:\d{1,2}[-~至到]\d{1,2}[项条行]?)?.*?(?=小写|大写|人民币|RMB|:|=|¥|\d|$)")
_CENTS = re.compile(r"[¥]?\d[\d,]*\.\d\d(?:元)?")
_BRACKETED = re.compile(r"\([^()]*\)")


def total_row(line: Line, cells: list[Cell], columns: Columns) -> Line | None:
    """The row as a declared sum, None where it is none."""
    vocab = vocabulary()
    quantity, unit_price = figures.count(line.text("quantity"))[0], figures.money(line.text("unit_price"))
    priced = quantity is not None and unit_price is not None and "amount" in line.cells
    for cell in cells[:3]:
        # A label set to the middle of a merged row may stand where the units do.
        plain = not priced and (cell is line.cells.get("unit") or figures.words(line.text("unit")) is None)
        if cell is line.cells.get("amount") and len(cells) > 1:
            continue
        s = cell.text.view.s
        label = _label(s)
        bare = plain_header(label)
        if not bare or len(bare) > 30:
            continue
        strong = vocab.strong.fullmatch(bare)
        if not strong and not vocab.weak.fullmatch(bare):
            if (cell is line.cells.get("number") and line.style is not None) or any(cell is c for c in line.inner):
                continue
            return None
        exact = bare in ("合计", "总计", "小计", "共计", "总合计") or cell.colspan > 2
        if not plain and not exact:
            return None
        if not strong and (line.style is not None or quantity is not None):
            return None
        value, capital, basis = _sum(line, cells, cell, columns)
        if value is None and capital is None:
            return replace(line, kind="skip") if strong else None
        marks = {m for m, p in (("adjusted", vocab.adjusted), ("sub", vocab.sub)) if p.search(label)}
        if not strong and "大写" in s and cells[0] is cell:
            marks.add("words")
        shown = _shown(cell, label)
        return replace(
            line, kind="total", label=shown, value=value, capital=capital, basis=basis, marks=frozenset(marks)
        )
    return None


def _label(s: str) -> str:
    """What stands before the figure: 合计金额 of ``合计金额小写:19500000元``."""
    s = _BRACKETED.sub("", s)
    for words in find_capitals(s)[:1]:
        s = s[: words.start]
    m = _LABEL.match(s)
    label = m[0] if m else s
    return label or s.split(":")[0][:30]


def _shown(cell: Cell, label: str) -> str:
    """The label as printed: the cell's words where they are no more than the label, else what was cut out."""
    s = figures.words(cell.text) or label
    if find_capitals(cell.text.view.s):
        return label
    return s.rstrip(":： ") if len(s) <= 30 and not re.search(r"\d{3}", s) else label


def _sum(
    line: Line, cells: list[Cell], label: Cell, columns: Columns
) -> tuple[Decimal | None, Text | None, str | None]:
    """A total row's figure, its capital words and the column the figure stands in."""
    value: Decimal | None = None
    capital: Text | None = None
    basis: str | None = None
    for role in ("amount", "unit_price"):
        cell = line.cells.get(role)
        if value is None and cell is not None and cell is not label:
            value, basis = figures.money(cell.text, columns.scales.get(role, 1)), role
    scale = columns.scales.get("amount", columns.scales.get("unit_price", 1))
    other = ("quantity", "periods", "number", "tax_amount", "excluded_amount")
    only_quantity = [line.cells[role] for role in other if role in line.cells and line.cells[role].colspan == 1]
    # Amounts with cents are no numbers of rows: one set to the middle of merged cells may stand there.
    only_quantity = [
        c for c in only_quantity if not (c is line.cells.get("number") and _CENTS.fullmatch(c.text.view.s))
    ]
    for cell in reversed(cells):
        found = find_capitals(cell.text.view.s)
        if found and capital is None:
            capital = cell.text.view.cut(found[-1].start, found[-1].end)
        if value is None:
            basis = None
            if cell is label or found:
                value = _in_words(cell.text, found[-1].value if found else None)
            elif not any(cell is q for q in only_quantity):
                value = figures.money(cell.text, scale) or _in_words(cell.text, None)
    return value, capital, basis


def _in_words(text: Text, expected: Decimal | None) -> Decimal | None:
    """The figure among words: behind 小写, else the one that agrees with the capital words, else the last."""
    s = text.view.s
    found = find_amounts(s) or find_labelled_amounts(s)
    if not found:
        m = re.search(r"(?:小写|合计|总计|总价|报价)[^\d。;]{0,8}[:为](\d[\d,]*(?:\.\d+)?)(?![\d%])", s)
        return Decimal(m[1].replace(",", "")) if m else None
    behind = [a for a in found if re.search(r"小写[^\d]{0,8}$", s[: a.start])]
    agreeing = [a for a in found if a.value == expected]
    return (behind or agreeing or found[-1:])[0].value


def joined_totals(lines: Sequence[Line]) -> list[Line]:
    """Totals that run over two rows (words in one, the figure in the next; or both twice) made one."""
    out: list[Line] = []
    for line in lines:
        last = out[-1] if out else None
        if last is not None and last.kind == "total":
            if line.kind == "total" and _one_statement(last, line):
                out[-1] = replace(
                    last,
                    value=last.value if last.value is not None else line.value,
                    capital=last.capital or line.capital,
                    basis=last.basis or line.basis,
                    cells=last.cells | {"also": _whole(line)},
                )
                continue
            if line.kind == "item" and last.value is None and (rest := _bare_figure(line)) is not None:
                out[-1] = replace(last, value=rest, cells=last.cells | {"also": _whole(line)})
                continue
            if line.kind == "item" and last.capital is None and (words := _bare_words(line)) is not None:
                out[-1] = replace(last, capital=words, cells=last.cells | {"also": _whole(line)})
                continue
        out.append(line)
    return [_valued(line) for line in out]


def _one_statement(a: Line, b: Line) -> bool:
    if a.value is None or b.value is None:
        # One has only words: it belongs to the figure unless that has words of its own.
        return (a.value is None) != (b.value is None) and (a.capital is None or b.capital is None)
    return a.value == b.value and (a.capital is None) != (b.capital is None) and "words" in b.marks


def _valued(line: Line) -> Line:
    """A total known from its words alone gets their value."""
    if line.kind == "total" and line.value is None and line.capital is not None:
        return replace(line, value=find_capitals(line.capital.view.s)[-1].value)
    return line


def _whole(line: Line) -> Cell:
    cells = distinct(line.row)
    return replace(cells[0], text=Text.join(c.text for c in cells))


def _bare_figure(line: Line) -> Decimal | None:
    """The figure of a row that holds nothing else: ``小写: 100元``."""
    cells = distinct(line.row)
    fresh = [c for c in cells if c.row == line.place - 1 or c.rowspan == 1]
    if len(fresh) != 1 or not re.match(r"小写|¥|人民币|\(小写\)|\(¥", fresh[0].text.view.s):
        return None
    return _in_words(fresh[0].text, None)


def _bare_words(line: Line) -> Text | None:
    cells = [c for c in distinct(line.row) if c.row == line.place - 1 or c.rowspan == 1]
    if len(cells) != 1:
        return None
    found = find_capitals(cells[0].text.view.s)
    return cells[0].text.view.cut(found[-1].start, found[-1].end) if found else None
