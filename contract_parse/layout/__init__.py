"""Pages of words and rulings to one sequence of paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from contract_parse.layout.blanks import drawn_blanks
from contract_parse.layout.columns import unfold
from contract_parse.layout.continuation import join
from contract_parse.layout.furniture import find_furniture
from contract_parse.layout.grid import Grid, find_grids, loose_lines
from contract_parse.layout.lines import Row, line_of, rows_of
from contract_parse.layout.paragraphs import measures, paragraphs, wraps_to_margin
from contract_parse.layout.parts import Part, fill, sort_words
from contract_parse.layout.placed import Item, PlacedLine, PlacedPart, lines_in
from contract_parse.layout.tables import finished
from contract_parse.model.layout import Block, Layout, Line
from contract_parse.model.page import Document, Page, Word

__all__ = ["lay_out"]


def lay_out(document: Document) -> Layout:
    """The document's paragraphs and tables in reading order, its furniture set aside."""
    if any(page.blocks for page in document.pages):
        return Layout(tuple(block for page in document.pages for block in page.blocks))
    numbers = count(1)
    pages = [_items(page, numbers) for page in document.pages]
    aside = find_furniture([lines_in(items) for items in pages])
    furniture: list[Line] = []
    flow: list[Item] = []
    for items in pages:
        for item in items:
            if isinstance(item, PlacedLine) and item.line.number in aside:
                furniture.append(item.line)
            else:
                flow.append(item)
    return Layout(tuple(_blocks(flow)), tuple(furniture))


def _items(page: Page, numbers: count[int]) -> list[Item]:
    """A page's lines and table parts from the top down."""
    grids = find_grids(page.rulings)
    words = list(page.words)
    words += drawn_blanks(loose_lines(page.rulings, grids), words)
    held, free = sort_words(grids, words)
    # Lines are numbered in reading order, so tables are filled as the flow reaches them.
    tables = sorted(range(len(grids)), key=lambda k: (grids[k].ys[0], grids[k].xs[0]))
    out: list[Item] = []
    column = 1
    for stretch in _stretches(rows_of(free), [grids[k].ys[0] for k in tables]):
        if stretch is None:
            out.append(_filled(page, grids, held, tables.pop(0), numbers))
            continue
        for strip in unfold(stretch, column):
            row, column = strip.row, max(column, strip.column + 1)
            out.append(
                PlacedLine(
                    line_of(row, page.number, next(numbers)), page.number, row.box, row.size, row.bold,
                    page.width, page.height, strip.column, strip.goes_on,
                )
            )
    while tables:
        out.append(_filled(page, grids, held, tables.pop(0), numbers))
    return out


def _stretches(rows: list[Row], tops: list[float]) -> Iterator[list[Row] | None]:
    """The rows between tables; None stands for the next table. ``tops`` are the tables' top edges, sorted."""
    for top in tops:
        above = [r for r in rows if r.box.y0 <= top]
        rows = rows[len(above) :]
        if above:
            yield above
        yield None
    if rows:
        yield rows


def _filled(page: Page, grids: list[Grid], held: list[list[Word]], at: int, numbers: count[int]) -> PlacedPart:
    part = fill(grids[at], held[at], page.number, numbers.__next__)
    return PlacedPart(part, page.number, grids[at].box)


def _blocks(flow: list[Item]) -> list[Block]:
    edges = measures(lines_in(flow))
    hanging = wraps_to_margin(lines_in(flow), edges)
    out: list[Block] = []
    lines: list[PlacedLine] = []
    part: Part | None = None
    part_page = 0
    for item in flow:
        if isinstance(item, PlacedLine):
            if part is not None:
                out.append(finished(part))
                part = None
            lines.append(item)
            continue
        if lines:
            out += paragraphs(lines, edges, hanging)
            lines = []
        if part is not None:
            both = join(part, item.part) if item.page > part_page else None
            if both is None:
                out.append(finished(part))
                both = item.part
            part = both
        else:
            part = item.part
        part_page = item.page
    if part is not None:
        out.append(finished(part))
    return out + paragraphs(lines, edges, hanging)
