"""Every text of a contract with where it stands: paragraphs, headings, cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contract_parse.model.layout import Block, Paragraph
from contract_parse.model.structure import Structure
from contract_parse.model.text import Text


@dataclass(frozen=True, slots=True)
class Place:
    """A text; ``clause`` is the path of its clause, ``annex`` the label of its annex, None elsewhere."""

    text: Text
    clause: str | None
    annex: str | None = None


def places(structure: Structure) -> Iterator[Place]:
    """All of them, in document order."""
    yield from _of(structure.preamble, None, None)
    for clause in structure.body():
        if clause.title is not None:
            yield Place(clause.title, clause.path)
        yield from _of(clause.blocks, clause.path, None)
    yield from _of(structure.closing, None, None)
    for annex in structure.annexes:
        yield from _of(annex.blocks, None, annex.label)
        for clause in annex.walk():
            if clause.title is not None:
                yield Place(clause.title, clause.path, annex.label)
            yield from _of(clause.blocks, clause.path, annex.label)


def _of(blocks: Iterable[Block], clause: str | None, annex: str | None) -> Iterator[Place]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Place(block.text, clause, annex)
        else:
            for cell in block.cells:
                yield Place(cell.text, clause, annex)
