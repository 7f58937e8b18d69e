"""Layouts from plain lines, for tests: ``^`` before a line centres it, ``*`` makes it bold, ``---`` is a page break."""

from __future__ import annotations

from contract_parse.model.layout import Block, Cell, Layout, Line, Paragraph, Table
from contract_parse.model.text import Glyph, Origin, Text


def paragraph(s: str, number: int = 1, page: int | None = None, source: Origin = "text") -> Paragraph:
    words = s.lstrip("^*")
    text = Text(words, [Glyph(None, None, number, 1.0, source)] * len(words))
    return Paragraph(text, (Line(text, page, None, 10.0, number),), 10.0, s.startswith("^"), s.startswith("*"))


def table(rows: list[list[str]], header: int = 0) -> Table:
    cells = tuple(Cell(Text.plain(s, r + 1), r, c) for r, row in enumerate(rows) for c, s in enumerate(row))
    return Table(cells, len(rows), max(map(len, rows)), header)


def lay_out(text: str, source: Origin = "text") -> Layout:
    """Lines with `` | `` between words become a row of a table; neighbouring rows are one table."""
    blocks: list[Block] = []
    rows: list[list[str]] = []
    page = 1

    def close() -> None:
        if rows:
            blocks.append(table(list(rows), 1))
            rows.clear()

    for number, line in enumerate(text.strip("\n").split("\n"), start=1):
        if line == "---":
            page += 1
        elif " | " in line:
            rows.append([cell.strip() for cell in line.split(" | ")])
        else:
            close()
            blocks.append(paragraph(line, number, page, source))
    close()
    return Layout(tuple(blocks))
