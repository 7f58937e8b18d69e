"""Tables drawn as text: cells between bars, ``<`` goes on from the left, ``^`` from above."""

from __future__ import annotations

from contract_parse.model.layout import Block, Cell, Line, Paragraph, Table
from contract_parse.model.structure import Annex, Clause, Structure
from contract_parse.model.text import Glyph, Text


def table(drawing: str, *, ruled: bool = True, pages: tuple[int, ...] = (), source: str = "text") -> Table:
    """The table that ``drawing`` shows, a line a row. ``pages`` gives the page of each row (all None without)."""
    rows = [[c.strip() for c in line.strip().split("|")] for line in drawing.strip().splitlines()]
    width = max(len(r) for r in rows)
    rows = [r + [""] * (width - len(r)) for r in rows]
    cells = []
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if words in ("<", "^"):
                continue
            colspan = 1
            while c + colspan < width and row[c + colspan] == "<":
                colspan += 1
            rowspan = 1
            while r + rowspan < len(rows) and rows[r + rowspan][c] == "^":
                rowspan += 1
            page = pages[r] if pages else None
            glyphs = (Glyph(page, None, 100 + r, 0.99, source),) * len(words)  # type: ignore[arg-type]
            cells.append(Cell(Text(words, glyphs), r, c, rowspan, colspan))
    return Table(tuple(cells), len(rows), width, ruled=ruled)


def paragraph(words: str) -> Paragraph:
    text = Text.plain(words, 1)
    return Paragraph(text, (Line(text, None, None, 10, 1),))


def body(*blocks: Block | str) -> Structure:
    """A contract of one clause that holds ``blocks``."""
    made = tuple(paragraph(b) if isinstance(b, str) else b for b in blocks)
    head = Text.plain("二、价款", 1)
    return Structure((), (Clause("2", "二、", head, Text.plain("价款", 1), made),), ())


def annexed(*blocks: Block | str, label: str = "附件一", title: str = "报价表") -> Structure:
    made = tuple(paragraph(b) if isinstance(b, str) else b for b in blocks)
    annex = Annex(label, Text.plain(label, 1), Text.plain(title, 2), made)
    return Structure((), (), (), (annex,))
