"""A page taken apart: which words stand in ruled tables, which in lines; then put in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from contract_parse.layout.blanks import drawn_blanks
from contract_parse.layout.columns import Strip, unfold
from contract_parse.layout.furniture import Candidate
from contract_parse.layout.grid import Grid, find_grids, loose_lines
from contract_parse.layout.halfruled import split_rows
from contract_parse.layout.lines import Row, line_of, row_string, rows_of, with_signs
from contract_parse.layout.newspaper import find_columns, in_columns
from contract_parse.layout.parts import Part, fill, sort_words
from contract_parse.layout.placed import Item, PlacedLine, PlacedPart
from contract_parse.layout.rulings import Segment
from contract_parse.layout.unruled import Columns, find_unruled, in_one_frame
from contract_parse.layout.unruled_cells import build
from contract_parse.model.layout import Line
from contract_parse.model.page import Page, Word

# A grid of no more rows may be one whose rows are not parted by lines.
_FEW_ROWS = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's grids with the words in each, the rows of words outside, and the loose horizontal lines."""

    page: Page
    grids: tuple[Grid, ...]
    held: tuple[tuple[Word, ...], ...]
    rows: tuple[Row, ...]
    rules: tuple[Segment, ...]


def take_apart(page: Page) -> Sheet:
    drawn = find_grids(page.rulings, page.words)
    loose = loose_lines(page.rulings, drawn)
    grids = [g for g in drawn if not _is_page_frame(g, drawn, page) and not _is_field(g, page.words)]
    words = [*page.words, *drawn_blanks(loose, page.words)]
    held, free = sort_words(grids, words)
    return Sheet(page, tuple(grids), tuple(map(tuple, held)), tuple(rows_of(free)), tuple(loose))


def _is_page_frame(grid: Grid, others: Sequence[Grid], page: Page) -> bool:
    """Whether a box, or boxes one below the other, only frame a page's text and tables."""
    box = grid.box
    holds = any(g is not grid and box.holds(*g.box.centre) and g.box.height < box.height for g in others)
    return grid.cols == 1 and (holds or box.height > 0.5 * page.height)


def _is_field(grid: Grid, words: Sequence[Word]) -> bool:
    """Whether a box is a form field or a frame round some words of a line that goes on beside it."""
    box = grid.box
    level = [w for w in words if box.y0 < w.box.centre[1] < box.y1]
    beside = [w for w in level if not box.holds(*w.box.centre)]
    return len(grid.areas) == 1 and bool(beside) and box.height < 3 * max(w.size for w in level)


def candidates(sheet: Sheet, keys: count[int]) -> list[Candidate]:
    """The sheet's rows as furniture sees them."""
    page = sheet.page
    return [
        Candidate(next(keys), row_string(row), row.box, row.size, page.number, page.width, page.height)
        for row in sheet.rows
    ]


def in_order(
    sheet: Sheet, aside: Sequence[bool], numbers: count[int], columns: Columns | None
) -> tuple[list[Item], list[Line], Columns | None]:
    """The sheet's lines and table parts from the top down, and the lines set aside.

    ``aside`` says for each row whether it is furniture. ``columns`` are the columns of an unruled table that the
    sheet before ended with; the third result is the same for the next sheet.
    """
    page = sheet.page.number
    furniture = [line_of(r, page, next(numbers)) for r, off in zip(sheet.rows, aside, strict=True) if off]
    rows = [r for r, off in zip(sheet.rows, aside, strict=True) if not off]
    tables = sorted(range(len(sheet.grids)), key=lambda k: (sheet.grids[k].ys[0], sheet.grids[k].xs[0]))
    order = _Order(sheet, numbers, columns)
    for side, text, held in _regions(rows, tables, sheet):
        for stretch in _stretches(text, [sheet.grids[k].ys[0] for k in held]):
            if stretch is None:
                order.ruled(held.pop(0))
                continue
            for column, own in [(side, stretch)] if side else in_columns(stretch, sheet.page.width):
                if column:
                    order.lines([Strip(row, column) for row in own])
                else:
                    order.text(own)
    return order.items, furniture, order.columns


def _regions(rows: list[Row], tables: list[int], sheet: Sheet) -> list[tuple[int, list[Row], list[int]]]:
    """The page's parts in reading order, with their rows and ruled tables: one over its whole width (0), or what stands
    above two columns of text, the left (-1), the right (-2), and what stands below."""
    boxes = {k: sheet.grids[k].box for k in tables}
    found = find_columns(rows, list(boxes.values()), sheet.page.width)
    if found is None:
        return [(0, rows, list(tables))]
    start, end, left, right, cut = found
    top = min(left[0].box.y0, right[0].box.y0)
    bottom = rows[end].box.y0 if end < len(rows) else sheet.page.height
    inside = [k for k in tables if top <= boxes[k].centre[1] <= bottom and not boxes[k].x0 < cut < boxes[k].x1]
    above = [k for k in tables if k not in inside and boxes[k].centre[1] < top]
    return [
        (0, rows[:start], above),
        (-1, left, [k for k in inside if boxes[k].x1 <= cut]),
        (-2, right, [k for k in inside if boxes[k].x0 >= cut]),
        (0, rows[end:], [k for k in tables if k not in inside and k not in above]),
    ]


class _Order:
    """Items in the order in which the page is read."""

    def __init__(self, sheet: Sheet, numbers: count[int], columns: Columns | None) -> None:
        self.items: list[Item] = []
        self.columns = columns  # of an unruled table that ends what has been read so far
        self._sheet, self._page, self._numbers = sheet, sheet.page, numbers
        self._column = 1

    def ruled(self, at: int) -> None:
        grid = self._sheet.grids[at]
        page, number = self._page.number, self._numbers.__next__
        rows = rows_of(self._sheet.held[at]) if grid.rows <= _FEW_ROWS and grid.cols > 2 else []
        found = in_one_frame(rows, grid.xs, grid.rows) if len(rows) > 2 else None
        if found is not None:
            part = build(found, rows, (), page, number)
            self._table(replace(part, xs=grid.xs, boxes=((page, grid.box),), ruled=True))
        else:
            self._table(split_rows(fill(grid, self._sheet.held[at], page, number)))
        self.columns = None

    def text(self, rows: Sequence[Row]) -> None:
        """Rows over the full width: unruled tables among them, and columns of short lines."""
        rows = [with_signs(row) for row in rows]
        done = 0
        found = find_unruled(rows, self.columns if not self.items else None)
        for table in found:
            self.lines(unfold(rows[done : table.start], self._column))
            self._table(build(table, rows, self._sheet.rules, self._page.number, self._numbers.__next__))
            done = table.end
        self.lines(unfold(rows[done:], self._column))
        self.columns = found[-1].columns(rows) if found and found[-1].end == len(rows) else None

    def lines(self, strips: Sequence[Strip]) -> None:
        page = self._page
        for strip in strips:
            row = strip.row
            self._column = max(self._column, strip.column + 1)
            line = line_of(row, page.number, next(self._numbers))
            self.items.append(
                PlacedLine(
                    line, page.number, row.box, row.size, row.bold, page.width, page.height, strip.column, strip.goes_on
                )
            )
        if strips:
            self.columns = None

    def _table(self, part: Part) -> None:
        page = self._page
        self.items.append(PlacedPart(part, page.number, part.boxes[0][1], page.width, page.height))


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
