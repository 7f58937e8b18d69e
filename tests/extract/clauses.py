"""Small contracts for tests of extraction, built from words: no page, no layout."""

from __future__ import annotations

from collections.abc import Sequence

from contract_parse.model.layout import Block, Cell, Paragraph, Table
from contract_parse.model.structure import Clause, Structure
from contract_parse.model.text import Text


def paragraph(words: str) -> Paragraph:
    return Paragraph(Text.plain(words), ())


def table(*rows: Sequence[str], header_rows: int = 1) -> Table:
    """A table of plain cells, a row a sequence."""
    cells = tuple(Cell(Text.plain(words), r, c) for r, row in enumerate(rows) for c, words in enumerate(row))
    return Table(cells, len(rows), max(len(row) for row in rows), header_rows)


def clause(path: str, *blocks: str | Block | Clause, title: str | None = None) -> Clause:
    """A clause with its own paragraphs (strings), tables and, last, the clauses below it."""
    own = tuple(paragraph(b) if isinstance(b, str) else b for b in blocks if not isinstance(b, Clause))
    below = tuple(b for b in blocks if isinstance(b, Clause))
    heading = Text.plain(title) if title else None
    return Clause(path, path, Text.plain(f"{path} {title or ''}"), heading, own, below)


def contract(*clauses: Clause, preamble: Sequence[str | Block] = (), closing: Sequence[str | Block] = ()) -> Structure:
    blocks = [tuple(paragraph(b) if isinstance(b, str) else b for b in part) for part in (preamble, closing)]
    return Structure(blocks[0], clauses, blocks[1])
