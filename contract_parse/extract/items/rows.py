"""What each row below a header is: a priced thing, a heading that groups those below it, a total, a note."""

from __future__ import annotations

from dataclasses import replace

from contract_parse.extract.items import figures
from contract_parse.extract.items.columns import Columns
from contract_parse.extract.items.declared import joined_totals, total_row
from contract_parse.extract.items.header import Grid, Header, Row, counts_columns, distinct, repeats
from contract_parse.extract.items.hierarchy import with_headings, with_parents
from contract_parse.extract.items.lines import Line, number_style, printed_number
from contract_parse.extract.items.vocabulary import plain_header, vocabulary
from contract_parse.model.layout import Cell
from contract_parse.model.text import Text, fold


def read_rows(grid: Grid, header: Header, columns: Columns, stop: int) -> list[Line]:
    """The rows between the header and row ``stop``, each with its kind."""
    lines: list[Line] = []
    for r in range(header.last + 1, stop):
        row = grid[r]
        cells = distinct(row)
        if not cells or repeats(header, row) or counts_columns(row):
            continue
        if lines and _continues(row, columns, lines[-1], grid[r - 1]):
            lines[-1] = _joined(lines[-1], columns.cells(row))
            continue
        lines.append(_line(row, r, cells, columns))
    return with_parents(with_headings(joined_totals(lines)), columns)


def _line(row: Row, r: int, cells: list[Cell], columns: Columns) -> Line:
    roles = columns.cells(row)
    # A cell merged over several rows counts where it starts, where it is an amount or a number of things.
    for role in ("amount", "excluded_amount", "tax_amount"):
        if role in roles and roles[role].row < r and roles[role].rowspan > 1:
            shared = roles.pop(role)
            if "quantity" in roles and roles["quantity"].row == shared.row and roles["quantity"].rowspan > 1:
                roles.pop("quantity")
    number = roles.get("number")
    style = number_style(number.text.view.s) if number is not None else None
    if "number" not in columns.at and (name := roles.get("name")) is not None:
        style = number_style(fold(printed_number(name.text.s)))
    inner = tuple(row[c] for c in columns.groups)
    line = Line(r + 1, "item", row, roles, inner, style)
    total = total_row(line, cells, columns)
    if total is not None:
        return total
    first = cells[0].text.view.s
    if vocabulary().memo.match(first) or (len(cells) == 1 and len(first) > 60):
        return replace(line, kind="skip")
    return line


def _continues(row: Row, columns: Columns, above: Line, previous: Row) -> bool:
    """Whether the row is the rest of the row above, cut by a page break: words only, no number, no figure, and
    the table numbers its rows."""
    if above.kind != "item" or "number" not in columns.at or above.style is None:
        return False
    roles = columns.cells(row)
    if not roles or not set(roles) <= {"name", "model", "spec", "brand", "remark", "origin"}:
        return False
    pages = _pages(previous), _pages(row)
    if not pages[0] or not pages[1] or min(pages[1]) <= max(pages[0]):
        return False
    if any(c.colspan > 2 or vocabulary().strong.fullmatch(plain_header(c.text.view.s)) for c in distinct(row)):
        return False
    return not any(figures.has_figure(c.text) for c in roles.values())


def _pages(row: Row) -> set[int]:
    return {g.page for cell in distinct(row) for g in cell.text.glyphs if g is not None and g.page is not None}


def _joined(line: Line, rest: dict[str, Cell]) -> Line:
    cells = dict(line.cells)
    for role, cell in rest.items():
        cells[role] = replace(cells[role], text=Text.join([cells[role].text, cell.text])) if role in cells else cell
    return replace(line, cells=cells, rest=(*line.rest, *rest.values()))
