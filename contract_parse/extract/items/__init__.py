"""Item tables: the priced things of a contract, row by row, and the totals that the tables declare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from contract_parse.extract.items import build
from contract_parse.extract.items.columns import Columns, resolve
from contract_parse.extract.items.halves import stacked
from contract_parse.extract.items.header import Grid, Header, find_header, repeats
from contract_parse.extract.items.lines import Line
from contract_parse.extract.items.rows import read_rows
from contract_parse.extract.items.source import Placed, placed_tables, scale_above
from contract_parse.model.facts import ItemTotal, LineItem
from contract_parse.model.structure import Structure


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
    open_sheet = False
    for placed in placed_tables(structure):
        found = list(_sections(placed))
        if not found and open_sheet and (rest := _continuation(sheets[-1], placed)):
            sheets[-1] = replace(sheets[-1], lines=sheets[-1].lines + rest)
            continue
        for sheet in found:
            if open_sheet and _goes_on(sheets[-1], sheet, placed):
                moved = _moved(sheet.lines, sheets[-1].lines[-1].place)
                sheets[-1] = replace(sheets[-1], lines=sheets[-1].lines + moved)
            else:
                sheets.append(sheet)
        open_sheet = bool(found)
    return sheets


def _sections(placed: Placed) -> Iterator[Sheet]:
    """The priced tables inside one printed table: mostly one; more where another header stands in mid-table."""
    grid = placed.table.grid()
    scale = scale_above(placed.above)
    header = find_header(grid)
    while header is not None:
        following = _next_header(grid, header)
        stop = following.first if following is not None else len(grid)
        head, part = stacked(grid, header, stop)
        columns = resolve(head, part, scale)
        if columns is not None:
            lines = read_rows(part, head, columns, len(part))
            if build.is_priced(lines, columns):
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


def _continuation(sheet: Sheet, placed: Placed) -> tuple[Line, ...]:
    """The rows of a table without header that goes on with ``sheet`` (a break that layout could not mend)."""
    if placed.annex != sheet.placed.annex or placed.table.cols != sheet.columns.width or placed.above:
        return ()
    none = Header(-1, -1, sheet.header.texts, sheet.header.roles, sheet.header.scale, sheet.header.scales)
    lines = tuple(read_rows(placed.table.grid(), none, sheet.columns, placed.table.rows))
    return _moved(lines, sheet.lines[-1].place) if build.is_priced(lines, sheet.columns) else ()


def _goes_on(sheet: Sheet, following: Sheet, placed: Placed) -> bool:
    """Whether a table with the same header counts on where ``sheet`` ended without a total."""
    if placed.above or placed.annex != sheet.placed.annex or sheet.header.texts != following.header.texts:
        return False
    if any(line.kind == "total" for line in sheet.lines):
        return False
    first = next((line.text("number") for line in following.lines if line.kind == "item"), None)
    return first is None or first.view.s != "1"


def _moved(lines: tuple[Line, ...], by: int) -> tuple[Line, ...]:
    return tuple(replace(line, place=line.place + by) for line in lines)
