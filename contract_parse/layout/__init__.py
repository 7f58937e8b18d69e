"""Pages of words and rulings to one sequence of paragraphs and tables in reading order."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count, groupby

from contract_parse.layout.boxed_text import without_clauses
from contract_parse.layout.column_breaks import over_page_breaks
from contract_parse.layout.continuation import join, without_rows
from contract_parse.layout.displayed import as_displayed
from contract_parse.layout.dissolve import (
    cell_lines,
    is_form_of_lines,
    is_frame,
    lines_by_column,
    plain_lines,
    title_lines,
    title_rows,
)
from contract_parse.layout.furniture import find_furniture
from contract_parse.layout.paragraphs import measures, paragraphs, wraps_to_margin
from contract_parse.layout.parts import PartCell
from contract_parse.layout.placed import Item, PlacedLine, PlacedPart, lines_in
from contract_parse.layout.sheet import candidates, in_order, take_apart
from contract_parse.layout.tables import finished
from contract_parse.layout.unruled import Columns
from contract_parse.model.layout import Block, Layout, Line
from contract_parse.model.page import Document

__all__ = ["lay_out"]


def lay_out(document: Document) -> Layout:
    """The document's paragraphs and tables in reading order, its furniture set aside."""
    if any(page.blocks for page in document.pages):
        return Layout(tuple(block for page in document.pages for block in page.blocks))
    sheets = [take_apart(page) for page in document.pages]
    keys = count()
    rows = [candidates(sheet, keys) for sheet in sheets]
    aside = find_furniture(rows)
    numbers = count(1)
    flow: list[Item] = []
    furniture: list[Line] = []
    columns: Columns | None = None
    for sheet, own in zip(sheets, rows, strict=True):
        items, off, columns = in_order(sheet, [c.key in aside for c in own], numbers, columns)
        flow += items
        furniture += off
    return as_displayed(Layout(tuple(_blocks(flow)), tuple(furniture)), document.pages)


def _blocks(flow: list[Item]) -> list[Block]:
    flow = _unboxed(_joined(over_page_breaks(flow)))
    edges = measures(lines_in(flow))
    hanging = wraps_to_margin(lines_in(flow), edges)
    out: list[Block] = []
    for is_line, group in groupby(flow, key=lambda item: isinstance(item, PlacedLine)):
        if is_line:
            out += paragraphs(lines_in(list(group)), edges, hanging)
        else:
            out += [finished(item.part) for item in group if isinstance(item, PlacedPart)]
    return out


def _joined(flow: list[Item]) -> list[Item]:
    """The flow with tables joined over page breaks, and without those that are no tables."""
    out: list[Item] = []
    column = 1 + max((item.column for item in lines_in(flow)), default=0)
    page = 0  # where the table that ended ``out`` ends
    for item in flow:
        if isinstance(item, PlacedLine):
            out.append(item)
            continue
        titles = title_rows(item.part)
        body = without_rows(item.part, titles) if titles else item.part
        between = _between(out, page, item.page) if page else None
        above = out[-1 - len(between)] if between is not None else None
        if between is not None and isinstance(above, PlacedPart):
            both = join(above.part, body) or (join(above.part, item.part) if titles else None)
            if both is not None:
                out[-1 - len(between) :], page = [replace(above, part=both)], item.page
                continue
        page = item.page
        if is_frame(body):
            out += plain_lines(item)
        elif is_form_of_lines(body):
            lines = lines_by_column(item, column)
            column += len(lines)
            out += lines
        else:
            out += title_lines(item, titles)
            out.append(replace(item, part=body))
    return out


def _unboxed(flow: list[Item]) -> list[Item]:
    """The flow with clauses that are printed inside tables taken out of them."""
    out: list[Item] = []
    column = 1 + max((item.column for item in lines_in(flow)), default=0)
    for item in flow:
        if isinstance(item, PlacedPart) and not item.part.ruled and item.part.rows == item.part.header_rows:
            out += plain_lines(item)  # a header that no rows follow
            continue
        pieces = without_clauses(item.part) if isinstance(item, PlacedPart) else []
        if isinstance(item, PlacedLine) or len(pieces) == 1:
            out.append(item)
            continue
        for piece in pieces:
            if isinstance(piece, PartCell):
                out += cell_lines(item, piece, 0)
            elif is_form_of_lines(piece):
                lines = lines_by_column(replace(item, part=piece), column)
                column += len(lines)
                out += lines
            else:
                out.append(replace(item, part=piece))
    return out


_CONTINUED = re.compile(r"[（(]续[^（）()]{0,4}[)）]$|^[（(]?续|接上[页表]")
_UNIT = re.compile(r"单位[：:].{0,6}元")


def _between(out: list[Item], last: int, page: int) -> list[PlacedLine] | None:
    """The lines from the last table to the end of ``out`` where they only repeat its title or unit at the top of
    ``page``; None where the table does not go on there (``last``: the page it ends on)."""
    lines: list[PlacedLine] = []
    at = len(out) - 1
    while at >= 0 and isinstance(out[at], PlacedLine):
        lines.insert(0, lines_in([out[at]])[0])
        at -= 1
    if at < 0 or page <= last or any(p.page != page for p in lines) or len(lines) > 3:
        return None
    titles: set[str] = set()
    for item in reversed(out[:at]):
        if not isinstance(item, PlacedLine) or len(titles) > 4:
            break
        titles.add("".join(item.s.split()))
    for p in lines:
        s = "".join(p.s.split())
        if not (_CONTINUED.search(s) or s in titles or _UNIT.search(s)):
            return None
    return lines
