"""Item tables: the priced things of a contract, row by row, and the totals that the tables declare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contract_parse.extract.items import build
from contract_parse.extract.items.columns import Columns, resolve
from contract_parse.extract.items.halves import stacked
from contract_parse.extract.items.header import Grid, Header, find_header, repeats
from contract_parse.extract.items.lines import Line
from contract_parse.extract.items.rows import read_rows
from contract_parse.extract.items.source import Placed, placed_tables, scale_above
from contract_parse.extract.items.turned import upright
from contract_parse.model.facts import ItemTotal, LineItem
from contract_parse.model.structure import Structure

_CONTINUED = re.compile(r"\(?(?:续表?|接上[表页]|上接.{1,8}|续上表).{0,4}\)?|.{0,16}\(续表?\)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one priced table, which may have been printed as several."""

    placed: Placed
    columns: Columns
    header: Header
    lines: tuple[Line, ...]


def line_items(structure: Structure) -> tuple[list[LineItem], list[ItemTotal]]:
    """Every priced row of every table, body and annexes, and every declared subtotal and total, in order.

    Amounts in yuan. Rows of schedules of payments, fines, scores and of lists without prices are no items.
    """
    items: list[LineItem] = []
    totals: list[ItemTotal] = []
    for number, sheet in enumerate(_sheets(structure), 1):
        found, declared = build.built(
            sheet.lines, sheet.columns, annex=sheet.placed.annex, clause=sheet.placed.clause, number=number
        )
        items += found
        totals += declared
    return items, totals


def _sheets(structure: Structure) -> list[Sheet]:
    """All priced tables; one that goes on in a second printed table without a header of its own is one."""
    sheets: list[Sheet] = []
    latest: Placed | None = None  # the table that the last sheet ended in, while nothing has come between
    for placed in placed_tables(structure):
        found = list(_sections(placed))
        rest: tuple[Line, ...] = ()
        between = [s for s in placed.above if not _CONTINUED.fullmatch(s)]
        if latest is not None and not between and placed.annex == latest.annex:
            if found and _goes_on(sheets[-1], found[0], same_page=_page(latest, -1) == _page(placed, 0)):
                rest = found.pop(0).lines
            elif not found:
                rest = _headless(sheets[-1], placed)
        if rest:
            moved = tuple(replace(line, place=line.place + sheets[-1].lines[-1].place) for line in rest)
            sheets[-1] = replace(sheets[-1], lines=sheets[-1].lines + moved)
        priced = [sheet for sheet in found if build.is_priced(sheet.lines, sheet.columns)]
        sheets += priced
        latest = placed if priced or rest else None
    return sheets


def _page(placed: Placed, at: int) -> int | None:
    return placed.table.boxes[at][0] if placed.table.boxes else None


def _sections(placed: Placed) -> Iterator[Sheet]:
    """The tables inside one printed table that have the columns of priced things: mostly one or none; more where
    another header stands in mid-table."""
    grid: Grid = placed.table.grid()
    scale = scale_above(placed.above)
    header = find_header(grid)
    if header is None and (turned := upright(grid)) is not None:
        grid, header = turned, find_header(turned)
    while header is not None:
        following = _next_header(grid, header)
        stop = following.first if following is not None else len(grid)
        head, part = stacked(grid, header, stop)
        columns = resolve(head, part, scale)
        if columns is not None:
            lines = read_rows(part, head, columns, len(part))
            if lines:
                yield Sheet(placed, columns, head, tuple(lines))
        header = following


def _next_header(grid: Grid, header: Header) -> Header | None:
    """A header further down that names other columns than ``header`` does."""
    at = header.last + 1
    while at < len(grid) and (found := find_header(grid, at, within=len(grid) - at)) is not None:
        if not repeats(header, grid[found.first]):
            return found
        at = found.last + 1
    return None


def _headless(sheet: Sheet, placed: Placed) -> tuple[Line, ...]:
    """The rows of a table without header that goes on with ``sheet`` (a break that layout could not mend)."""
    if placed.table.cols != sheet.columns.width or any(line.kind == "total" for line in sheet.lines[-1:]):
        return ()
    none = Header(-1, -1, sheet.header.texts, sheet.header.roles, sheet.header.scale, sheet.header.scales)
    lines = tuple(read_rows(placed.table.grid(), none, sheet.columns, placed.table.rows))
    return lines if build.is_priced(lines, sheet.columns) or _only_totals(lines) else ()


def _goes_on(sheet: Sheet, following: Sheet, *, same_page: bool) -> bool:
    """Whether a table with the same header counts on where ``sheet`` ended without a total."""
    pairs = list(zip(sheet.header.texts, following.header.texts, strict=False))
    alike = sum(1 for a, b in pairs if a == b or (a and b.startswith(a)))
    if len(sheet.header.texts) != len(following.header.texts) or alike < 0.7 * len(pairs):
        return False
    if any(line.kind == "total" for line in sheet.lines[-1:]):
        return False
    first = next((line.text("number") for line in following.lines if line.kind == "item"), None)
    if first is None:
        return _only_totals(following.lines) or not same_page
    return first.view.s != "1"


def _only_totals(lines: Sequence[Line]) -> bool:
    return any(line.kind == "total" for line in lines) and not any(line.kind == "item" for line in lines)
