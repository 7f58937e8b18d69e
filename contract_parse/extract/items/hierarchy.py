"""Rows that stand above others: headings without figures, and parents that state the sum of the rows below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contract_parse.extract.items import figures
from contract_parse.extract.items.columns import Columns
from contract_parse.extract.items.header import distinct
from contract_parse.extract.items.lines import Line, number_style, outranks, printed_number, rank
from contract_parse.extract.items.vocabulary import vocabulary
from contract_parse.model.text import Text, fold


def with_headings(lines: Sequence[Line]) -> list[Line]:
    """Rows with a name and no figures: headings, or things without a price where they stand in the count."""
    styles = [line.style for line in lines if line.kind == "item" and _has_figures(line)]
    out = []
    for i, line in enumerate(lines):
        if line.kind == "item" and not _has_figures(line):
            name = _heading_words(line)
            wide = len(distinct(line.row)) == 1 and distinct(line.row)[0].colspan > 1
            counted = line.style is not None and line.style in styles and not wide and not _opens(lines, i)
            if not name or len(name) > 50 or vocabulary().memo.match(name):
                line = replace(line, kind="skip")
            elif not counted and not _free(line):
                line = replace(line, kind="heading", label=name, style=line.style or _style_of(line))
        out.append(line)
    return _styled(out)


def _styled(lines: list[Line]) -> list[Line]:
    """Headings whose number is missing or misread (a lone 一 is easily lost in a scan, or a dash) get the style of the
    other headings that stand above what follows them."""
    styles = sorted({line.style for line in lines if line.kind == "heading" and line.style is not None}, key=rank)
    out = []
    for i, line in enumerate(lines):
        if line.kind == "heading" and line.style is None and _misread(line.text("number")):
            below = next((later.style for later in lines[i + 1 :] if later.kind in ("heading", "item")), None)
            line = replace(line, style=next((s for s in styles if outranks(s, below)), None))
        out.append(line)
    return out


def _misread(number: Text | None) -> bool:
    """Whether a number that has no style may be one that was lost or misread."""
    return number is None or figures.is_nil(number) or any(g is not None and g.source == "ocr" for g in number.glyphs)


def _has_figures(line: Line) -> bool:
    if any(figures.money(line.text(role)) is not None for role in ("unit_price", "amount", "excluded_amount")):
        return True
    # A name merged over the whole row is no quantity.
    counted = figures.count(line.text("quantity"))[0] is not None and line.cells["quantity"].colspan == 1
    return counted or (figures.words(line.text("unit")) is not None and line.cells["unit"].colspan == 1)


def _free(line: Line) -> bool:
    """Whether words stand in for the price: 免费, 已含在总价内, 按实结算."""
    texts = [line.text(role) for role in ("unit_price", "amount")]
    return any(text is not None and vocabulary().free.fullmatch(text.view.s) for text in texts)


def _opens(lines: Sequence[Line], i: int) -> bool:
    """Whether the rows that follow are numbered from 1 again, or below this row's number: it is their heading."""
    if i + 1 >= len(lines) or lines[i + 1].kind != "item":
        return False
    own, below = _number(lines[i]), _number(lines[i + 1])
    return below.startswith(own + ".") or below.startswith(own + "-") or (below == "1" and own != "")


def _number(line: Line) -> str:
    text = line.text("number")
    return "" if text is None else text.view.s.rstrip("、.,")


def _heading_words(line: Line) -> str:
    cell = line.cells.get("name") or line.cells.get("number")
    if cell is None or (line.style is not None and cell is line.cells.get("number")):
        grouping = [c for c in line.inner if c is not None and c.text.view.s]
        others = grouping or [c for c in distinct(line.row) if c is not cell]
        cell = others[0] if others else cell
    return "" if cell is None else figures.words(cell.text) or ""


def _style_of(line: Line) -> str | None:
    printed = printed_number(_heading_words(line))
    return number_style(fold(printed)) if printed else None


def with_parents(lines: Sequence[Line], columns: Columns) -> list[Line]:
    """Rows that state the sum of the rows below them become ``parent``: heading and subtotal at once."""
    out = list(lines)
    for i, line in enumerate(lines):
        if line.kind != "item":
            continue
        basis = "amount" if "amount" in columns.at else "unit_price"
        scale = columns.scales.get(basis, 1)
        value = figures.money(line.text(basis), scale)
        if value is None:
            continue
        unpriced = basis == "unit_price" or figures.money(line.text("unit_price")) is None
        bare = unpriced and figures.count(line.text("quantity"))[0] is None
        children = _children(lines, i) or (_unnumbered_children(lines, i, columns) if bare else [])
        amounts = [v for c in children if (v := figures.money(c.text(basis), scale)) is not None]
        if not amounts:
            continue
        below = bool(_number(line)) and _number(children[0]).startswith(_number(line) + ".")
        if sum(amounts) == value or (
            bare and line.style is not None and (below or outranks(line.style, children[0].style))
        ):
            out[i] = replace(line, kind="parent", label=_heading_words(line), value=value, basis=basis)
    return out


def _children(lines: Sequence[Line], i: int) -> list[Line]:
    """The rows under row ``i`` by their numbers: deeper ones, up to the next that is not. Of those the
    outermost style only (their own children are in them)."""
    own = lines[i]
    found: list[Line] = []
    for line in lines[i + 1 :]:
        deeper = line.style is None or outranks(own.style, line.style)
        if own.style is None or line.kind == "total" or not deeper:
            break
        if line.kind == "item" and line.style is not None:
            found.append(line)
    top = min((rank(line.style) for line in found), default=9)
    return [line for line in found if rank(line.style) == top]


def _unnumbered_children(lines: Sequence[Line], i: int, columns: Columns) -> list[Line]:
    """The rows after row ``i`` that have the price which it lacks, up to the next that lacks it too."""
    if "unit_price" not in columns.at or "amount" not in columns.at or lines[i].style is not None:
        return []
    found: list[Line] = []
    for line in lines[i + 1 :]:
        if line.kind != "item" or figures.money(line.text("unit_price")) is None:
            break
        found.append(line)
    return found
