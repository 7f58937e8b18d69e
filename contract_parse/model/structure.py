"""What segmentation gives: the clause tree and the annexes, still as blocks of placed text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contract_parse.model.layout import Block, Paragraph, Table
from contract_parse.model.text import Text


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause.

    ``path`` as the interface fixes it (``5.1(1)``), ``number`` as printed (``（1）``), ``title`` the
    heading's words where the clause has a heading apart from its text, ``blocks`` the clause's own
    paragraphs (without the number, without the title) and tables; children keep theirs.
    ``head`` is number and title together, for evidence.
    """

    path: str
    number: str
    head: Text
    title: Text | None
    blocks: tuple[Block, ...]
    children: tuple[Clause, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Table))

    def walk(self) -> Iterator[Clause]:
        """This clause and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: ``label`` normalised as printed (``附件一``), ``title`` its own, ``head`` the heading's words."""

    label: str
    head: Text
    title: Text | None
    blocks: tuple[Block, ...]
    clauses: tuple[Clause, ...] = ()

    def walk(self) -> Iterator[Clause]:
        for clause in self.clauses:
            yield from clause.walk()


@dataclass(frozen=True, slots=True)
class Structure:
    """A contract's parts in order: ``preamble`` (cover, parties, recital) before the first clause, the
    body's ``clauses``, ``closing`` (signature blocks, what follows the last clause), the ``annexes``.

    ``heads`` are the running heads and feet of the pages, which are no part of the text and may name the contract.
    ``parts`` are the named parts around the clauses, each with the words of its heading: (第二部分, 第二部分通用合同条款).
    """

    preamble: tuple[Block, ...]
    clauses: tuple[Clause, ...]
    closing: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    heads: tuple[Paragraph, ...] = ()

    def body(self) -> Iterator[Clause]:
        """Every clause of the body, in document order."""
        for clause in self.clauses:
            yield from clause.walk()

    def body_blocks(self) -> Iterator[tuple[str | None, Block]]:
        """Every block outside the annexes with the path of its clause (None in preamble and closing)."""
        for block in self.preamble:
            yield None, block
        for clause in self.body():
            for block in clause.blocks:
                yield clause.path, block
        for block in self.closing:
            yield None, block
