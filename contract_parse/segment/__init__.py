"""From paragraphs and tables to a contract's parts: preamble, clause tree, signature blocks, annexes.

:func:`segment` is the only entry. The steps: paragraphs are cut where numbers begin (``pieces``), each number
gets its possible readings (``readings``); annex headings, signature blocks and parts divide the document into zones
(``annexes``, ``signature``, ``parts``); within a zone all numbers are read as one sequence (``numbering``) and
made a tree (``tree``).
"""

from __future__ import annotations

from itertools import pairwise

from contract_parse.model.layout import Block, Layout, Paragraph
from contract_parse.model.structure import Annex, Clause, Structure
from contract_parse.segment import annexes as heads
from contract_parse.segment.forms import unfold
from contract_parse.segment.parts import find_parts, find_skipped
from contract_parse.segment.pieces import Piece, cut
from contract_parse.segment.signature import find_closing
from contract_parse.segment.titles import labelled
from contract_parse.segment.tree import annex_path, body_path, build

__all__ = ["segment"]


def segment(layout: Layout) -> Structure:
    """The parts of the document ``layout``: every block is in exactly one of them, in order."""
    pieces = heads.split_heads(cut(tuple(unfold(layout.blocks))))
    begin = _third_number(pieces)
    closing = find_closing(pieces, 0, len(pieces), begin)
    headings = heads.find_headings(pieces, closing)
    end = headings[0].at if headings else len(pieces)
    if closing is not None and closing > end:
        closing = find_closing(pieces, 0, end, begin)
    parts = find_parts(pieces[:end])
    if closing is not None and not any(i > closing for i in parts):
        bare = heads.find_bare_titles(pieces, closing, end)
        if bare:
            headings = [*bare, *headings]
            end = bare[0].at
    preamble, clauses, closings = _body(pieces[:end], {i: n for i, n in parts.items() if i < end}, begin)
    named = labelled(headings, (preamble, clauses, closings))
    found = []
    for k, heading in enumerate(named):
        last = named[k + 1].at if k + 1 < len(named) else len(pieces)
        inner = pieces[heading.body : last]
        if k == len(named) - 1 and closing is None:
            # The signatures stand after the annexes.
            signed = find_closing(inner, 0, len(inner), 0)
            if signed is not None and not closings:
                closings = tuple(p.block for p in inner[signed:])
                inner = inner[:signed]
        blocks, inside = build(inner, {}, set(), annex_path(heading.label))
        found.append(Annex(heading.label, heading.head, heading.title, blocks, inside))
    around = tuple((name, pieces[i].text.view.s) for i, name in sorted(parts.items()) if i < end and name)
    return Structure(preamble, clauses, closings, tuple(found), around, _running(layout))


def _running(layout: Layout) -> tuple[Paragraph, ...]:
    """The running heads and feet, each once."""
    once = {"".join(line.text.s.split()): line for line in reversed(layout.furniture)}
    return tuple(Paragraph(line.text, (line,), line.size) for line in reversed(once.values()))


def _third_number(pieces: list[Piece]) -> int:
    """Where the third number stands: no signature block is looked for before it."""
    seen = 0
    for i, piece in enumerate(pieces):
        seen += piece.strict is not None
        if seen == 3:
            return i
    return 0


def _body(
    pieces: list[Piece], parts: dict[int, str], begin: int
) -> tuple[tuple[Block, ...], tuple[Clause, ...], tuple[Block, ...]]:
    """Preamble, clauses and signature blocks of the body; a part may end with signatures of its own."""
    edges = [0, *sorted(parts), len(pieces)]
    closed: set[int] = set()
    for a, b in pairwise(edges):
        at = find_closing(pieces, a, b, begin)
        if at is not None:
            closed |= set(range(at, b))
    kept = [i for i in range(len(pieces)) if i not in closed]
    place = {i: k for k, i in enumerate(kept)}
    here = [pieces[i] for i in kept]
    inner = {place[i]: name for i, name in parts.items() if i in place}
    skip = find_skipped(here, inner)
    preamble, clauses = build(here, inner, skip, body_path)
    return preamble, clauses, tuple(pieces[i].block for i in sorted(closed))
