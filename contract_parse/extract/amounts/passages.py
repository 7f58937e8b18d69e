"""The body as passages: what stands together under one clause, in the order it is read.

A passage is one text, so that an amount and the words that name it are found together wherever the
paragraphs were broken: paragraphs are joined by :data:`BREAK`, the cells of a table row by :data:`CELL`.
Neither mark has a glyph, so neither reaches evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from contract_parse.extract.sentences import boxed
from contract_parse.model.layout import Block, Cell, Paragraph, Table
from contract_parse.model.structure import Annex, Clause, Structure
from contract_parse.model.text import Text, fold

BREAK = "␤"
CELL = ":"
_SIGN = re.compile(r"(?<=[(:为币写价即计,])[Y羊](?=\d)")
_POINT = re.compile(r"(?<=[一-鿿%)])\.(?=[一-鿿(])")


@dataclass(frozen=True, eq=False)
class Passage:
    """Words of one clause. ``titles`` are the headings above and of the clause, outermost first, folded.

    ``root`` is the outermost clause's path, ``parent`` the next one up. ``row`` is None for prose, else
    the place of the table row (0 for a form, which is one passage); ``table`` is the table it stands in.
    """

    path: str | None
    text: Text
    titles: tuple[str, ...] = ()
    root: str | None = None
    parent: str | None = None
    table: Table | None = None
    row: int | None = None
    lead: str = field(default="")  # the parent's own last words, folded: what announces this one

    @cached_property
    def s(self) -> str:
        """The text as patterns see it, with what OCR confuses put right character by character: 曰, a point
        for a full stop, a letter for the yuan sign. Positions stay those of the view."""
        return _SIGN.sub("¥", _POINT.sub("。", self.text.view.s.replace("曰", "日")))


def passages(structure: Structure) -> list[Passage]:
    """Every passage of the body, preamble and closing included."""
    found: list[Passage] = []
    found += _of_blocks(structure.preamble, None, (), None, None, None, "")
    for clause in structure.clauses:
        found += _of_clause(clause, (), clause.path, None, "")
    found += _of_blocks(structure.closing, None, (), None, None, None, "")
    return found


def annex_passages(annex: Annex) -> list[Passage]:
    """Every passage of an annex, under its title."""
    titles = (fold("".join(str(annex.title).split())),) if annex.title is not None else ()
    found = [*_of_blocks(annex.blocks, annex.label, titles, annex.label, None, None, "")]
    for clause in annex.clauses:
        found += _of_clause(clause, titles, annex.label, annex.label, "")
    return found


def _of_clause(clause: Clause, titles: tuple[str, ...], root: str, parent: str | None, lead: str) -> Iterator[Passage]:
    own = _heading(clause)
    titles = (*titles, own) if own else titles
    yield from _of_blocks(clause.blocks, clause.path, titles, root, parent, clause.title, lead)
    said = [p.text.view.s for p in clause.paragraphs]
    words = said[-1] if said else own
    for child in clause.children:
        yield from _of_clause(child, titles, root, clause.path, words[-60:])


def _heading(clause: Clause) -> str:
    """The clause's title; a few words of its own above clauses below are one too."""
    if clause.title is not None:
        return fold("".join(str(clause.title).split()))
    own = clause.paragraphs
    if len(own) == 1 and clause.children and not clause.tables:
        words = own[0].text.view.s
        if len(words) <= 20 and not re.search(r"[。;,\d%]", words):
            return words.rstrip(":")
    return ""


def _of_blocks(
    blocks: tuple[Block, ...], path: str | None, titles: tuple[str, ...], root: str | None, parent: str | None,
    title: Text | None, lead: str,
) -> Iterator[Passage]:  # fmt: skip
    parts: list[Text] = [title] if title is not None and title.s.strip() else []
    for block in blocks:
        head = boxed(block) if isinstance(block, Paragraph) and path is None else None
        if isinstance(block, Paragraph) and head is None:
            parts.append(block.text)
            continue
        if parts:
            yield Passage(path, Text.join(parts, BREAK), titles, root, parent, lead=lead)
            parts = []
        if isinstance(block, Paragraph):
            titles = (head,) if head is not None else titles
            continue
        grid = block.grid()
        if not block.header_rows and _is_form(grid):
            rows = [Text.join(_once(row), CELL) for row in grid]
            yield Passage(path, Text.join([r for r in rows if r.s], BREAK), titles, root, parent, block, 0, lead)
            continue
        for r, row in enumerate(grid):
            cells = _once(row)
            if cells:
                yield Passage(path, Text.join(cells, CELL), titles, root, parent, block, r, lead)
    if parts:
        yield Passage(path, Text.join(parts, BREAK), titles, root, parent, lead=lead)


def _once(row: Sequence[Cell | None]) -> list[Text]:
    """The texts of a row's cells, a merged cell once, empty ones left out."""
    return list({id(c): c.text for c in row if c is not None and c.text.s.strip()}.values())


def _is_form(grid: list[list[Cell | None]]) -> bool:
    """Whether a table is a form of labels and values, not a list: its first row names no columns of items."""
    first = "".join(t.view.s for t in _once(grid[0])) if grid else ""
    return re.search(r"数量|单价|序号|期数|期次|名称.{0,40}金额", first) is None
