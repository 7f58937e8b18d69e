"""The contract's own structure as facts: clauses, annexes, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contract_parse.model.facts import AnnexFact, ClauseFact, Evidence, TableFact, evidence
from contract_parse.model.layout import Block, Cell, Paragraph, Table
from contract_parse.model.structure import Annex, Clause, Structure

_CAPTION = re.compile(r"[。;；，,]")


def _words(blocks: Iterable[Block]) -> str:
    return "\n".join(b.text.s.strip() for b in blocks if isinstance(b, Paragraph) and b.text.s.strip())


def _clause(clause: Clause) -> ClauseFact:
    title = clause.title.s.strip() if clause.title else ""
    return ClauseFact(
        path=clause.path,
        number=clause.number,
        title=title or None,
        text=_words(clause.blocks),
        children=[_clause(c) for c in clause.children],
        evidence=evidence(clause.head, clause.path),
    )


def clauses(structure: Structure) -> list[ClauseFact]:
    """The clauses of the body, children inside their parents."""
    return [_clause(c) for c in structure.clauses]


def annexes(structure: Structure) -> list[AnnexFact]:
    """The annexes with their clauses and tables."""
    return [
        AnnexFact(
            label=a.label,
            title=(a.title.s.strip() or None) if a.title else None,
            text=_words(a.blocks),
            clauses=[_clause(c) for c in a.clauses],
            tables=[_table(p) for p in _of_annex(a)],
            evidence=evidence(a.head),
        )
        for a in structure.annexes
    ]


def tables(structure: Structure) -> list[TableFact]:
    """Every table of the document, in order."""
    found = [*_of_blocks(structure.preamble, None, None)]
    for clause in structure.body():
        found += _of_blocks(clause.blocks, None, clause.path)
    found += _of_blocks(structure.closing, None, None)
    for annex in structure.annexes:
        found += _of_annex(annex)
    return [_table(p) for p in found]


@dataclass(frozen=True, slots=True)
class _Placed:
    table: Table
    caption: str | None
    annex: str | None
    clause: str | None


def _of_annex(annex: Annex) -> Iterator[_Placed]:
    yield from _of_blocks(annex.blocks, annex.label, None)
    for clause in annex.walk():
        yield from _of_blocks(clause.blocks, annex.label, clause.path)


def _of_blocks(blocks: Iterable[Block], annex: str | None, clause: str | None) -> Iterator[_Placed]:
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Table):
            yield _Placed(block, _caption(before), annex, clause)
        before = block


def _caption(block: Block | None) -> str | None:
    if not isinstance(block, Paragraph):
        return None
    s = block.text.s.strip().rstrip(":：")
    return s if 0 < len(s) <= 40 and not _CAPTION.search(s) else None


def _table(placed: _Placed) -> TableFact:
    table = placed.table
    grid = table.grid()
    header = (
        [_column([row[c] for row in grid[: table.header_rows]]) for c in range(table.cols)] if table.header_rows else []
    )
    title = placed.caption
    rows = [[_filled(cell) for cell in row] for row in grid[table.header_rows :]]
    return TableFact(
        annex=placed.annex,
        clause=placed.clause,
        title=title,
        header=header,
        rows=rows,
        pages=sorted({page for page, _ in table.boxes}),
        evidence=_where(table, placed.clause),
    )


def _filled(cell: Cell | None) -> str | None:
    return (cell.text.s.strip() or None) if cell is not None else None


def _column(cells: list[Cell | None]) -> str:
    """A column's name: what its header rows say, outer to inner, each once."""
    words: list[str] = []
    seen: list[Cell] = []
    for cell in cells:
        if cell is not None and not any(cell is c for c in seen):
            seen.append(cell)
            if cell.text.s.strip():
                words.append(cell.text.s.strip())
    return " ".join(words)


def _where(table: Table, clause: str | None) -> list[Evidence]:
    """One box a page; for formats without pages the line of the first cell."""
    first = next((c.text for c in table.cells if c.text), None)
    words = " ".join(c.text.s.strip() for c in table.cells[: table.cols] if c.text)[:80]
    if not table.boxes:
        return evidence(first, clause)[:1] if first else []
    spot = first.spots()[0] if first and first.spots() else None
    return [
        Evidence(
            page=page,
            bbox=(round(box.x0, 2), round(box.y0, 2), round(box.x1, 2), round(box.y1, 2)),
            text=words,
            clause=clause,
            source=spot.source if spot else "text",
        )
        for page, box in table.boxes
    ]
